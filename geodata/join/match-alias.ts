import type { Alias } from '../model/region.ts';
import { nameKey } from './name-key.ts';
import { normaliseCode } from './region-code.ts';
import type { RegionLookups } from './region-lookups.ts';
import { findByCode } from './region-lookups.ts';
import type { RegionMatch } from './region-match.ts';
import { ambiguous } from './region-match.ts';
import { describeRegion } from './suggest-regions.ts';

/**
 * Match of a name or code that is an alias. Null where no alias has the text; where one has it but not in that year, that is what
 * went wrong.
 */
export function matchAlias(
  text: string,
  year: number | null,
  aliases: ReadonlyMap<string, Alias[]>,
  own: RegionLookups,
): RegionMatch | null {
  const known = aliases.get(nameKey(text)) ?? [];
  const valid = known.filter((alias) => isValidIn(alias, year));
  const regions = [...new Set(valid.map(({ code }) => findByCode(normaliseCode(code), own)))].filter(
    (region) => region !== null,
  );
  if (regions.length > 1) return ambiguous(regions);
  const [region] = regions;
  if (region !== undefined) return { kind: 'region', region, by: 'alias', normalised: text };
  const [expired] = known;
  if (expired === undefined || valid.length > 0) return null;
  const today = findByCode(normaliseCode(expired.code), own);
  return { kind: 'out-of-period', alias: expired, nearest: today === null ? [] : [describeRegion(today)] };
}

const isValidIn = ({ validFrom, validTo }: Alias, year: number | null): boolean =>
  year === null || ((validFrom ?? -Infinity) <= year && year <= (validTo ?? Infinity));
