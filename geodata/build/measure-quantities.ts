import type { Column } from './columns.ts';
import { sourcesOf } from './columns.ts';
import type { Frame } from './frames.ts';
import type { MeasureConfig } from './measure-config.ts';
import type { MeasureRequest, MeasureTask } from './measure-task.ts';
import { qualityFlags } from './measure-task.ts';

/** An indicator as an entry of `measures` names it. */
export interface Quantity {
  indicator: string;
  /** The one year it is known for. */
  year?: number | undefined;
  /** Years before the year of the result. */
  lag?: number | undefined;
  /** Groups of an indicator system it stands in, first level first. */
  path?: string[] | undefined;
  /** Side it speaks for, where a measure sets sides against each other. */
  role?: 'research' | 'industry' | 'other' | undefined;
}

export const quantityOf = (entry: MeasureConfig['indicators'][number]): Quantity =>
  typeof entry === 'string' ? { indicator: entry } : entry;

/** The column of each quantity in one year of results. */
export interface YearOfColumns {
  year: number | null;
  columns: Column[];
}

/**
 * The years for which all quantities have a column: those the entry lists, or all. Where every quantity has a year of
 * its own, the result stands in the latest of them.
 */
export function yearsOf(request: MeasureRequest, quantities: readonly Quantity[]): YearOfColumns[] {
  const { config } = request;
  const fixed = quantities.flatMap(({ year }) => (year === undefined ? [] : [year]));
  const free = quantities.find(({ year }) => year === undefined);
  const possible: (number | null)[] =
    free === undefined
      ? [Math.max(...fixed)]
      : columnsOf(request, free.indicator).map(({ year }) => (year === null ? null : year + (free.lag ?? 0)));
  const wanted =
    config.years === undefined
      ? possible
      : possible.filter((year) => year !== null && config.years!.includes(year));
  return wanted.flatMap((year) => {
    const columns = columnsIn(request, quantities, year);
    return columns === null ? [] : [{ year, columns }];
  });
}

/** The column of each quantity for a result of that year; null where one is not known for it. */
export function columnsIn(
  request: MeasureRequest,
  quantities: readonly Quantity[],
  year: number | null,
): Column[] | null {
  const columns = quantities.flatMap((quantity) => {
    const own = quantity.year ?? (year === null ? null : year - (quantity.lag ?? 0));
    return columnsOf(request, quantity.indicator).find((column) => column.year === own) ?? [];
  });
  return columns.length === quantities.length ? columns : null;
}

/** The columns of an indicator at the level of the entry, by year. */
const columnsOf = ({ config, world }: MeasureRequest, indicator: string): Column[] =>
  world.columns.filter((column) => column.level === config.level && column.indicator === indicator);

/** What a task says of its frame and of the columns it draws from. */
export function taskOver(
  frame: Frame,
  { year, columns }: YearOfColumns,
  indicator: string,
  input: unknown,
): MeasureTask {
  return {
    input,
    params: frame.capital === null ? {} : { capital: frame.capital },
    subject: {
      region: frame.region,
      ...(frame.group === null ? {} : { group: frame.group }),
      indicator,
      year,
    },
    frame: frame.positions.length,
    flags: qualityFlags(columns, frame.positions),
    sources: columns.flatMap(sourcesOf),
  };
}

/** The values of a column at the positions of a frame. */
export const valuesIn = (column: Column, positions: readonly number[]): (number | null)[] =>
  positions.map((position) => column.values[position]!);

/** Codes of the units of a frame. */
export const codesOf = ({ level }: MeasureRequest, positions: readonly number[]): string[] =>
  positions.map((position) => level.regions[position]!.code);
