import type { Diagnostic } from '../model/diagnostic.ts';
import { DiagnosticList } from '../model/diagnostic-list.ts';
import { nearestWords } from '../model/edit-distance.ts';
import type { Indicator, Observation, Quality } from '../model/indicator.ts';
import type { NamedRegion } from '../model/region.ts';
import type { RawRow, RawTable } from '../model/table.ts';
import type { Blank, TotalObservation } from './observation-set.ts';
import { ObservationSet, yearOf } from './observation-set.ts';
import { parseYear } from './parse-year.ts';
import type { RegionIndex, RegionMatch } from './region-index.ts';
import { RowCounter } from './row-counter.ts';
import type { JoinSummary } from './summary.ts';
import { emptySummary } from './summary.ts';
import type { TablePlan, ValueColumn } from './table-plan.ts';
import { planTable } from './table-plan.ts';
import type { TableSpec } from './table-spec.ts';
import { tellMatch } from './tell-match.ts';

export interface JoinInput {
  table: RawTable;
  /** The entry of `tables` in atlas.yaml. */
  spec: TableSpec;
  /** Index over the regions of the level of the table. */
  index: RegionIndex;
  indicators: readonly Indicator[];
  sources: readonly { id: string }[];
}

export interface JoinedTable {
  file: string;
  level: string;
  /** In the order of the table. Regions without a row are not filled in. */
  observations: Observation[];
  totals: TotalObservation[];
  /** Cells that say "not known": missing even where `absent` of the indicator is zero. */
  blanks: Blank[];
  diagnostics: Diagnostic[];
  summary: JoinSummary;
}

/**
 * Joins the rows of a table to regions and reads their numbers. Every row and every cell is accounted for: as an
 * observation, a total, a blank, or a diagnostic with line, column and what was found.
 */
export function joinTable(input: JoinInput): JoinedTable {
  const { table, spec, index } = input;
  const remarks = new DiagnosticList(table.name);
  const plan = planTable({ ...input, remarks });
  const join: Join = {
    input,
    plan,
    remarks,
    found: new ObservationSet(remarks),
    counter: plan.count === null ? null : new RowCounter(),
    totals: [],
    blanks: [],
    matched: new Set(),
    matches: new Map(),
    summary: emptySummary(spec.file, index.level, table.rows.length, index.regions.length),
  };
  if (plan.key >= 0 || plan.name >= 0) for (const row of table.rows) joinRow(row, join);
  if (plan.count !== null && join.counter !== null)
    for (const { region, line, ...observed } of join.counter.observations(plan.count))
      join.found.add(region, observed, { line, column: '' });

  const { observations } = join.found;
  const summary = { ...join.summary, regions: join.matched.size, values: observations.length };
  const { totals, blanks } = join;
  return {
    file: spec.file,
    level: spec.level,
    observations,
    totals,
    blanks,
    diagnostics: remarks.toArray(),
    summary,
  };
}

/** What is gathered while the rows of one table are joined. */
interface Join {
  input: JoinInput;
  plan: TablePlan;
  remarks: DiagnosticList;
  found: ObservationSet;
  counter: RowCounter | null;
  totals: TotalObservation[];
  blanks: Blank[];
  matched: Set<NamedRegion>;
  /** Matches by what the rows say: a table names each region many times. */
  matches: Map<string, RegionMatch>;
  summary: JoinSummary;
}

function joinRow(row: RawRow, join: Join): void {
  const { plan, remarks, summary } = join;
  const year = readYear(row, join);
  const match = matchRow(row, year, join);
  tellMatch(match, { row, plan, year: year ?? null, level: join.input.index.level }, remarks);
  if (match.kind === 'unmatched') summary.unmatched++;
  else if (match.kind === 'ambiguous') summary.ambiguous++;
  else if (match.kind === 'out-of-period') summary.outOfPeriod++;
  else {
    if (match.kind === 'total') summary.totals++;
    else {
      summary[counterOf[match.by]]++;
      join.matched.add(match.region);
    }
    if (year !== undefined) readRow(row, match, year, join);
  }
}

const counterOf = { code: 'byCode', name: 'byName', alias: 'byAlias' } as const;

function matchRow(
  { cells }: RawRow,
  year: number | null | undefined,
  { plan, matches, input }: Join,
): RegionMatch {
  const code = cells[plan.key] ?? '';
  const name = cells[plan.name] ?? '';
  const parent = cells[plan.parent] ?? '';
  const key = `${code}\u0000${name}\u0000${parent}\u0000${year}`;
  const known = matches.get(key);
  if (known !== undefined) return known;
  const match = input.index.match({ code, name, parent, year: year ?? null });
  matches.set(key, match);
  return match;
}

