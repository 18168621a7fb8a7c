import type { CellValue, ColumnType, FeatureTable } from '../model/feature-table.ts';
import type { ExportFormat, ExportOptions } from './export-format.ts';
import { withIdColumn } from './id-column.ts';
import { numberText } from './number-text.ts';

/** CSV (RFC 4180): one header line, CRLF, empty cells for no data, an empty text in quotes. Without geometry. */
export const csv: ExportFormat = {
  id: 'csv',
  title: { zh: 'CSV 表格', en: 'CSV' },
  extension: 'csv',
  mediaType: 'text/csv; charset=utf-8; header=present',
  needsGeometry: false,
  provenance: 'beside',
  options: ['bom'],
  write: writeCsv,
};

async function* writeCsv(source: FeatureTable, options: ExportOptions): AsyncGenerator<Uint8Array> {
  const table = withIdColumn(source);
  const encoder = new TextEncoder();
  const lineOf = (cells: string[]): Uint8Array => encoder.encode(`${cells.join(',')}\r\n`);
  if (options.bom === true) yield new Uint8Array([0xef, 0xbb, 0xbf]);
  yield lineOf(table.columns.map((column) => quote(column.name)));
  for (const row of table.rows)
    yield lineOf(table.columns.map(({ type }, index) => cellText(row.values[index] ?? null, type)));
}

function cellText(value: CellValue, type: ColumnType): string {
  if (value === null) return '';
  if (typeof value === 'number') return Number.isFinite(value) ? numberText(value, type) : '';
  return typeof value === 'string' ? quote(value) : String(value);
}

const quote = (text: string): string =>
  text === '' || /[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
