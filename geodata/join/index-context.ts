import type { Alias, NamedRegion } from '../model/region.ts';
import type { FindInLanguages } from './country-names.ts';
import type { RegionLookups } from './region-lookups.ts';
import type { Suggest } from './suggest-regions.ts';

/** What an index has ready for matching. */
export interface IndexContext {
  own: RegionLookups;
  above: RegionLookups;
  parents: readonly NamedRegion[];
  aliases: ReadonlyMap<string, Alias[]>;
  totals: ReadonlySet<string>;
  inLanguages: FindInLanguages;
  suggest: Suggest;
}
