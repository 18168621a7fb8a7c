import type { TableRoles, ValueRole } from '../model/roles.ts';
import type { RawTable } from '../model/table.ts';
import { indicatorName } from './indicator-name.ts';
import type { Dimensions } from './infer-dimensions.ts';
import { findDimensions } from './infer-dimensions.ts';
import { findDecimalMark, parseNumber } from './parse-number.ts';
import type { RowGroups } from './row-groups.ts';
import { firstRows } from './row-groups.ts';

/** Columns of numbers that measure nothing. */
const uncounted =
  /^(序号|编号|排名|名次|no\.?|#|(.*[_ ])?(id|gid|fid|objectid)|.*[_ ](type|code|[an][23])|index|rank|order|lon|lng|longitude|经度|lat|latitude|纬度|邮编|电话)$/i;
const valueHeading = /^(value|val|数值|值|数量|amount)$/i;

/** A table whose columns of regions and years are known. */
export interface ValueSearch {
  columns: readonly string[];
  rows: readonly string[][];
  /** Some of the rows from all over the table. */
  sample: readonly string[][];
  /** Columns that are known to be something else. */
  taken: ReadonlySet<number>;
  /** Rows by region, and by region and year. */
  regions: RowGroups;
  slots: RowGroups;
}

/**
 * Guesses which columns are values. A table is long where rows repeat region and year and columns of words tell them
 * apart.
 */
export function inferValues(search: ValueSearch): Pick<TableRoles, 'long' | 'values'> {
  const { columns, rows, sample, taken, regions, slots } = search;
  const free = [...columns.keys()].filter((position) => !taken.has(position));
  const numeric = free.filter(
    (position) => !uncounted.test((columns[position] ?? '').trim()) && isNumeric(sample, position),
  );
  const values = numeric.map((position) => describeColumn(columns[position] ?? '', sample, position));
  const words = free.filter((position) => !numeric.includes(position));
  const dimensions = values.length === 0 ? null : findDimensions(columns, rows, words, { regions, slots });
  if (dimensions === null) return { long: null, values: isList(slots) ? [] : values };
  const years = values.filter(({ name, year }) => year !== null && name === '');
  const value = values.find(({ column }) => valueHeading.test(column.trim())) ?? values[0];
  if (value === undefined) return { long: null, values };
  return {
    long: {
      indicator: dimensions.columns.map((position) => columns[position] ?? ''),
      values: years.length > 0 ? years : [value],
      indicators: nameIndicators(dimensions, rows),
    },
    values: [],
  };
}

/** The indicators of a long table by name, each once. */
function nameIndicators(
  { columns, unit, groups }: Dimensions,
  rows: readonly string[][],
): { name: string; unit: string }[] {
  const named = [...firstRows(groups)].map((row) => {
    const cells = rows[row] ?? [];
    return { name: indicatorName(cells, columns), unit: unit === null ? '' : (cells[unit] ?? '').trim() };
  });
  return named.filter(({ name }) => name !== '').toSorted((a, b) => (a.name < b.name ? -1 : 1));
}

/** Whether rows are things in regions, several in one: what has numbers then are the things, not the regions. */
const isList = ({ of, count }: RowGroups): boolean => count < 0.8 * of.length;

function isNumeric(sample: readonly string[][], position: number): boolean {
  const cells = sample.map((row) => row[position] ?? '');
  const { mark } = findDecimalMark(cells);
  const parsed = cells.map((cell) => parseNumber(cell, { decimalMark: mark ?? 'point' }));
  const numbers = parsed.filter((value) => typeof value === 'number').length;
  const words = parsed.filter((value) => value === 'not-a-number').length;
  return numbers > 0 && words <= 0.2 * (numbers + words);
}

function describeColumn(column: string, sample: readonly string[][], position: number): ValueRole {
  return {
    column,
    ...splitHeading(column),
    decimals: usualDecimals(sample.map((cells) => cells[position] ?? '')),
  };
}

/**
 * Columns that are headed by nothing but a year have the name and unit of the table's subject; columns without a unit of
 * their own have that of the table.
 */
export function nameColumns(
  values: readonly ValueRole[],
  { subject = '', unit: ofTable = '' }: Pick<RawTable, 'subject' | 'unit'>,
): ValueRole[] {
  const { name, unit } = splitHeading(subject);
  return values.map((value) =>
    value.name === ''
      ? { ...value, name, unit: value.unit || unit || ofTable }
      : { ...value, unit: value.unit || ofTable },
  );
}

/** Splits "2022年 经费（亿元）" into year, name and unit. */
function splitHeading(text: string): Pick<ValueRole, 'name' | 'unit' | 'year'> {
  const heading = text.normalize('NFKC');
  const unit = /[([【]\s*(?:单位[:：]?)?([^)\]】]+?)\s*[)\]】]\s*$/.exec(heading);
  const bare = unit === null ? heading : heading.slice(0, unit.index);
  const year = /(?<!\d)(19|20)\d\d(?!\d)/.exec(bare);
  const name = year === null ? bare : bare.replace(new RegExp(`${year[0]}\\s*年?(度|底|末)?`), ' ');
  return {
    name: name.replaceAll(/[\s_-]+/g, ' ').trim(),
    unit: unit?.[1] ?? '',
    year: year === null ? null : Number(year[0]),
  };
}

/** Digits after the point that nine of ten cells do not go beyond, at most 3. */
function usualDecimals(cells: readonly string[]): number {
  const { mark } = findDecimalMark(cells);
  const digits = cells
    .map((cell) => parseNumber(cell, { decimalMark: mark ?? 'point' }))
    .filter((value) => typeof value === 'number')
    .map((value) => (String(value).split('.')[1] ?? '').length)
    .toSorted((a, b) => a - b);
  return Math.min(3, digits[Math.floor(digits.length * 0.9)] ?? 0);
}
