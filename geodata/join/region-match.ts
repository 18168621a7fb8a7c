import type { Alias, NamedRegion } from '../model/region.ts';
import { describeRegion } from './suggest-regions.ts';

/** What a row says about its region; what it does not say is left out or empty. */
export interface RegionQuery {
  code?: string;
  name?: string;
  /** Code or name of the region one level up. */
  parent?: string;
  /** Year of the row, for names that were valid for a time. */
  year?: number | null;
}

export interface MatchedRegion {
  kind: 'region';
  region: NamedRegion;
  by: 'code' | 'name' | 'alias';
  /** The text as it was found, where it differs from code, name and short name of the region. */
  normalised: string | null;
  /** Code and name of the row disagree: the region the name is of, or null where the code is unknown. */
  conflict?: { nameOf: NamedRegion | null };
  /** The parent the row names, where the region lies in another. */
  otherParent?: NamedRegion;
}

export type RegionMatch =
  | MatchedRegion
  | { kind: 'total'; name: string }
  | { kind: 'ambiguous'; candidates: string[] }
  | { kind: 'out-of-period'; alias: Alias; nearest: string[] }
  /**
   * `nearest` looks for what was probably meant, which takes time; `besides` is a region whose name resembles this one but
   * stands in the table itself.
   */
  | { kind: 'unmatched'; nearest: () => string[]; besides?: NamedRegion };

/** A match of a text that could be any of these regions. */
export const ambiguous = (regions: readonly NamedRegion[]): RegionMatch => ({
  kind: 'ambiguous',
  candidates: regions.map(describeRegion),
});
