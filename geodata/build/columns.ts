import type { ColumnDocument } from '../model/catalog.ts';
import type { Indicator, Observation, Quality } from '../model/indicator.ts';
import { addsUp } from '../model/indicator.ts';
import type { Region } from '../model/region.ts';

/** The values of one indicator in one year over all regions of a level, in ascending order of code. */
export interface Column {
  level: string;
  indicator: string;
  year: number | null;
  values: (number | null)[];
  quality: (Quality | null)[];
  source: (string | null)[];
  totals: ColumnDocument['totals'];
  /** Level whose values were summed, where the column was not in a table. */
  summedFrom: string | null;
  /** Id of the table of measures whose results these are. */
  computedBy?: string;
}

/** What the tables of one level said, after the join. */
export interface JoinedValues {
  observations: readonly Observation[];
  totals: readonly { name: string; indicator: string; year: number | null; value: number; source: string }[];
  /** Cells that say "unknown": no data even where an absent row means zero. */
  blanks: readonly { region: number; indicator: string; year: number | null }[];
}

/** Sorts the observations of one level into columns. Where `absent` is zero, regions without a row get one. */
export function makeColumns(
  level: string,
  regions: readonly Region[],
  indicators: ReadonlyMap<string, Indicator>,
  joined: JoinedValues,
): Column[] {
  const positions = new Map(regions.map((region, index) => [region.id, index]));
  const columns = new Map<string, Column>();
  const columnOf = (indicator: string, year: number | null): Column => {
    const key = `${indicator}/${year}`;
    let column = columns.get(key);
    if (column === undefined) {
      const empty = <T>(): (T | null)[] => Array.from({ length: regions.length }, () => null);
      column = {
        level,
        indicator,
        year,
        values: empty(),
        quality: empty(),
        source: empty(),
        totals: [],
        summedFrom: null,
      };
      columns.set(key, column);
    }
    return column;
  };

  for (const { region, indicator, year, value, quality, source } of joined.observations) {
    const position = positions.get(region);
    if (position === undefined) continue;
    const column = columnOf(indicator, year);
    column.values[position] = value;
    column.quality[position] = quality;
    column.source[position] = source;
  }
  for (const { name, indicator, year, value, source } of joined.totals)
    columnOf(indicator, year).totals.push({ name, value, source });
  const unknown = new Set(
    joined.blanks.map(({ region, indicator, year }) => `${region}/${indicator}/${year}`),
  );
  for (const column of columns.values()) {
    const indicator = indicators.get(column.indicator);
    if (indicator?.absent !== 'zero') continue;
    fillWithZero(column, indicator, (position) => {
      const region = regions[position]!;
      const isUnknown = unknown.has(`${region.id}/${column.indicator}/${column.year}`);
      return !isUnknown && !indicator.uncovered.includes(region.code);
    });
  }
  return sortColumns([...columns.values()]);
}

/** Sums what adds up from one level to the level above, where no table says it: null unless every child has a value. */
export function sumToParents(
  parentLevel: string,
  parents: readonly Region[],
  childLevel: string,
  children: readonly Region[],
  columns: readonly Column[],
  indicators: ReadonlyMap<string, Indicator>,
): Column[] {
  const childrenOf = new Map<string, number[]>(parents.map((parent) => [parent.code, []]));
  for (const [position, child] of children.entries()) {
    if (child.parent !== null) childrenOf.get(child.parent)?.push(position);
  }
  const known = new Set(
    columns.filter((column) => column.level === parentLevel).map((column) => column.indicator),
  );
  const summed: Column[] = [];
  for (const column of columns) {
    const kind = indicators.get(column.indicator)?.kind;
    if (column.level !== childLevel || kind === undefined || !addsUp(kind) || known.has(column.indicator))
      continue;
    const rows = parents.map((parent) => sumOf(column, childrenOf.get(parent.code) ?? []));
    if (rows.every((row) => row === null)) continue;
    summed.push({
      level: parentLevel,
      indicator: column.indicator,
      year: column.year,
      values: rows.map((row) => row?.value ?? null),
      quality: rows.map((row) => row?.quality ?? null),
      source: rows.map((row) => row?.source ?? null),
      totals: [],
      summedFrom: childLevel,
    });
  }
  return sortColumns(summed);
}

/** The document of a column: what is the same for all regions is said once. */
export function columnDocument(column: Column): ColumnDocument {
  return {
    level: column.level,
    indicator: column.indicator,
    year: column.year,
    values: column.values,
    quality: uniform(column.quality) ?? column.quality,
    source: uniform(column.source) ?? column.source,
    totals: column.totals,
  };
}

function fillWithZero(column: Column, indicator: Indicator, isCovered: (position: number) => boolean): void {
  const source = column.source.find((each) => each !== null) ?? null;
  for (const [position, value] of column.values.entries()) {
    if (value !== null || !isCovered(position)) continue;
    column.values[position] = 0;
    column.quality[position] = indicator.quality;
    column.source[position] = source;
  }
}

const qualityOrder: Quality[] = ['measured', 'approx', 'interpolated', 'extrapolated', 'modelled', 'suspect'];

function sumOf(
  column: Column,
  positions: readonly number[],
): { value: number; quality: Quality; source: string | null } | null {
  if (positions.length === 0) return null;
  let value = 0;
  let worst = 0;
  let source: string | null = null;
  for (const position of positions) {
    const part = column.values[position];
    if (part === null || part === undefined) return null;
    value += part;
    worst = Math.max(worst, qualityOrder.indexOf(column.quality[position] ?? 'measured'));
    source ??= column.source[position] ?? null;
  }
  return { value, quality: qualityOrder[worst]!, source };
}

/** The one value that all regions with a value share, or null if there are several. */
function uniform<T>(cells: readonly (T | null)[]): T | null {
  const present = new Set(cells.filter((cell) => cell !== null));
  return present.size === 1 ? [...present][0]! : null;
}

function sortColumns(columns: Column[]): Column[] {
  return columns.sort(
    (a, b) =>
      (a.indicator < b.indicator ? -1 : a.indicator > b.indicator ? 1 : 0) || (a.year ?? 0) - (b.year ?? 0),
  );
}

/** The column of an indicator in a year, or in its latest one. */
export function latestColumn(
  columns: readonly Column[],
  level: string,
  indicator: string,
  year?: number,
): Column | undefined {
  const own = columns.filter((column) => column.level === level && column.indicator === indicator);
  return year === undefined ? own.at(-1) : own.find((column) => column.year === year);
}

/** Sources of the values of a column, in ascending order. */
export function sourcesOf(column: Column): string[] {
  return [...new Set(column.source.filter((source) => source !== null))].sort();
}
