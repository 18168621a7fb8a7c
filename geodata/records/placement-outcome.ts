import type { Placement, UnresolvedReason } from '../model/gazetteer.ts';

/** What became of a text about a place, by number: the database holds numbers. */
export const outcomes = [
  'placed',
  'ambiguous',
  'no-known-name',
  'too-coarse',
  'foreign',
  'organisation',
  'contradiction',
  'out-of-period',
  'needs-context',
  'empty',
] as const satisfies readonly ('placed' | 'ambiguous' | UnresolvedReason)[];

export type PlacementOutcome = (typeof outcomes)[number];

/** A placement as a row: position of the region (-1 for none), number of the outcome, candidates as a list in a text. */
export function placementRow(
  placement: Placement,
  positions: ReadonlyMap<string, number>,
): { place: number; outcome: number; candidates: string | null } {
  if ('code' in placement) {
    const place = positions.get(placement.code);
    return place === undefined
      ? { place: -1, outcome: outcomes.indexOf('no-known-name'), candidates: placement.code }
      : { place, outcome: 0, candidates: null };
  }
  if ('ambiguous' in placement)
    return { place: -1, outcome: outcomes.indexOf('ambiguous'), candidates: placement.ambiguous.join(' ') };
  return { place: -1, outcome: outcomes.indexOf(placement.unresolved), candidates: null };
}
