import { editDistance } from '../model/edit-distance.ts';
import type { NamedRegion } from '../model/region.ts';
import { inBothLanguages } from '../model/text.ts';
import { isConfusable, misprintCost } from './confusable-characters.ts';
import { nameKey } from './name-key.ts';
import { splitPlaceName } from './place-names.ts';

/** Names the regions that a text was most likely meant for, best first, as "襄阳市 (420600)". */
export type Suggest = (text: string) => string[];

const LIMIT = 3;
/** Candidates this much further than the best are no help: with 亳州 at ¼ for 毫州, all other 州 at 1 are noise. */
const SPREAD = 0.5;

/** A region as a reader can look it up and an alias can name it. */
export const describeRegion = ({ name, code }: NamedRegion): string =>
  name.zh === code ? code : `${inBothLanguages(name)} (${code})`;

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

/** A form of a name, and a bit for each of its characters, look-alikes left out. */
interface NameForm {
  key: string;
  bits: number;
}

interface RegionForms {
  region: NamedRegion;
  keys: NameForm[];
}

function keysOf(region: NamedRegion): NameForm[] {
  const { zh, en } = region.name;
  const names = [nameKey(zh), splitPlaceName(zh).stem, nameKey(en), splitPlaceName(en).stem];
  return [...new Set([...names, nameKey(region.code)])].map(nameForm);
}

function rank(text: string, forms: readonly RegionForms[]): RankedRegion[] {
  const asked = [...new Set([nameKey(text), splitPlaceName(text).stem])].map(nameForm);
  const initial = asked[0]?.key.charAt(0) ?? '';
  if (initial === '') return [];
  const near = forms.flatMap(({ region, keys }): RankedRegion[] => {
    let distance = Infinity;
    for (const form of asked)
      for (const known of keys) distance = Math.min(distance, distanceTo(form, known));
    const beginsAlike = keys.some(({ key }) => key.startsWith(initial));
    return distance < Infinity ? [{ region, distance, beginsAlike }] : [];
  });
  near.sort((a, b) => a.distance - b.distance || Number(b.beginsAlike) - Number(a.beginsAlike));
  const best = near[0]?.distance ?? 0;
  return near.filter(({ distance }) => distance <= best + SPREAD).slice(0, LIMIT);
}

interface RankedRegion {
  region: NamedRegion;
  distance: number;
  beginsAlike: boolean;
}

/** Further than half the shorter name, nothing is near. */
function distanceTo(found: NameForm, known: NameForm): number {
  const limit = Math.max(1, Math.floor(Math.min(found.key.length, known.key.length) / 2));
  // A character that the other name lacks takes an edit of 1: most names are out before their distance is computed.
  if (bitCount(found.bits & ~known.bits) > limit || bitCount(known.bits & ~found.bits) > limit)
    return Infinity;
  return editDistance(found.key, known.key, limit, misprintCost);
}

function nameForm(key: string): NameForm {
  let bits = 0;
  for (const character of key) {
    if (!isConfusable(character)) bits |= 1 << ((character.codePointAt(0) ?? 0) % 32);
  }
  return { key, bits };
}

function bitCount(bits: number): number {
  let rest = bits >>> 0;
  let count = 0;
  for (; rest !== 0; rest &= rest - 1) count++;
  return count;
}
