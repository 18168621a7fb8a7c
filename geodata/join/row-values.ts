import type { Diagnostic } from '../model/diagnostic.ts';
import { nearestWords } from '../model/edit-distance.ts';
import type { Indicator, Quality } from '../model/indicator.ts';
import type { RawRow } from '../model/table.ts';
import { inBothLanguages } from '../model/text.ts';
import { splitFlag } from './flagged-number.ts';
import { yearOf } from './observation-set.ts';
import type { ParsedNumber } from './parse-number.ts';
import type { RegionMatch } from './region-match.ts';
import { indicatorName } from './indicator-name.ts';
import { readQuality, readSource } from './row-facts.ts';
import { qualityOfStatus } from './status-letters.ts';
import type { TableJoin } from './table-join.ts';
import type { ValueColumn } from './table-plan.ts';

/** A row that is about a region or about a total. */
export type JoinedMatch = Extract<RegionMatch, { kind: 'region' | 'total' }>;

/** What all values of one row share. */
interface RowContext {
  row: RawRow;
  match: JoinedMatch;
  quality: Quality | null;
  source: string;
}

/** Reads the values of a row that was matched, or counts it where the table is a list. */
export function readRow(row: RawRow, match: JoinedMatch, year: number | null, join: TableJoin): void {
  const { plan, counter } = join;
  const context = { row, match, quality: readQuality(row, join), source: readSource(row, join) };
  if (counter !== null && match.kind === 'region') counter.add({ ...context, region: match.region, year });
  for (const column of plan.wide) readValue(context, column, column.year ?? year, join);
  if (plan.long === null) return;
  const called = indicatorName(row.cells, plan.long.indicator);
  const columns = plan.long.columnsOf(called);
  if (columns === null) tellUnknownIndicator(called, row.line, plan.long.indicator, join);
  else for (const column of columns) readValue(context, column, column.year ?? year, join);
}

function readValue(context: RowContext, column: ValueColumn, year: number | null, join: TableJoin): void {
  const { row, match, quality, source } = context;
  const { indicator, heading } = column;
  const cell = row.cells[column.position] ?? '';
  const value = knownCode(column.read(cell), indicator);
  if (value === 'missing' || value === 'not-a-number') tellNoValue(value, context, column, year, join);
  else if (match.kind === 'total')
    join.totals.push({ name: match.name, indicator: indicator.id, year, value, source });
  else {
    const flag = flagOf(cell, value, column);
    if (flag !== null) tellFlag(flag, context, column, join);
    const flagged = flag === null ? null : qualityOfStatus(flag);
    const observed = {
      indicator: indicator.id,
      year,
      value,
      quality: quality ?? flagged ?? indicator.quality,
      source,
    };
    join.found.add(match.region, observed, row.line, heading);
  }
}

/** A code that is none of the named classes of its indicator says nothing. */
const knownCode = (value: ParsedNumber, { categories }: Indicator): ParsedNumber =>
  typeof value !== 'number' || categories === undefined || categories.some((each) => each.value === value)
    ? value
    : 'not-a-number';

/** What stands behind a number that is not its unit. */
function flagOf(cell: string, value: number, { read }: ValueColumn): string | null {
  const split = splitFlag(cell);
  return split !== null && read(split.number) === value ? split.flag : null;
}

function tellFlag(flag: string, { row }: RowContext, { heading }: ValueColumn, { remarks }: TableJoin): void {
  remarks.addOnce('table/flagged-number', flag, () => ({
    message: `"${flag}" behind a number of "${heading}" was taken for a flag or a footnote; the number was read without it.`,
    at: { line: row.line, column: heading },
    found: flag,
  }));
}

function tellNoValue(
  what: 'missing' | 'not-a-number',
  { row, match }: RowContext,
  { position, heading, indicator }: ValueColumn,
  year: number | null,
  join: TableJoin,
): void {
  const found = row.cells[position] ?? '';
  const region = match.kind === 'region' ? match.region : null;
  const place = match.kind === 'region' ? inBothLanguages(match.region.name) : match.name;
  const value = `${indicator.id} of ${place}${year === null ? '' : ` in ${year}`}`;
  const at: Diagnostic['at'] = {
    line: row.line,
    column: heading,
    ...(region === null ? {} : { region: region.code }),
    indicator: indicator.id,
    ...yearOf(year),
  };
  if (what === 'missing') {
    join.summary.missing++;
    if (region !== null) join.blanks.push({ region: region.id, indicator: indicator.id, year });
    join.remarks.add('table/missing-value', () => ({
      message: `There is no value for ${value}.`,
      at,
      found,
    }));
  } else {
    join.summary.notNumbers++;
    join.remarks.add('table/not-a-number', () => ({
      message: `Found "${found}" as ${value}, expected ${expectedOf(indicator)}.`,
      at,
      found,
    }));
  }
}

const expectedOf = ({ categories }: Indicator): string =>
  categories === undefined
    ? 'a number'
    : `one of ${categories.map(({ value, name }) => `${value} (${inBothLanguages(name)})`).join(', ')}`;

function tellUnknownIndicator(
  found: string,
  line: number,
  positions: readonly number[],
  { remarks, input }: TableJoin,
): void {
  remarks.addOnce('table/unknown-indicator', found, () => ({
    message: `"${found}" is not in the indicator registry.`,
    at: { line, column: indicatorName(input.table.columns, positions) },
    found,
    nearest: nearestWords(
      found,
      input.indicators.flatMap(({ id, name }) => [id, name.zh, name.en]),
    ),
  }));
}
