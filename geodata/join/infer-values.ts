import type { TableRoles, ValueRole } from '../model/roles.ts';
import { findDecimalMark, parseNumber } from './parse-number.ts';

/** Columns of numbers that measure nothing. */
const uncounted =
  /^(序号|编号|排名|名次|no\.?|#|id|index|rank|order|lon|lng|longitude|经度|lat|latitude|纬度|邮编|电话)$/i;
const indicatorHeading = /indicator|measure|variable|指标|项目/i;
const valueHeading = /^(value|val|数值|值|数量|amount)$/i;

/**
 * Guesses which columns are values. A table is long where rows repeat region and year and a column of words tells them
 * apart; `slots` is what each row says about region and year.
 */
export function inferValues(
  columns: readonly string[],
  sample: readonly string[][],
  taken: ReadonlySet<number>,
  slots: readonly string[],
): Pick<TableRoles, 'long' | 'values'> {
  const free = [...columns.keys()].filter((position) => !taken.has(position));
  const numeric = free.filter(
    (position) => !uncounted.test((columns[position] ?? '').trim()) && isNumeric(sample, position),
  );
  const values = numeric.map((position) => describeColumn(columns[position] ?? '', sample, position));
  const words = free.filter((position) => !numeric.includes(position));
  const indicator = findIndicatorColumn(columns, sample, words, slots);
  if (indicator === null || values.length === 0) return { long: null, values: isList(slots) ? [] : values };
  const years = values.filter(({ name, year }) => year !== null && name === '');
  const value = values.find(({ column }) => valueHeading.test(column.trim())) ?? values[0];
  if (value === undefined) return { long: null, values };
  const names = [...new Set(sample.map((cells) => (cells[indicator] ?? '').trim()))].filter(
    (name) => name !== '',
  );
  const found = years.length > 0 ? years : [value];
  return { long: { indicator: columns[indicator] ?? '', values: found, names: names.sort() }, values: [] };
}

function findIndicatorColumn(
  columns: readonly string[],
  sample: readonly string[][],
  words: readonly number[],
  slots: readonly string[],
): number | null {
  const named = words.find((position) => indicatorHeading.test(columns[position] ?? ''));
  if (named !== undefined) return named;
  if (new Set(slots).size === slots.length) return null;
  const telling = words.find((position) => {
    const names = new Set(sample.map((cells) => cells[position]));
    const own = new Set(sample.map((cells, row) => `${slots[row]} ${cells[position]}`));
    // Names that hardly come twice are those of the things listed, not of indicators.
    return own.size === slots.length && names.size <= slots.length / 2;
  });
  return telling ?? null;
}

/** Whether rows are things in regions, several in one: what has numbers then are the things, not the regions. */
const isList = (slots: readonly string[]): boolean => new Set(slots).size < 0.8 * slots.length;

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

/** Columns that are headed by nothing but a year have the name and unit of the table's subject. */
export function nameColumns(values: readonly ValueRole[], subject: string | undefined): ValueRole[] {
  if (subject === undefined) return [...values];
  const { name, unit } = splitHeading(subject);
  return values.map((value) => (value.name === '' ? { ...value, name, unit: value.unit || unit } : value));
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
