import type { FeatureTable } from '../model/feature-table.ts';
import type { ExportFormat } from './export-format.ts';
import { withIdColumn } from './id-column.ts';

/** FlatGeobuf 3 (flatgeobuf.org) with a spatial index: a desktop GIS reads the part of the file that it shows. */
export const flatgeobuf: ExportFormat = {
  id: 'flatgeobuf',
  title: { zh: 'FlatGeobuf', en: 'FlatGeobuf' },
  extension: 'fgb',
  mediaType: 'application/vnd.flatgeobuf',
  needsGeometry: true,
  provenance: 'inside',
  options: [],
  write: writeIndexed,
};

async function writeIndexed(table: FeatureTable): Promise<Uint8Array> {
  const { writeFlatGeobuf } = await import('./flatgeobuf-writer.ts');
  return writeFlatGeobuf(withIdColumn(table), { index: true });
}
