import { readSheet } from 'read-excel-file/universal';
import type { TableRecord } from './table-record.ts';

/**
 * Records of one sheet of an Office Open XML workbook (ECMA-376), the first by default; `line` is the number of the row
 * in the sheet. A merged cell has its text in the first of its places and leaves the others empty. Dates become
 * ISO 8601 days. Throws the errors of read-excel-file.
 */
export async function readXlsx(bytes: Uint8Array, sheet?: string): Promise<TableRecord[]> {
  const copy = new Uint8Array(bytes).buffer;
  const rows = await readSheet<string>(copy, sheet ?? 1, { parseNumber: shortestNumber, trim: false });
  return rows.map((cells, index) => ({ line: index + 1, cells: cells.map(textOf) }));
}

/** Excel stores 0.1 as 0.10000000000000001; the shortest form of the same double is what the sheet shows. */
const shortestNumber = (text: string): string => String(Number(text));

function textOf(cell: unknown): string {
  if (cell === null || cell === undefined) return '';
  if (cell instanceof Date) return cell.toISOString().slice(0, 10);
  return typeof cell === 'string' ? cell : JSON.stringify(cell);
}
