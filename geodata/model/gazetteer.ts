import type { Alias, NamedRegion } from './region.ts';

/** Why an address was put into no region. */
export type UnresolvedReason =
  /** Nothing in it is a known name. */
  | 'no-known-name'
  /** Only the larger region is known, for instance a province. */
  | 'too-coarse'
  /** It lies in another country. */
  | 'foreign'
  /** It names an organisation and no place; a place inside the name is where the organisation comes from. */
  | 'organisation'
  /** Two names in it exclude one another. */
  | 'contradiction'
  /** The name was not valid in that year. */
  | 'out-of-period'
  /** The name is too general to stand alone, or stands behind a city that is not known. */
  | 'needs-context'
  | 'empty';

/** Where an address lies: one region, several that it could be, or none. */
export type Placement = { code: string } | { ambiguous: string[] } | { unresolved: UnresolvedReason };

/** A name of a smaller place by which its region is known: a county, a district. */
export interface PlaceName {
  name: string;
  /** Region of the level that addresses are placed in. */
  code: string;
}

/** The words of a language and country that an address is read by. All are written as they stand in addresses. */
export interface AddressWords {
  /** Kind words that a name may lose: 省, 市, 自治州. */
  kinds: readonly string[];
  /** Kind words of small places (a subset of `kinds`) whose names are never used without them: 区. */
  keptKinds: readonly string[];
  /** Kind words in a script with spaces, in lower case: city, province, shi. */
  spacedKinds: readonly string[];
  /** Words that stand between a name and its kind and are lost with it: 藏族, 回族. */
  qualifiers: readonly string[];
  /** Endings that tell a city or county, known or not: 市, 郡. What follows them is inside that place. */
  cityEndings: readonly string[];
  /** The country itself: 中国, "P. R. China". */
  country: readonly string[];
  /** Other countries, their states and great cities. */
  foreign: readonly string[];
  /** Parts of words that no address of this country has: 丁目. */
  foreignAnywhere: readonly string[];
  /** Characters that no address of this country has: kana, hangul. */
  foreignCharacters: readonly (readonly [first: string, last: string])[];
  /** What makes a name one of an organisation: 大学, 公司. */
  organisations: readonly string[];
  /** What makes a name one of a street: 路, 街. */
  roads: readonly string[];
  /** Characters that stand between a name and the word for a street: 南京东路. */
  roadModifiers: string;
  /** Words that begin with the last character of a full name and take it away: 市场 in 东方市场. */
  joinedWords: readonly string[];
  /** What shows that an address goes on below the name: 区, 镇, 号. */
  markers: readonly string[];
  /** Short names that are words of the language too, and so are not taken for a place. */
  commonWords: readonly string[];
  /** Other forms of a character in names, as pairs: 廣广. */
  characterVariants: readonly string[];
}

/** Everything that addresses of one country are placed by. */
export interface GazetteerTables {
  /** The level that addresses are placed in, and the level above it. */
  level: string;
  parentLevel: string;
  /** Regions of both levels. A region that is both, like a municipality, bears the same code on both. */
  regions: readonly NamedRegion[];
  /** Former and other names of regions of both levels. */
  aliases: readonly Alias[];
  counties: readonly PlaceName[];
  /** Universities, zones and other places that stand for an address. */
  extraNames?: readonly PlaceName[];
  words: AddressWords;
}
