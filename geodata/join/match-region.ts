import type { Alias, NamedRegion } from '../model/region.ts';
import { nameKey } from './name-key.ts';
import type { PlaceName } from './place-names.ts';
import { isTotalWord, splitPlaceName } from './place-names.ts';
import { normaliseCode } from './region-code.ts';
import type { RegionLookups } from './region-lookups.ts';
import { findByCode, findByFullName, findByStem } from './region-lookups.ts';
import type { Suggest } from './suggest-regions.ts';
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
  /** `nearest` looks for what was probably meant, which takes time. */
  | { kind: 'unmatched'; nearest: () => string[] };

/** What an index has ready for matching. */
export interface IndexContext {
  own: RegionLookups;
  above: RegionLookups;
  aliases: ReadonlyMap<string, Alias[]>;
  totals: ReadonlySet<string>;
  suggest: Suggest;
}

/**
 * Order: listed totals; code as it stands, with other zeros, as alias; full name, alias valid in the year, name without
 * kind words (Chinese or English), words for totals, names of the level above.
 */
export function matchRegion(query: RegionQuery, context: IndexContext): RegionMatch {
  const code = normaliseCode(query.code ?? '');
  const name = (query.name ?? '').trim();
  const year = query.year ?? null;
  if ([code, name].some((text) => text !== '' && context.totals.has(nameKey(text))))
    return { kind: 'total', name: name || code };

  const parent = findParent(query.parent ?? '', context.above);
  const byCode = code === '' ? null : matchCode(code, year, context);
  const byName = name === '' ? null : matchName(name, year, parent, context);
  const chosen = byCode?.kind === 'region' || byName === null ? byCode : byName;
  if (chosen === null) return { kind: 'unmatched', nearest: () => [] };
  if (chosen.kind !== 'region') return chosen;

  const match: MatchedRegion = { ...chosen };
  if (chosen === byName && code !== '') match.conflict = { nameOf: null };
  if (chosen === byCode && byName?.kind === 'region' && byName.region !== chosen.region)
    match.conflict = { nameOf: byName.region };
  if (parent !== null && chosen.region.parent !== null && chosen.region.parent !== parent.code)
    match.otherParent = parent;
  return match;
}

function matchCode(
  code: string,
  year: number | null,
  { own, above, aliases, suggest }: IndexContext,
): RegionMatch {
  const region = findByCode(code, own);
  if (region !== null)
    return { kind: 'region', region, by: 'code', normalised: code === region.code ? null : code };
  const byAlias = matchAlias(code, year, aliases, own);
  if (byAlias !== null) return byAlias;
  const parent = findByCode(code, above);
  return parent === null
    ? { kind: 'unmatched', nearest: () => suggest(code) }
    : { kind: 'total', name: parent.name.zh };
}

function matchName(
  name: string,
  year: number | null,
  parent: NamedRegion | null,
  context: IndexContext,
): RegionMatch {
  const { own, above, aliases, suggest } = context;
  const full = narrow(findByFullName(name, own), parent);
  if (full.length === 1) return named(full[0] as NamedRegion, name);
  const byAlias = matchAlias(name, year, aliases, own);
  if (byAlias !== null && byAlias.kind !== 'out-of-period') return byAlias;
  if (full.length > 1) return ambiguous(full);

  const asked = splitPlaceName(name);
  const short = narrow(findByStem(asked, own), parent);
  const homonyms = parent === null ? homonymsAbove(asked, short, above) : [];
  if (short.length + homonyms.length > 1) return ambiguous([...short, ...homonyms]);
  if (short.length === 1) return named(short[0] as NamedRegion, name);

  const isAbove = findByFullName(name, above).length > 0 || findByStem(asked, above).length > 0;
  if (isAbove || isTotalWord(nameKey(name))) return { kind: 'total', name };
  return byAlias ?? { kind: 'unmatched', nearest: () => suggest(name) };
}

/** Null where no alias has the text; where one has it but not in that year, that is what went wrong. */
function matchAlias(
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

/** 吉林 alone can be 吉林市 or the whole of 吉林省; 北京市 is the same place on both levels. */
function homonymsAbove(asked: PlaceName, found: readonly NamedRegion[], above: RegionLookups): NamedRegion[] {
  if (found.length === 0 || asked.kind !== null) return [];
  const names = new Set(found.map(({ name }) => name.zh));
  return findByStem(asked, above).filter(({ name }) => !names.has(name.zh));
}

function findParent(text: string, above: RegionLookups): NamedRegion | null {
  if (text.trim() === '') return null;
  const byCode = findByCode(normaliseCode(text), above);
  if (byCode !== null) return byCode;
  const full = findByFullName(text, above);
  const found = full.length > 0 ? full : findByStem(splitPlaceName(text), above);
  return found.length === 1 ? (found[0] ?? null) : null;
}

/** Of several regions with one name, those in the parent that the row names. */
function narrow(regions: NamedRegion[], parent: NamedRegion | null): NamedRegion[] {
  if (regions.length < 2 || parent === null) return regions;
  return regions.filter((region) => region.parent === parent.code);
}

const ambiguous = (regions: readonly NamedRegion[]): RegionMatch => ({
  kind: 'ambiguous',
  candidates: regions.map(describeRegion),
});

function named(region: NamedRegion, text: string): MatchedRegion {
  const { zh, en } = region.name;
  const usual = [zh, en].some((name) => name.toLowerCase() === text.toLowerCase());
  const isShort = text.length > 1 && zh.startsWith(text) && splitPlaceName(zh).stem === text;
  return { kind: 'region', region, by: 'name', normalised: usual || isShort ? null : text };
}
