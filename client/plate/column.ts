import type { ColumnDocument } from '../../geodata/model/catalog.ts';
import type { Quality } from '../../geodata/model/indicator.ts';

/** Quality of one value of a column. */
export function qualityAt(column: ColumnDocument, row: number): Quality | null {
  if ((column.values[row] ?? null) === null) return null;
  return typeof column.quality === 'string' ? column.quality : (column.quality[row] ?? null);
}

/** Source id of one value of a column. */
export function sourceAt(column: ColumnDocument, row: number): string | null {
  if ((column.values[row] ?? null) === null) return null;
  return typeof column.source === 'string' ? column.source : (column.source[row] ?? null);
}

/** True for values that a reader must not take for a count or a survey. */
export const isMarked = (quality: Quality | null): boolean => quality !== null && quality !== 'measured';

/** Rank of every row that has a value, the largest first. Rows are in code order, so a stable sort breaks ties by code. */
export function rankRows(
  rows: readonly number[],
  values: readonly (number | null)[],
): ReadonlyMap<number, number> {
  const valued = rows.filter((row) => (values[row] ?? null) !== null);
  const sorted = valued.sort((one, other) => values[other]! - values[one]!);
  return new Map(sorted.map((row, place) => [row, place + 1]));
}
