import type { DiagnosticList } from '../model/diagnostic-list.ts';
import { nearestWords } from '../model/edit-distance.ts';
import type { Indicator, Quality } from '../model/indicator.ts';
import type { RawTable } from '../model/table.ts';
import { nameKey } from './name-key.ts';
import { findDecimalMarks } from './decimal-marks.ts';
import type { DecimalMark, ParsedNumber } from './parse-number.ts';
import { numberReader } from './parse-number.ts';
import { parseYear } from './parse-year.ts';
import type { PlacedRows } from './read-places.ts';
import { findColumn, requireColumn } from './table-columns.ts';
import type { TableSpec } from './table-spec.ts';

/** A cell of a row that holds a value, and how to read it. */
export interface ValueColumn {
  position: number;
  heading: string;
  indicator: Indicator;
  /** Year of the column, where it has one of its own. */
  year: number | undefined;
  read: (cell: string) => ParsedNumber;
}

/** Where everything stands in the rows of one table; positions are −1 where there is no such column. */
export interface TablePlan {
  key: number;
  name: number;
  parent: number;
  /** `means`: what the words of the column stand for, by the word in lower case. */
  quality: { position: number; means: ReadonlyMap<string, Quality> };
  source: { position: number; id: string; known: ReadonlySet<string> };
  year: { position: number; fixed: number | null };
  /** Wide tables: value columns of every row. */
  wide: ValueColumn[];
  /** Long tables: the indicator that a row is about, and how to read its values: one, or one for each year. */
  long: {
    /** Columns that name the indicator, together where they are several. */
    indicator: readonly number[];
    values: readonly number[];
    columnsOf: (cell: string) => readonly ValueColumn[] | null;
  } | null;
  count: Indicator | null;
}

export interface PlanContext {
  table: RawTable;
  spec: TableSpec;
  indicators: readonly Indicator[];
  sources: readonly { id: string }[];
  placed?: PlacedRows;
  remarks: DiagnosticList;
}

/** Finds the columns that atlas.yaml names. What is not there is remarked on, and the plan goes without it. */
export function planTable(context: PlanContext): TablePlan {
  const { table, spec, indicators, remarks } = context;
  const need = (heading: string | undefined): number =>
    heading === undefined ? -1 : requireColumn(table, heading, remarks);
  const plan: TablePlan = {
    key: need(spec.key),
    name: need(spec.name),
    parent: need(spec.parent),
    quality: planQuality(spec.quality, need),
    source: planSource(context),
    year:
      typeof spec.year === 'number'
        ? { position: -1, fixed: spec.year }
        : { position: need(spec.year), fixed: null },
    wide: planWide(context),
    long: planLong(context, need),
    count: indicators.find(({ id }) => id === spec.count) ?? null,
  };
  tellUnusedColumns(context, plan);
  return plan;
}

function planWide({ table, spec, indicators, remarks }: PlanContext): ValueColumn[] {
  const columns = Object.entries(spec.values ?? {}).flatMap(([heading, entry]) => {
    const { indicator: id, year } = typeof entry === 'string' ? { indicator: entry } : entry;
    const indicator = indicators.find((each) => each.id === id);
    const position = requireColumn(table, heading, remarks);
    return indicator === undefined || position < 0 ? [] : [{ position, indicator, year }];
  });
  const markOf = findDecimalMarks(
    table,
    columns.map(({ position }) => position),
    remarks,
  );
  return columns.map(({ position, indicator, year }) => ({
    position,
    heading: table.columns[position] ?? '',
    indicator,
    year,
    read: readerFor(indicator, markOf(position)),
  }));
}

/** Position of a column, with a remark where there is none. */
type ColumnFinder = (heading: string | undefined) => number;

function planQuality(quality: TableSpec['quality'], need: ColumnFinder): TablePlan['quality'] {
  if (quality === undefined || typeof quality === 'string')
    return { position: need(quality), means: new Map() };
  const means = Object.entries(quality.means).map(([word, meant]) => [qualityKey(word), meant] as const);
  return { position: need(quality.column), means: new Map(means) };
}