/** The year of a row; null where the table has no time, undefined where the cell is no year. */
function readYear({ line, cells }: RawRow, { plan, remarks, input }: Join): number | null | undefined {
  if (plan.year.position < 0) return plan.year.fixed;
  const found = cells[plan.year.position] ?? '';
  const year = parseYear(found);
  if (typeof year === 'number') return year;
  // Where every value column has a year of its own, the row needs none.
  if (plan.wide.length > 0 && plan.wide.every((column) => column.year !== undefined)) return null;
  remarks.add('table/invalid-year', () => ({
    message:
      year === 'missing'
        ? 'The year is empty; the row was not joined.'
        : `Found "${found}", expected one year; the row was not joined.`,
    at: { line, column: input.table.columns[plan.year.position] ?? '' },
    found,
  }));
  return undefined;
}

type Joined = Extract<RegionMatch, { kind: 'region' | 'total' }>;

function readRow(row: RawRow, match: Joined, year: number | null, join: Join): void {
  const { plan, counter } = join;
  const origin = { quality: readQuality(row, join), source: readSource(row, join) };
  if (counter !== null && match.kind === 'region')
    counter.add(
      match.region,
      year,
      origin.quality ?? plan.count?.quality ?? 'measured',
      origin.source,
      row.line,
    );
  for (const column of plan.wide) readValue(row, column, match, column.year ?? year, origin, join);
  if (plan.long === null) return;
  const column = plan.long.columnOf(row.cells[plan.long.indicator] ?? '');
  if (column === null) tellUnknownIndicator(row, plan.long.indicator, join);
  else readValue(row, column, match, year, origin, join);
}

function readValue(
  { line, cells }: RawRow,
  { position, heading, indicator, read }: ValueColumn,
  match: Joined,
  year: number | null,
  { quality, source }: { quality: Quality | null; source: string },
  join: Join,
): void {
  const found = cells[position] ?? '';
  const value = read(found);
  const at = (): Diagnostic['at'] => ({
    line,
    column: heading,
    ...(match.kind === 'region' ? { region: match.region.code } : {}),
    indicator: indicator.id,
    ...yearOf(year),
  });
  if (value === 'missing') {
    join.summary.missing++;
    join.remarks.add('table/missing-value', () => ({
      message: `${describeMatch(match)} has no ${indicator.name.en}${year === null ? '' : ` in ${year}`}.`,
      at: at(),
      found,
    }));
    if (match.kind === 'region') join.blanks.push({ region: match.region.id, indicator: indicator.id, year });
  } else if (value === 'not-a-number') {
    join.summary.notNumbers++;
    join.remarks.add('table/not-a-number', () => ({
      message: `Found "${found}" as ${indicator.name.en} of ${describeMatch(match)}, expected a number.`,
      at: at(),
      found,
    }));
  } else if (match.kind === 'total') {
    join.totals.push({ name: match.name, indicator: indicator.id, year, value, source });
  } else {
    const observed = { indicator: indicator.id, year, value, quality: quality ?? indicator.quality, source };
    join.found.add(match.region, observed, { line, column: heading });
  }
}

const describeMatch = (match: Joined): string => (match.kind === 'total' ? match.name : match.region.name.zh);

const qualities: ReadonlySet<string> = new Set<Quality>([
  'measured',
  'approx',
  'interpolated',
  'extrapolated',
  'suspect',
  'modelled',
]);

/** Quality that the row states; null where it states none. */
function readQuality({ line, cells }: RawRow, { plan, remarks, input }: Join): Quality | null {
  const found = (cells[plan.quality] ?? '').trim();
  if (found === '') return null;
  if (qualities.has(found)) return found as Quality;
  remarks.addOnce('table/invalid-quality', found, () => ({
    message: `Found "${found}", expected one of ${[...qualities].join(', ')}.`,
    at: { line, column: input.table.columns[plan.quality] ?? '' },
    found,
    nearest: nearestWords(found, qualities),
  }));
  return null;
}

function readSource({ line, cells }: RawRow, { plan, remarks, input }: Join): string {
  const { position, id } = plan.source;
  if (position < 0) return id;
  const found = (cells[position] ?? '').trim();
  if (!input.sources.some((source) => source.id === found))
    remarks.addOnce('table/unknown-source', found, () => ({
      message: `"${found}" is not a source of the atlas.`,
      at: { line, column: input.table.columns[position] ?? '' },
      found,
      nearest: nearestWords(
        found,
        input.sources.map((source) => source.id),
      ),
    }));
  return found;
}

function tellUnknownIndicator({ line, cells }: RawRow, position: number, { remarks, input }: Join): void {
  const found = cells[position] ?? '';
  remarks.addOnce('table/unknown-indicator', found, () => ({
    message: `"${found}" is not in the indicator registry.`,
    at: { line, column: input.table.columns[position] ?? '' },
    found,
    nearest: nearestWords(
      found,
      input.indicators.map(({ id }) => id),
    ),
  }));
}
