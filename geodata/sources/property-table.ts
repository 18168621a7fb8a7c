import type { RawTable } from '../model/table.ts';
import { readFeatures } from './boundaries.ts';
import type { BoundaryOptions } from './boundary-format.ts';

/**
 * The properties of a boundary file as a table: a column for each property that some feature has, a row for each
 * feature, whose line is its number in the file. Throws AtlasError 'invalid-data' as `readBoundaries` does.
 */
export async function readPropertyTable(
  bytes: Uint8Array,
  name: string,
  options: BoundaryOptions = {},
): Promise<RawTable> {
  const features = await readFeatures(bytes, name, options);
  return tableOfProperties(
    features.map(({ properties }) => properties),
    name,
  );
}

/** Properties as text cells: nothing for null, JSON for lists and objects. */
export function tableOfProperties(
  properties: readonly Readonly<Record<string, unknown>>[],
  name: string,
): RawTable {
  const columns = [...new Set(properties.flatMap((each) => Object.keys(each)))];
  const rows = properties.map((each, index) => ({
    line: index + 1,
    cells: columns.map((column) => cellOf(each[column])),
  }));
  return { name, columns, rows, encoding: 'utf-8', delimiter: '' };
}

function cellOf(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'string') return value;
  return typeof value === 'bigint' ? value.toString() : JSON.stringify(value);
}
