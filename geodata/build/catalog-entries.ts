import type { IndicatorEntry } from '../model/catalog.ts';
import type { Indicator } from '../model/indicator.ts';
import { fisherJenksBreaks } from '../measures/classification/fisher-jenks.ts';
import type { Column } from './columns.ts';

const CLASSES = 5;
const LEGEND_DIGITS = 3;

/** What a catalog says of every indicator that has a column: where, which years, and classes fixed across years. */
export function indicatorEntries(
  indicators: Iterable<Indicator>,
  columns: readonly Column[],
): IndicatorEntry[] {
  const entries: IndicatorEntry[] = [];
  for (const indicator of indicators) {
    const own = columns.filter((column) => column.indicator === indicator.id);
    const levels = [...new Set(own.map((column) => column.level))];
    if (levels.length === 0) continue;
    entries.push({ ...indicator, columns: levels.map((level) => columnsEntry(level, own, indicator)) });
  }
  return entries;
}

function columnsEntry(
  level: string,
  own: readonly Column[],
  { categories }: Indicator,
): IndicatorEntry['columns'][number] {
  const columns = own.filter((column) => column.level === level);
  const values = columns.flatMap((column) => column.values.filter((value) => value !== null));
  return {
    level,
    years: columns.map((column) => column.year),
    breaks: categories?.slice(0, -1).map(({ value }) => value) ?? classBreaks(values),
    extent: [Math.min(...values), Math.max(...values)],
    counts: columns.map((column) => column.values.filter((value) => value !== null).length),
    qualities: distinct(columns.flatMap((column) => column.quality)),
    sources: distinct(columns.flatMap((column) => column.source)),
    summedFrom: columns[0]!.summedFrom,
    ...(columns[0]!.computedBy === undefined ? {} : { computedBy: columns[0]!.computedBy }),
  };
}

/**
 * Upper bounds of all classes but the last: natural breaks, rounded to what a legend can say. Counts with many zeros
 * keep zero as a class of its own, because "none" and "one" are different things to a planner.
 */
function classBreaks(values: readonly number[]): number[] {
  const positive = values.filter((value) => value !== 0);
  const zeros = values.length - positive.length;
  const zeroClass = zeros > values.length / 5 && positive.every((value) => value > 0);
  const breaks = zeroClass
    ? [0, ...fisherJenksBreaks(positive, CLASSES - 1)]
    : fisherJenksBreaks(values, CLASSES);
  return [...new Set(breaks.map((value) => Number(value.toPrecision(LEGEND_DIGITS))))];
}

/** The texts that occur, in ascending order. */
function distinct<Text extends string>(cells: readonly (Text | null)[]): Text[] {
  return [...new Set(cells.filter((cell) => cell !== null))].sort((a, b) => (a < b ? -1 : 1));
}
