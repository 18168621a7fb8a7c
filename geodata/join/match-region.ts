import type { NamedRegion } from '../model/region.ts';
import type { IndexContext } from './index-context.ts';
import { matchAlias } from './match-alias.ts';
import { matchName } from './match-name.ts';
import { nameKey } from './name-key.ts';
import { splitPlaceName } from './place-names.ts';
import { normaliseCode } from './region-code.ts';
import type { RegionLookups } from './region-lookups.ts';
import { findByCode, findByFullName, findByStem } from './region-lookups.ts';
import type { MatchedRegion, RegionMatch, RegionQuery } from './region-match.ts';

/**
 * Order: listed totals; code as it stands, with other zeros, as alias; full name, alias valid in the year, name without
 * kind words (Chinese or English), words for totals, names and codes of the level above.
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
  // The code finds a region before the name does. Of answers that find none, the one that says why is worth more.
  const chosen =
    [byCode, byName].find((answer) => answer?.kind === 'region') ??
    [byName, byCode].find((answer) => answer !== null && answer.kind !== 'unmatched') ??
    byName ??
    byCode;
  if (chosen === null) return { kind: 'unmatched', nearest: () => [] };
  if (chosen.kind === 'unmatched' && context.totals.has(nameKey(withoutMembership(name))))
    return { kind: 'total', name };
  if (chosen.kind !== 'region') return chosen;

  const match: MatchedRegion = { ...chosen };
  if (chosen === byName && code !== '') match.conflict = { nameOf: null };
  if (chosen === byCode && byName?.kind === 'region' && byName.region !== chosen.region)
    match.conflict = { nameOf: byName.region };
  if (parent !== null && chosen.region.parent !== null && chosen.region.parent !== parent.code)
    match.otherParent = parent;
  return match;
}

/** "European Union" of "European Union - 27 countries (from 2020)". */
const withoutMembership = (name: string): string =>
  name
    .replace(/\s*[(（][^)）]*[)）]\s*$/, '')
    .replace(/\s*[-–—,]\s*\d+\s+(?:countries|members|member states)$/i, '')
    .trim();

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
  if (parent !== null) return { kind: 'total', name: parent.name.zh };
  return contains(code, own)
    ? { kind: 'total', name: code }
    : { kind: 'unmatched', nearest: () => suggest(code) };
}

/** Whether codes of letters and digits begin with this one, as DE11 and DE12 of NUTS do with DE. */
function contains(code: string, { byCode }: RegionLookups): boolean {
  if (!/^[A-Z]{2}/.test(code)) return false;
  const within = [...byCode.keys()].filter((each) => each !== code && each.startsWith(code));
  return within.length > 1 && within.every((each) => /\d/.test(each));
}

function findParent(text: string, above: RegionLookups): NamedRegion | null {
  if (text.trim() === '') return null;
  const byCode = findByCode(normaliseCode(text), above);
  if (byCode !== null) return byCode;
  const full = findByFullName(text, above);
  const found = full.length > 0 ? full : findByStem(splitPlaceName(text), above);
  return found.length === 1 ? (found[0] ?? null) : null;
}
