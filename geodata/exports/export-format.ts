import type { FeatureTable } from '../model/feature-table.ts';
import type { LocalText } from '../model/text.ts';

/** What a caller may ask of a format beside the table itself. */
export interface ExportOptions {
  /** Names of the columns to write, in this order; all where it is not given. The id and the geometry always go along. */
  columns?: readonly string[];
  /** csv: begin with a byte order mark, by which Excel knows UTF-8. */
  bom?: boolean;
  /** ndjson: begin every line with the record separator of GeoJSON text sequences (RFC 8142). */
  sequence?: boolean;
}

/** Options that only some formats take. */
export type FormatOption = Exclude<keyof ExportOptions, 'columns'>;

/** A download format is one file in geodata/exports that exports one of these, and one line in index.ts. */
export interface ExportFormat {
  /** Equal to its file name and its URL segment. */
  id: string;
  title: LocalText;
  /** Without the dot. */
  extension: string;
  mediaType: string;
  /** True where a table without geometry cannot be written. */
  needsGeometry: boolean;
  /** Whether the file says where its numbers come from, or a JSON document beside it has to. */
  provenance: 'inside' | 'beside';
  options: readonly FormatOption[];
  /**
   * Writes a whole file. The same table gives the same bytes. Throws AtlasError invalid-request where the table goes
   * beyond what the format can hold.
   */
  write(table: FeatureTable, options: ExportOptions): Promise<Uint8Array> | AsyncIterable<Uint8Array>;
}