/** Flags are written as TRUE or true, E or e. */
export const qualityKey = (word: string): string => word.trim().toLowerCase();

function planLong(context: PlanContext, need: ColumnFinder): TablePlan['long'] {
  const { table, spec, indicators, remarks } = context;
  const headings = typeof spec.indicator === 'string' ? [spec.indicator] : (spec.indicator ?? []);
  const indicator = headings.map(need);
  const values = longValues(context);
  if (indicator.length === 0 || indicator.includes(-1) || values.length === 0) return null;
  const positions = values.map(({ position }) => position);
  const markOf = findDecimalMarks(table, positions, remarks);
  const known = indicators.map((each) => ({
    names: each.name,
    id: each.id,
    columns: values.map(({ position, year }) => ({
      position,
      heading: table.columns[position] ?? '',
      indicator: each,
      year,
      read: readerFor(each, markOf(position)),
    })),
  }));
  // Tables made by people name the indicator in words; an id wins over a name.
  const byName = new Map<string, readonly ValueColumn[]>([
    ...known.map(({ names, columns }) => [nameKey(names.en), columns] as const),
    ...known.map(({ names, columns }) => [nameKey(names.zh), columns] as const),
    ...known.map(({ id, columns }) => [nameKey(id), columns] as const),
  ]);
  const byCell = new Map<string, readonly ValueColumn[] | null>();
  const columnsOf = (cell: string): readonly ValueColumn[] | null => {
    let columns = byCell.get(cell);
    if (columns === undefined) {
      columns = byName.get(nameKey(cell)) ?? null;
      byCell.set(cell, columns);
    }
    return columns;
  };
  return { indicator, values: positions, columnsOf };
}

/** The columns of values of a long table; where there is a list of them, every heading is a year. */
function longValues({ table, spec, remarks }: PlanContext): { position: number; year: number | undefined }[] {
  const { value } = spec;
  if (value === undefined) return [];
  const headings = typeof value === 'string' ? [value] : value;
  return headings.flatMap((heading): { position: number; year: number | undefined }[] => {
    const position = requireColumn(table, heading, remarks);
    if (position < 0) return [];
    if (typeof value === 'string') return [{ position, year: undefined }];
    const year = parseYear(heading);
    if (typeof year === 'number') return [{ position, year }];
    remarks.add('table/invalid-year', () => ({
      message: `The column "${heading}" is in the list of \`value\`, but its heading is not a year; it was not read.`,
      at: { column: heading },
      found: heading,
    }));
    return [];
  });
}

function planSource({ table, spec, sources, remarks }: PlanContext): TablePlan['source'] {
  const { source } = spec;
  const known = new Set(sources.map(({ id }) => id));
  if (source === undefined) return { position: -1, id: spec.file, known };
  if (known.has(source)) return { position: -1, id: source, known };
  const position = findColumn(table, source);
  if (position < 0)
    remarks.add('table/unknown-source', () => ({
      message: `"${source}" is neither a source of the atlas nor a column of the table.`,
      found: source,
      nearest: nearestWords(source, [...known, ...table.columns]),
    }));
  return { position, id: source, known };
}

const readerFor = ({ unit, scale }: Indicator, decimalMark: DecimalMark): ValueColumn['read'] =>
  numberReader({ decimalMark, unit: unit.zh, scale });

function tellUnusedColumns({ table, placed, remarks }: PlanContext, plan: TablePlan): void {
  const { key, name, parent, quality, source, year, wide, long } = plan;
  const used = new Set([key, name, parent, quality.position, source.position, year.position]);
  for (const { position } of wide) used.add(position);
  if (long !== null) for (const position of [...long.indicator, ...long.values]) used.add(position);
  for (const column of placed?.columns ?? []) used.add(findColumn(table, column));
  const unused = table.columns.filter((_, position) => !used.has(position));
  if (unused.length > 0)
    remarks.add('table/unused-columns', () => ({
      message: `Not read: ${unused.join(', ')}.`,
      found: unused.join(', '),
    }));
}
