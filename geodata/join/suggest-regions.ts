import { editDistance } from '../model/edit-distance.ts';
import type { NamedRegion } from '../model/region.ts';
import { misprintCost } from './confusable-characters.ts';
import { nameKey } from './name-key.ts';
import { splitPlaceName } from './place-names.ts';

/** Names the regions that a text was most likely meant for, best first, as "襄阳市 (420600)". */
export type Suggest = (text: string) => string[];

const LIMIT = 3;
/** Candidates this much further than the best are no help: with 亳州 at ¼ for 毫州, all other 州 at 1 are noise. */
const SPREAD = 0.5;

/** A region as a reader can look it up and an alias can name it. */
export const describeRegion = ({ name, code }: NamedRegion): string =>
  name.zh === code ? code : `${name.zh} (${code})`;

/**
 * Suggestions by weighted edit distance to full names, short names and codes; look-alike characters are near. Ties go to
 * names that begin alike, then to the lower code.
 */
export function createSuggest(regions: readonly NamedRegion[]): Suggest {
  const forms = regions.map((region) => ({ region, keys: keysOf(region) }));
  const remembered = new Map<string, string[]>();
  return (text) => {
    const known = remembered.get(text);
    if (known !== undefined) return known;
    const found = rank(text, forms).map(({ region }) => describeRegion(region));
    remembered.set(text, found);
    return found;
  };
}

interface RegionForms {
  region: NamedRegion;
  keys: string[];
}

function keysOf(region: NamedRegion): string[] {
  const { zh, en } = region.name;
  return [
    ...new Set([
      nameKey(zh),
      splitPlaceName(zh).stem,
      nameKey(en),
      splitPlaceName(en).stem,
      nameKey(region.code),
    ]),
  ];
}

function rank(text: string, forms: readonly RegionForms[]): { region: NamedRegion; distance: number }[] {
  const key = nameKey(text);
  if (key === '') return [];
  const stem = splitPlaceName(text).stem;
  const near = forms.flatMap(({ region, keys }) => {
    const distance = Math.min(
      ...keys.map((known) =>
        Math.min(distanceTo(key, known), stem === key ? Infinity : distanceTo(stem, known)),
      ),
    );
    const beginsAlike = keys.some((known) => known.charAt(0) === key.charAt(0));
    return distance < Infinity ? [{ region, distance, beginsAlike }] : [];
  });
  near.sort((a, b) => a.distance - b.distance || Number(b.beginsAlike) - Number(a.beginsAlike));
  const best = near[0]?.distance ?? 0;
  return near.filter(({ distance }) => distance <= best + SPREAD).slice(0, LIMIT);
}

/** Further than half the shorter name, nothing is near. */
const distanceTo = (found: string, known: string): number =>
  editDistance(found, known, Math.max(1, Math.floor(Math.min(found.length, known.length) / 2)), misprintCost);
