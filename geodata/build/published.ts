import type { Diagnostic } from '../model/diagnostic.ts';
import { diagnostic } from '../model/diagnostic.ts';
import type { MeasureRow, MeasureTable } from '../model/measure.ts';
import { readTable } from '../sources/table.ts';
import type { AtlasFiles } from './atlas-files.ts';
import type { MeasureConfig } from './measure-config.ts';

type PublishedConfig = NonNullable<MeasureConfig['published']>;

/** A value as it was printed, and with how many digits after the point. */
export interface PublishedValue {
  value: number;
  decimals: number;
}

/** Printed values by `publishedKey`. */
export type PublishedValues = ReadonlyMap<string, PublishedValue>;

/** Printed values of a measure, to stand beside ours. */
export async function readPublished(
  config: PublishedConfig,
  files: AtlasFiles,
): Promise<{ values: PublishedValues; diagnostics: Diagnostic[] }> {
  const { table, diagnostics } = await readTable(await files.read(config.file), config.file);
  const values = new Map<string, PublishedValue>();
  for (const column of [config.indicator, config.year, config.toYear, config.value, config.region]) {
    if (column === undefined || table.columns.includes(column)) continue;
    diagnostics.push(
      diagnostic(
        'table/missing-column',
        `There is no column "${column}"; there are ${table.columns.join(', ')}.`,
        { at: { file: config.file, column }, found: column },
      ),
    );
  }
  for (const { line, cells } of table.rows) {
    const cell = (column: string | undefined): string =>
      column === undefined ? '' : (cells[table.columns.indexOf(column)]?.trim() ?? '');
    const text = cell(config.value);
    const value = Number(text);
    if (text === '' || !Number.isFinite(value)) {
      diagnostics.push(
        diagnostic('table/not-a-number', `Found "${text}", expected the printed value.`, {
          at: { file: config.file, line, column: config.value },
          found: text,
        }),
      );
      continue;
    }
    const printedDecimals = text.split('.')[1]?.length ?? 0;
    const decimals = Math.max(0, printedDecimals - Math.round(Math.log10(config.scale)));
    values.set(keyOf(cell(config.indicator), cell(config.year), cell(config.toYear), cell(config.region)), {
      value: Number((value * config.scale).toFixed(decimals)),
      decimals,
    });
  }
  return { values, diagnostics };
}

const keyOf = (indicator: string, year: string, toYear: string, subject: string): string =>
  [indicator, year, toYear, subject].join('/');

/** The value printed for what a row is about. */
export function publishedFor(row: MeasureRow, values: PublishedValues): PublishedValue | undefined {
  const subject = row.region ?? row.group ?? '';
  return values.get(keyOf(row.indicator, String(row.year ?? ''), String(row.toYear ?? ''), subject));
}

/** Puts the printed value beside each of ours that has one, and says which of them differ. */
export function withPublished(
  table: MeasureTable,
  values: PublishedValues,
): { table: MeasureTable; diagnostics: Diagnostic[] } {
  const diagnostics: Diagnostic[] = [];
  const rows = table.rows.map((row) => {
    const printed = publishedFor(row, values);
    if (printed === undefined) return row;
    if (row.value !== null && !roundsTo(row.value, printed))
      diagnostics.push(
        diagnostic(
          'measure/differs-from-published',
          `${table.title.en}, ${aboutRow(row)}: printed ${printed.value.toFixed(printed.decimals)}, recomputed ${withOneMore(row.value, printed)} from ${row.n} values${isTruncated(row.value, printed) ? ' (truncated instead of rounded)' : ''}.`,
          { at: placeOf(table, row), found: String(printed.value) },
        ),
      );
    return { ...row, published: printed.value };
  });
  return { table: { ...table, rows }, diagnostics };
}

/** Where a remark on a row belongs. */
export const placeOf = (table: MeasureTable, row: MeasureRow): Diagnostic['at'] => ({
  path: `measures.${table.id}`,
  indicator: row.indicator,
  ...(row.year === null ? {} : { year: row.year }),
});

/** The year of a row, or the two of a change. */
export const yearsOfRow = (row: MeasureRow): string =>
  row.toYear === undefined ? String(row.year ?? '') : `${row.year}–${row.toYear}`;

const aboutRow = (row: MeasureRow): string =>
  `${`${row.indicator} ${yearsOfRow(row)}`.trim()}, ${row.region ?? row.group ?? 'all units'}`;

/** A value with one more digit than was printed, but a whole number (a year, a count) as it is. */
const withOneMore = (value: number, { decimals }: PublishedValue): string =>
  decimals === 0 && Number.isInteger(value) ? String(value) : value.toFixed(decimals + 1);

/** Whether a value, rounded to the digits that were printed, is the printed one. */
function roundsTo(value: number, { value: printed, decimals }: PublishedValue): boolean {
  return Math.abs(value - printed) <= 0.5 * 10 ** -decimals + 1e-9;
}

/** Whether the printed value is ours with its further digits cut off. */
function isTruncated(value: number, { value: printed, decimals }: PublishedValue): boolean {
  const step = 10 ** -decimals;
  return Math.abs(Math.trunc(value / step) * step - printed) < step / 1000;
}
