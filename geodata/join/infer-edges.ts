import type { EdgeRoles } from '../model/roles.ts';
import type { RawTable } from '../model/table.ts';
import type { LevelCandidate } from './infer-boundaries.ts';
import { findYear, sampleRows } from './infer-columns.ts';
import { inferValues } from './infer-values.ts';
import type { RegionIndex } from './region-index.ts';
import { createRegionIndex } from './region-index.ts';
import { groupByText } from './row-groups.ts';

/** Less than this of the rows with a region at both ends, and the table is no list of edges. */
const ENOUGH = 0.4;

const fromHeading = /^(from|source|origin|src|start|sender|起点|来源|出发地?|流出地?|源)/i;
const toHeading = /^(to|target|destination|dest|dst|end|receiver|终点|目的地?|到达地?|流入地?|目标)/i;
const weightHeading = /weight|flow|value|count|volume|权重|流量|次数|数量|强度|人次/i;

/**
 * Guesses whether the rows of a table are links: two columns that name different regions of the same level, and a number.
 * Null where they are not.
 */
export function inferEdges(table: RawTable, candidates: readonly LevelCandidate[]): EdgeRoles | null {
  const sample = sampleRows(table);
  // Regions of the folder before those on loan; among those the level that finds most.
  const fits = candidates
    .flatMap((candidate) => fitEnds(table.columns, sample, candidate) ?? [])
    .toSorted(
      (a, b) => b.share - a.share || Number(a.candidate.atlas !== null) - Number(b.candidate.atlas !== null),
    );
  const best = fits[0];
  if (best === undefined) return null;

  const taken = new Set<number>([best.from, best.to]);
  const year = findYear(table.columns, sample, taken);
  if (year !== null) taken.add(year);
  // The pair stands for the region here: each row is a slot of its own.
  const slots = groupByText(sample.map((_, row) => `${row}`));
  const { values } = inferValues({
    columns: table.columns,
    rows: sample,
    sample,
    taken,
    regions: slots,
    slots,
  });
  const weight = values.find(({ column }) => weightHeading.test(column)) ?? values[0];
  if (weight === undefined) return null;
  const heading = (position: number): string => table.columns[position] ?? '';
  return {
    file: table.name,
    atlas: best.candidate.atlas,
    level: best.candidate.level,
    rows: table.rows.length,
    matched: Math.round(best.share * table.rows.length),
    from: heading(best.from),
    to: heading(best.to),
    year: year === null ? null : heading(year),
    weight,
    directed: hasBothWays(table, best.from, best.to),
  };
}

interface EndsFit {
  candidate: LevelCandidate;
  from: number;
  to: number;
  /** Part of the rows with different regions at the two ends. */
  share: number;
}

/** The two columns that name regions in most rows; those whose headings say so before any others. */
function fitEnds(
  columns: readonly string[],
  sample: readonly string[][],
  candidate: LevelCandidate,
): EndsFit | null {
  const index = createRegionIndex(candidate);
  const ends = columns.map((_, position) => sample.map((cells) => regionOf(index, cells[position] ?? '')));
  const positions = [...columns.keys()].filter((position) => share(ends[position]!) >= ENOUGH);
  const from = positions.filter((position) => fromHeading.test(columns[position]!.trim()));
  const to = positions.filter((position) => toHeading.test(columns[position]!.trim()));
  const pairs =
    from.length > 0 && to.length > 0 ? combine(from, to) : combine(positions.slice(0, 1), positions.slice(1));
  const fits = pairs.map(([a, b]): EndsFit => {
    const linked = sample.map((_, row) => {
      const [one, other] = [ends[a]![row], ends[b]![row]];
      return one !== null && other !== null && one !== other ? one! : null;
    });
    return { candidate, from: a, to: b, share: share(linked) };
  });
  const best = fits.toSorted((a, b) => b.share - a.share)[0];
  return best === undefined || best.share < ENOUGH ? null : best;
}

const combine = (from: readonly number[], to: readonly number[]): [number, number][] =>
  from.flatMap((a) => to.filter((b) => b !== a).map((b): [number, number] => [a, b]));

const share = (found: readonly (string | null)[]): number =>
  found.filter((each) => each !== null).length / Math.max(1, found.length);

/** Code of the region that a cell names; null for none. */
function regionOf(index: RegionIndex, cell: string): string | null {
  if (cell.trim() === '') return null;
  const byName = /\p{L}/u.test(cell) ? index.match({ name: cell }) : null;
  const match = byName?.kind === 'region' ? byName : index.match({ code: cell });
  return match.kind === 'region' ? match.region.code : null;
}

/** Whether some pair stands in both orders, as undirected links never do. */
function hasBothWays(table: RawTable, from: number, to: number): boolean {
  const pairs = new Set(table.rows.map(({ cells }) => `${cells[from]}\u0000${cells[to]}`));
  return table.rows.some(
    ({ cells }) => cells[from] !== cells[to] && pairs.has(`${cells[to]}\u0000${cells[from]}`),
  );
}
