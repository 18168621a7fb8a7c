import type { BoundingBox, Position } from './geometry.ts';
import type { LocalText } from './text.ts';

declare const regionCode: unique symbol;

/** The official code of a region within its level, for instance a GB/T 2260 code ("320500") or an ISO number. */
export type RegionCode = string & { readonly [regionCode]: true };

export const asRegionCode = (text: string): RegionCode => text as RegionCode;

/** One spatial unit of one level: a province, a city, a country. */
export interface Region {
  /** Feature id in tiles and collections: the code itself where it is an integer below 2^53. */
  id: number;
  code: RegionCode;
  level: string;
  name: LocalText;
  /** Code of the region one level up, null at the top. */
  parent: RegionCode | null;
  /** A point inside the region (pole of inaccessibility or its seat), for labels, circles and links. */
  point: Position;
  bbox: BoundingBox;
  /** Geodesic area in km² of the drawn boundary, which can differ from the official figure; 0 where it is a point. */
  areaKm2: number;
  /** What sort of unit it is within its level, e.g. "municipality", "prefecture", "county-direct". */
  kind: string;
  /** Memberships by grouping, e.g. `{ "macro-region": "east" }`. */
  groups: Record<string, string>;
  /** Code of its capital one level down, where the register names one. */
  capital: RegionCode | null;
}

/** As much of a region as is needed to find it by code or name. */
export type NamedRegion = Pick<Region, 'id' | 'code' | 'level' | 'name' | 'parent'>;

/** A name or code under which a region was known, and when. */
export interface Alias {
  level: string;
  /** Name or code as it appears in tables. */
  alias: string;
  code: RegionCode;
  /** First and last year of validity, inclusive; null is open. */
  validFrom: number | null;
  validTo: number | null;
  note?: string;
}
