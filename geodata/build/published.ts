import type { AtlasConfig } from '../config/schema.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import { diagnostic } from '../model/diagnostic.ts';
import type { MeasureTable } from '../model/measure.ts';
import { readTable } from '../sources/table.ts';
import type { AtlasFiles } from './atlas-files.ts';
import type { PublishedValues } from './measure-tables.ts';

type PublishedConfig = NonNullable<AtlasConfig['measures'][number]['published']>;

/** Printed values of a measure, to stand beside ours. */
export async function readPublished(
  config: PublishedConfig,
  files: AtlasFiles,
): Promise<{ values: PublishedValues; diagnostics: Diagnostic[] }> {
  const { table, diagnostics } = await readTable(await files.read(config.file), config.file);
  const values = new Map<string, number>();
  const position = (column: string): number => table.columns.indexOf(column);
  for (const column of [config.indicator, config.year, config.value, config.region]) {
    if (column === undefined || position(column) >= 0) continue;
    diagnostics.push(
      diagnostic(
        'table/missing-column',
        `There is no column "${column}"; there are ${table.columns.join(', ')}.`,
        {
          at: { file: config.file, column },
          found: column,
        },
      ),
    );
  }
  for (const { line, cells } of table.rows) {
    const text = cells[position(config.value)]?.trim() ?? '';
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
    const region = config.region === undefined ? '' : (cells[position(config.region)] ?? '');
    values.set(
      `${cells[position(config.indicator)]}/${Number(cells[position(config.year)])}/${region}`,
      value,
    );
  }
  return { values, diagnostics };
}

/** Remarks on what came out: printed values that ours do not round to, frames with holes. */
export function remarksOn(
  table: MeasureTable,
  at: string,
  decimalsOf: (indicator: string) => number,
): Diagnostic[] {
  const remarks: Diagnostic[] = [];
  for (const row of table.rows) {
    const place = {
      at: { path: at, indicator: row.indicator, ...(row.year === null ? {} : { year: row.year }) },
    };
    const who = row.region ?? row.group ?? 'all units';
    if (
      row.published !== undefined &&
      row.value !== null &&
      !roundsTo(row.value, row.published, decimalsOf(row.indicator))
    )
      remarks.push(
        diagnostic(
          'measure/differs-from-published',
          `${table.title.en}, ${row.indicator} ${row.year}: printed ${row.published}, recomputed ${row.value.toFixed(4)} from ${row.n} values.`,
          { ...place, found: String(row.published) },
        ),
      );
    if (row.flags.includes('incomplete'))
      remarks.push(
        diagnostic(
          'measure/incomplete',
          `${table.title.en}, ${row.indicator} ${row.year}, ${who}: ${row.n} of ${row.frame} units have a value.`,
          place,
        ),
      );
    if (row.reason !== undefined)
      remarks.push(
        diagnostic(
          'measure/undefined',
          `${table.title.en}, ${row.indicator} ${row.year}, ${who}: no value (${row.reason}).`,
          place,
        ),
      );
  }
  return remarks;
}

/** Whether a value, rounded to the digits its indicator is printed with, is the printed one. */
function roundsTo(value: number, printed: number, decimals: number): boolean {
  return Math.abs(value - printed) <= 0.5 * 10 ** -decimals + 1e-9;
}
