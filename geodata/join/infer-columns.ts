import type { RawTable } from '../model/table.ts';
import { parseYear } from './parse-year.ts';

/** Rows looked at, spread over the table. */
const SAMPLE = 400;

/** Cells of some rows from all over a table. */
export function sampleRows({ rows }: RawTable): string[][] {
  const step = Math.max(1, Math.floor(rows.length / SAMPLE));
  return rows.filter((_, index) => index % step === 0).map(({ cells }) => cells);
}

/** What stands in a column, without blanks around it. */
export const columnCells = (rows: readonly string[][], position: number): string[] =>
  rows.map((cells) => (cells[position] ?? '').trim());

function isRecentYear(cell: string): boolean {
  const year = parseYear(cell);
  return typeof year === 'number' && year >= 1900 && year <= 2100;
}

/**
 * Position of the column whose cells are years, or null. A column of small counts can look like one, so that a heading
 * which says so goes first.
 */
export function findYear(
  columns: readonly string[],
  sample: readonly string[][],
  taken: ReadonlySet<number>,
): number | null {
  const years = [...columns.keys()].filter(
    (position) => !taken.has(position) && allPass(sample, position, isRecentYear),
  );
  return (
    years.find((position) => /year|date|time|年|时间/i.test(columns[position] ?? '')) ?? years[0] ?? null
  );
}

/** Position of the first free column whose filled cells nearly all pass, or null. */
export function findColumn(
  columns: readonly string[],
  sample: readonly string[][],
  taken: ReadonlySet<number>,
  passes: (cell: string) => boolean,
): number | null {
  const position = [...columns.keys()].find((each) => !taken.has(each) && allPass(sample, each, passes));
  return position ?? null;
}

/** Whether all but a few of the filled cells pass, and there are any. */
function allPass(sample: readonly string[][], position: number, passes: (cell: string) => boolean): boolean {
  const filled = columnCells(sample, position).filter((cell) => cell !== '');
  return filled.length > 0 && filled.filter(passes).length >= 0.8 * filled.length;
}
