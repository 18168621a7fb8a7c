import type { NamedRegion } from '../model/region.ts';
import { splitCompoundName } from './compound-name.ts';
import { matchAlias } from './match-alias.ts';
import type { IndexContext } from './index-context.ts';
import { nameKey } from './name-key.ts';
import type { PlaceName } from './place-names.ts';
import { isTotalWord, splitPlaceName } from './place-names.ts';
import type { RegionLookups } from './region-lookups.ts';
import { findByFullName, findByStem } from './region-lookups.ts';
import type { MatchedRegion, RegionMatch } from './region-match.ts';
import { ambiguous } from './region-match.ts';

/**
 * Match of a name, within a parent where the row states one. A name that no region has may be one with its province
 * before or behind it, a total, a region of the level above, which is a total here, or that of a country in another
 * language.
 */
export function matchName(
  name: string,
  year: number | null,
  parent: NamedRegion | null,
  context: IndexContext,
): RegionMatch {
  const { above, suggest } = context;
  const own = matchOwnName(name, year, parent, context);
  if (own !== null && own.kind !== 'out-of-period') return own;

  const isAbove =
    findByFullName(name, above).length > 0 || findByStem(splitPlaceName(name), above).length > 0;
  if (isAbove || isTotalWord(nameKey(name))) return { kind: 'total', name };
  const compounds = splitCompoundName(name, context.parents);
  for (const compound of compounds) {
    const match = matchOwnName(compound.name, year, compound.parent ?? parent, context);
    const isInside =
      match?.kind === 'region' && (compound.parent?.code ?? match.region.parent) === match.region.parent;
    if (isInside) return { ...match, normalised: name };
  }
  if (own !== null) return own;
  const bare = compounds.filter(({ parent: before }) => before === null).map((compound) => compound.name);
  for (const text of [name, ...bare]) {
    const found = context.inLanguages(text);
    if (found === 'group') return { kind: 'total', name };
    const [region, ...others] = found;
    if (region === undefined) continue;
    return others.length > 0 ? ambiguous(found) : { kind: 'region', region, by: 'alias', normalised: name };
  }
  return { kind: 'unmatched', nearest: () => suggest(name) };
}

/** Full name, alias valid in the year, name without kind words; null where none of these is known. */
function matchOwnName(
  name: string,
  year: number | null,
  parent: NamedRegion | null,
  { own, above, aliases }: IndexContext,
): RegionMatch | null {
  const full = narrow(findByFullName(name, own), parent);
  if (full.length === 1) return named(full[0] as NamedRegion, name);
  const byAlias = matchAlias(name, year, aliases, own);
  if (byAlias !== null && byAlias.kind !== 'out-of-period') return byAlias;
  if (full.length > 1) return ambiguous(full);

  const asked = splitPlaceName(name);
  const short = narrow(findByStem(asked, own), parent);
  const homonyms = parent === null ? homonymsAbove(asked, short, above) : [];
  if (short.length + homonyms.length > 1) return ambiguous([...short, ...homonyms]);
  return short.length === 1 ? named(short[0] as NamedRegion, name) : byAlias;
}

/** 吉林 alone can be 吉林市 or the whole of 吉林省; 北京市 is the same place on both levels. */
function homonymsAbove(asked: PlaceName, found: readonly NamedRegion[], above: RegionLookups): NamedRegion[] {
  if (found.length === 0 || asked.kind !== null) return [];
  const names = new Set(found.map(({ name }) => name.zh));
  return findByStem(asked, above).filter(({ name }) => !names.has(name.zh));
}

/** Of several regions with one name, those in the parent that the row names. */
function narrow(regions: NamedRegion[], parent: NamedRegion | null): NamedRegion[] {
  if (regions.length < 2 || parent === null) return regions;
  return regions.filter((region) => region.parent === parent.code);
}

function named(region: NamedRegion, text: string): MatchedRegion {
  const { zh, en } = region.name;
  const usual = [zh, en].some((name) => name.toLowerCase() === text.toLowerCase());
  const isShort = text.length > 1 && zh.startsWith(text) && splitPlaceName(zh).stem === text;
  return { kind: 'region', region, by: 'name', normalised: usual || isShort ? null : text };
}
