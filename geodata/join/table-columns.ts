import type { DiagnosticList } from '../model/diagnostic-list.ts';
import { nearestWords } from '../model/edit-distance.ts';
import type { RawTable } from '../model/table.ts';

/** Position of a column by its heading; spaces, width and case do not count. −1 where there is none. */
export function findColumn(table: RawTable, heading: string): number {
  const exact = table.columns.indexOf(heading);
  if (exact >= 0) return exact;
  const key = headingKey(heading);
  return table.columns.findIndex((column) => headingKey(column) === key);
}

/** Like `findColumn`, with a remark where the column is not there. */
export function requireColumn(table: RawTable, heading: string, remarks: DiagnosticList): number {
  const position = findColumn(table, heading);
  // A table that could not be read has no columns at all, which was told already.
  if (position < 0 && table.columns.length > 0)
    remarks.add('table/missing-column', () => ({
      message: `There is no column "${heading}". The columns are: ${table.columns.join(', ')}.`,
      at: { line: 1, column: heading },
      found: heading,
      nearest: nearestWords(heading, table.columns),
    }));
  return position;
}

/** Positions of columns that are all needed; null where one is not there. */
export function requireColumns<Heading extends string>(
  table: RawTable,
  headings: readonly Heading[],
  remarks: DiagnosticList,
): Record<Heading, number> | null {
  const positions = headings.map((heading) => [heading, requireColumn(table, heading, remarks)] as const);
  if (positions.some(([, position]) => position < 0)) return null;
  return Object.fromEntries(positions) as Record<Heading, number>;
}

const headingKey = (heading: string): string => heading.normalize('NFKC').replaceAll(/\s/g, '').toLowerCase();
