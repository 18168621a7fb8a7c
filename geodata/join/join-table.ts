import type { Diagnostic } from '../model/diagnostic.ts';
import { DiagnosticList } from '../model/diagnostic-list.ts';
import type { Observation } from '../model/indicator.ts';
import type { RawRow } from '../model/table.ts';
import type { Blank, TotalObservation } from './observation-set.ts';
import { createMatchReview } from './full-names.ts';
import { ObservationSet } from './observation-set.ts';
import { tellOutliers } from './outliers.ts';
import type { RegionMatch } from './region-match.ts';
import { RowCounter } from './row-counter.ts';
import { readYear } from './row-facts.ts';
import { readRow } from './row-values.ts';
import type { JoinSummary } from './summary.ts';
import { emptySummary } from './summary.ts';
import type { JoinInput, TableJoin } from './table-join.ts';
import { planTable } from './table-plan.ts';
import { tellMatch } from './tell-match.ts';

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
  const join: TableJoin = {
    input,
    plan,
    remarks,
    found: new ObservationSet(remarks),
    counter: plan.count === null ? null : new RowCounter(plan.count),
    totals: [],
    blanks: [],
    matched: new Set(),
    summary: emptySummary(spec.file, index.level, table.rows.length, index.regions.length),
  };
  const match = createRowMatcher(join);
  if (plan.key >= 0 || plan.name >= 0) for (const row of table.rows) joinRow(row, match, join);
  for (const { region, line, ...observed } of join.counter?.observations() ?? [])
    join.found.add(region, observed, line, '');
  tellOutliers(join.found, new Map(index.regions.map((region) => [region.id, region])), remarks);

  const { observations } = join.found;
  return {
    file: spec.file,
    level: spec.level,
    observations,
    totals: join.totals,
    blanks: join.blanks,
    diagnostics: remarks.toArray(),
    summary: { ...join.summary, regions: join.matched.size, values: observations.length },
  };
}

type RowMatcher = (row: RawRow, year: number | null) => RegionMatch;

function joinRow(row: RawRow, matchRow: RowMatcher, join: TableJoin): void {
  const { plan, remarks, summary, input } = join;
  if (input.placed?.byLine.get(row.line) === null) {
    summary.unmatched++;
    return;
  }
  const year = readYear(row, join);
  const match = matchRow(row, year ?? null);
  tellMatch(match, { row, plan, year: year ?? null, level: input.index.level }, remarks);
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

/** Matches rows, remembering by year what was matched: a table names each region many times. */
function createRowMatcher({ plan, input }: TableJoin): RowMatcher {
  const review = createMatchReview(input.table, plan);
  const remembered = new Map<number | null, Map<string, RegionMatch>>();
  return ({ cells, line }, year) => {
    const place = input.placed?.byLine.get(line) ?? null;
    if (place !== null) return input.index.match({ code: place, year });
    let ofYear = remembered.get(year);
    if (ofYear === undefined) {
      ofYear = new Map();
      remembered.set(year, ofYear);
    }
    const code = cells[plan.key] ?? '';
    const name = cells[plan.name] ?? '';
    const parent = cells[plan.parent] ?? '';
    const said = name === '' && parent === '' ? code : `${code}\n${name}\n${parent}`;
    let match = ofYear.get(said);
    if (match === undefined) {
      const found = input.index.match({ code, name, parent, year });
      match = review(found, { parent, year: cells[plan.year.position] ?? '' });
      ofYear.set(said, match);
    }
    return match;
  };
}
