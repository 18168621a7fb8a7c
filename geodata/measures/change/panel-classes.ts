import { classIndex } from '../classification/classes.ts';
import { quantileBreaks } from '../classification/quantiles.ts';
import { meanOf } from '../summation.ts';
import type { Panel } from '../inputs/panel.ts';

/** Parameters of the measures that follow units through classes. */
export const panelClassParams = [
  {
    name: 'classes',
    description: { zh: '级数。', en: 'Number of classes.' },
    type: 'integer',
    default: 4,
    minimum: 2,
    maximum: 10,
  },
  {
    name: 'breaks',
    description: {
      zh: 'pooled 相对当年均值、全部年份合并的分位；yearly 每年各自的分位。',
      en: 'pooled: quantiles of x over the mean of its year, all years together; yearly: quantiles of each year.',
    },
    type: 'enum',
    values: ['pooled', 'yearly'],
    default: 'pooled',
  },
] as const;

/** Class of each unit in each year, from 0; null where there is no value. */
export interface PanelClasses {
  classes: (number | null)[][];
  count: number;
  /** Values relative to the mean of their year; null where there is none. */
  relative: (number | null)[][];
  /** Bounds on the relative values, where they are the same for all years. */
  breaks: number[] | null;
}

/** Sorts every year of a panel into classes; null where a year's mean is not positive. */
export function panelClasses(
  { values, years }: Panel,
  count: number,
  how: 'pooled' | 'yearly',
): PanelClasses | null {
  const columns = years.map((_, year) => Float64Array.from(values.flatMap((row) => row[year] ?? [])));
  const means = columns.map((column) => (column.length === 0 ? 1 : meanOf(column)));
  if (means.some((mean) => !(mean > 0))) return null;
  const relative = values.map((row) =>
    row.map((value, year) => (value === null ? null : value / means[year]!)),
  );
  const pooled =
    how === 'pooled'
      ? quantileBreaks(
          relative.flatMap((row) => row.filter((each) => each !== null)),
          count,
        )
      : null;
  const bounds = years.map(
    (_, year) =>
      pooled ??
      quantileBreaks(
        columns[year]!.map((value) => value / means[year]!),
        count,
      ),
  );
  return {
    classes: relative.map((row) =>
      row.map((each, year) => (each === null ? null : classIndex(each, bounds[year]!))),
    ),
    count: pooled === null ? count : pooled.length + 1,
    relative,
    breaks: pooled,
  };
}

/** How often a unit in class i was in class j the year after, over all pairs of following years that `counts`. */
export function transitionCounts(
  { classes, count }: PanelClasses,
  counts: (unit: number, year: number) => boolean = () => true,
): number[][] {
  const table = Array.from({ length: count }, () => Array<number>(count).fill(0));
  classes.forEach((row, unit) =>
    row.forEach((from, year) => {
      const to = row[year + 1] ?? null;
      if (from !== null && to !== null && counts(unit, year)) table[from]![to]!++;
    }),
  );
  return table;
}

/** Rows of counts as shares; a class that was never left stays where it is. */
export const transitionShares = (counts: readonly number[][]): number[][] =>
  counts.map((row, from) => {
    const total = row.reduce((sum, each) => sum + each, 0);
    return row.map((each, to) => (total === 0 ? Number(from === to) : each / total));
  });
