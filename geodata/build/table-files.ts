import { readPropertyTable } from '../sources/property-table.ts';
import type { TableReading } from '../sources/table.ts';
import { readTable } from '../sources/table.ts';
import type { AtlasFiles } from './atlas-files.ts';

/** Whether a file is a table; other files of a folder hold boundaries or records. */
export const isTableFile = (name: string): boolean => /\.(csv|tsv|txt|xlsx)$/i.test(name);

/** Reads a table of atlas.yaml: a table proper, or the properties of a boundary file. */
export async function readTableFile(
  files: AtlasFiles,
  { file, sheet, encoding }: { file: string; sheet?: string | undefined; encoding?: string | undefined },
): Promise<TableReading> {
  const bytes = await files.read(file);
  if (isTableFile(file)) return readTable(bytes, file, { sheet, encoding });
  const table = await readPropertyTable(bytes, file, sheet === undefined ? {} : { object: sheet });
  return { table, diagnostics: [] };
}
