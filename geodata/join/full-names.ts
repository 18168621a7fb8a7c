import type { RawTable } from '../model/table.ts';
import { nameKey } from './name-key.ts';
import type { MatchedRegion, RegionMatch } from './region-match.ts';
import type { TablePlan } from './table-plan.ts';

/** Takes a match back where it cannot be meant. */
export type MatchReview = (match: RegionMatch, row: { parent: string; year: string }) => RegionMatch;

/**
 * Names that were shortened to match are doubted: where rows of the same year bear the region's full name, "London" is
 * not City of London but something else, most often the whole that it is a part of. A row that states the region above
 * says enough, since the full name may be that of a homonym.
 */
export function createMatchReview(table: RawTable, plan: TablePlan): MatchReview {
  let namesByYear: Map<string, Set<string>> | null = null;
  return (match, { parent, year }) => {
    if (match.kind !== 'region' || parent !== '' || !wasShortened(match)) return match;
    namesByYear ??= collectNames(table, plan);
    const names = namesByYear.get(year);
    const { region } = match;
    if (![region.name.zh, region.name.en].some((name) => names?.has(nameKey(name)))) return match;
    return { kind: 'unmatched', besides: region, nearest: () => [] };
  };
}

/** Whether the row has less or other words than either name of the region, not only other spaces or letters. */
function wasShortened({ by, normalised, region }: MatchedRegion): boolean {
  if (by !== 'name' || normalised === null) return false;
  const key = nameKey(normalised);
  return key !== nameKey(region.name.zh) && key !== nameKey(region.name.en);
}

/** Everything that stands in the columns for names and codes, by what the year's cell says. */
function collectNames({ rows }: RawTable, { key, name, year }: TablePlan): Map<string, Set<string>> {
  const namesByYear = new Map<string, Set<string>>();
  for (const { cells } of rows) {
    const text = cells[year.position] ?? '';
    let names = namesByYear.get(text);
    if (names === undefined) namesByYear.set(text, (names = new Set()));
    for (const position of [key, name]) if (position >= 0) names.add(nameKey(cells[position] ?? ''));
  }
  return namesByYear;
}
