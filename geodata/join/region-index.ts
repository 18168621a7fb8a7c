import type { Alias, NamedRegion } from '../model/region.ts';
import { createFindInLanguages } from './country-names.ts';
import { groupBy } from './group-by.ts';
import type { IndexContext } from './index-context.ts';
import { matchRegion } from './match-region.ts';
import { nameKey } from './name-key.ts';
import { createLookups } from './region-lookups.ts';
import type { RegionMatch, RegionQuery } from './region-match.ts';
import { createSuggest } from './suggest-regions.ts';

/** Finds the region that a row is about. Never guesses: what could be two regions is none. */
export interface RegionIndex {
  level: string;
  regions: readonly NamedRegion[];
  match: (query: RegionQuery) => RegionMatch;
}

export interface RegionIndexInput {
  /** Regions of one level. */
  regions: readonly NamedRegion[];
  /** Regions one level up: they tell homonyms apart, and a row about one of them is a total. */
  parents?: readonly NamedRegion[];
  /** Former and alternative names and codes; those of other levels are passed over. */
  aliases?: readonly Alias[];
  /** Names and codes of totals. */
  totals?: readonly string[];
}

/** Prepares the regions of one level for matching; `matchRegion` has the rules. */
export function createRegionIndex(input: RegionIndexInput): RegionIndex {
  const { regions, parents = [], aliases = [], totals = [] } = input;
  const level = regions[0]?.level ?? '';
  const own = aliases.filter((alias) => alias.level === level);
  const context: IndexContext = {
    own: createLookups(regions),
    above: createLookups(parents),
    parents,
    aliases: groupBy(own, ({ alias }) => nameKey(alias)),
    totals: new Set(totals.map(nameKey)),
    inLanguages: createFindInLanguages(regions, own),
    suggest: createSuggest(regions),
  };
  return { level, regions, match: (query) => matchRegion(query, context) };
}
