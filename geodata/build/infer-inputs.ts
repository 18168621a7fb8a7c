import type { BoundaryProperties } from '../join/infer-boundaries.ts';
import { sampleRows } from '../join/infer-columns.ts';
import type { RecordSample } from '../join/infer-records.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { RawTable } from '../model/table.ts';
import { recordFormatOf } from '../records/record-format.ts';
import { sampleRecords } from '../records/sample-records.ts';
import { boundaryObjects, readRegions } from '../sources/boundaries.ts';
import { decodeText } from '../sources/decode-text.ts';
import { readTable } from '../sources/table.ts';
import type { AtlasFiles } from './atlas-files.ts';
import { withDatabase } from './database.ts';
import { isTableFile } from './table-files.ts';

/** What lies in a folder without atlas.yaml. */
export interface FolderInputs {
  tables: RawTable[];
  /** Of files that are no tables for everyone: Parquet, JSON lines. */
  records: RecordSample[];
  boundaries: BoundaryProperties[];
  /** What was wrong with the tables; they are read again for the join, which says it again. */
  troubles: Diagnostic[];
}

const recordName = /\.(parquet|jsonl|ndjson)$/i;

/** Records looked at. */
const SAMPLE = 400;

export async function readInputs(files: AtlasFiles, listing: readonly string[]): Promise<FolderInputs> {
  const inputs: FolderInputs = { tables: [], records: [], boundaries: [], troubles: [] };
  for (const name of listing) {
    if (isTableFile(name)) {
      const read = await readTable(await files.read(name), name);
      inputs.troubles.push(...read.diagnostics.filter(({ severity }) => severity !== 'info'));
      if (read.table.columns.length > 0) inputs.tables.push(read.table);
    } else if (recordName.test(name) && !(await isGeoJsonLines(files, name))) {
      inputs.records.push(await sampleOf(files, name));
    } else inputs.boundaries.push(...(await boundariesOf(files, name)));
  }
  return inputs;
}

async function boundariesOf(files: AtlasFiles, name: string): Promise<BoundaryProperties[]> {
  const bytes = await files.read(name);
  const found: BoundaryProperties[] = [];
  for (const object of (await boundaryObjects(bytes, name)) ?? [null]) {
    const choice = object === null ? {} : { object };
    const beside = (extension: string): Promise<Uint8Array | null> => files.beside(name, extension);
    const { features } = await readRegions(bytes, name, { ...choice, beside });
    found.push({
      file: name,
      ...choice,
      properties: features.map(({ properties }) => properties),
      geometries: features.map(({ geometry }) => geometry),
    });
  }
  return found;
}

async function sampleOf(files: AtlasFiles, name: string): Promise<RecordSample> {
  const path = await files.pathOf(name);
  const format = recordFormatOf(name) === 'parquet' ? 'parquet' : 'jsonl';
  const sample = await withDatabase((engine) => sampleRecords(engine, path, format, SAMPLE));
  return { file: name, ...sample };
}

/** Lines of GeoJSON are boundaries, lines of anything else are records. */
async function isGeoJsonLines(files: AtlasFiles, name: string): Promise<boolean> {
  if (/\.parquet$/i.test(name)) return false;
  const head = decodeText(await files.head(name, 4096)).text;
  return /"type"\s*:\s*"(Feature|FeatureCollection|Polygon|MultiPolygon|Point)"/.test(head);
}

/** A table as a sample of records. */
export const tableAsRecords = (table: RawTable): RecordSample => ({
  file: table.name,
  columns: table.columns,
  rows: sampleRows(table),
});

/** Records are counted by the database, which reads plain CSV alone: whether it can read the file of a table. */
export const isPlainCsv = ({ encoding, rows }: RawTable): boolean =>
  encoding === 'utf-8' && (rows[0]?.line ?? 2) === 2;
