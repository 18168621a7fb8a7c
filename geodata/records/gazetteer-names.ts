import { AtlasError } from '../model/atlas-error.ts';
import type { GazetteerTables } from '../model/gazetteer.ts';
import { createNameForms } from './name-forms.ts';

export type NameRank = 'province' | 'city' | 'county' | 'extra' | 'country' | 'foreign' | 'foreign-anywhere';

/**
 * How much a form of a name says: the `full` one stands for itself, a `short` one needs a place at the beginning of a
 * part, a `common` one (also a word of the language) and a `former` one (another kind than today's) need the province.
 */
export type NameForm = 'full' | 'short' | 'common' | 'former';

/** One thing that a text can mean. `province` and `region` are positions in `codes`, -1 where there is none. */
export interface NameMeaning {
  rank: NameRank;
  form: NameForm;
  province: number;
  region: number;
  /** Years of validity, inclusive; infinite where open. */
  from: number;
  to: number;
}

export interface GazetteerNames {
  /** Codes of all regions, of both levels; a code that is on both levels stands once. */
  codes: string[];
  /** Province of every region, a position in `codes`; a province is its own. */
  provinceOf: Int32Array;
  /** 1 where the code is one of the level that addresses are placed in. */
  isPlace: Uint8Array;
  meanings: ReadonlyMap<string, NameMeaning[]>;
}

const always = { from: -Infinity, to: Infinity };

/**
 * Lists every form of every name with what it means. `normalise` gives the form in which texts are compared. Throws
 * AtlasError 'invalid-data' where a name bears the code of no region.
 */
export function collectNames(tables: GazetteerTables, normalise: (text: string) => string): GazetteerNames {
  const { words, regions, level } = tables;
  const places = regions.filter((region) => region.level === level);
  const codes = [...new Set(regions.map(({ code }) => code as string))].sort();
  const position = new Map(codes.map((code, index) => [code, index]));
  const provinceOf = Int32Array.from(codes, (_, index) => index);
  for (const { code, parent } of places)
    if (parent !== null) provinceOf[position.get(code) as number] = position.get(parent) ?? -1;
  const isPlace = new Uint8Array(codes.length);
  for (const { code } of places) isPlace[position.get(code) as number] = 1;

  const positionOf = (code: string, name: string): number => {
    const found = position.get(code);
    if (found === undefined)
      throw new AtlasError(
        'invalid-data',
        `The name "${name}" bears the code ${code}, which is no region of this atlas; correct it in the table of names.`,
        { at: name },
      );
    return found;
  };

  const meanings = new Map<string, NameMeaning[]>();
  const add = (text: string, meaning: NameMeaning): void => {
    const key = normalise(text);
    if (key === '') return;
    const known = meanings.get(key);
    if (known === undefined) meanings.set(key, [meaning]);
    else if (!known.some((each) => says(each, meaning))) known.push(meaning);
  };

  const forms = createNameForms(words);
  const commonWords = new Set(words.commonWords);
  const shortForm = (stem: string): NameForm => (commonWords.has(stem) ? 'common' : 'short');
  const rankOf = (of: string): NameRank => (of === level ? 'city' : 'province');

  for (const region of regions) {
    const at = position.get(region.code) as number;
    const base = { rank: rankOf(region.level), province: provinceOf[at] as number, region: at, ...always };
    const { stem, brief } = forms(region.name.zh);
    add(region.name.zh, { ...base, form: 'full' });
    add(region.name.en, { ...base, form: 'full' });
    if (brief !== null) add(brief, { ...base, form: 'full' });
    if (stem !== null) add(stem, { ...base, form: shortForm(stem) });
  }
  for (const { level: of, alias, code, validFrom, validTo } of tables.aliases) {
    if (of !== level && of !== tables.parentLevel) continue;
    const at = positionOf(code, alias);
    const form =
      forms(alias).stem === null && !/^[\p{Script=Latin}\s]+$/u.test(alias) ? shortForm(alias) : 'full';
    const [from, to] = [validFrom ?? -Infinity, validTo ?? Infinity];
    add(alias, { rank: rankOf(of), form, province: provinceOf[at] as number, region: at, from, to });
  }
  const county = (code: string, name: string, form: NameForm): NameMeaning => {
    const at = positionOf(code, name);
    return { rank: 'county', form, province: provinceOf[at] as number, region: at, ...always };
  };
  for (const { name, code } of tables.counties) add(name, county(code, name, 'full'));

  // 富阳市 was a county once and is a district today; such forms stand only where no place bears them now.
  const taken = new Set(meanings.keys());
  for (const { name, code } of tables.counties) {
    const { stem, kind, brief } = forms(name);
    if (stem === null) continue;
    if (brief !== null) add(brief, county(code, name, 'full'));
    if (!words.keptKinds.includes(kind)) add(stem, county(code, name, shortForm(stem)));
    for (const form of [stem, ...words.kinds.filter((each) => each.length === 1).map((each) => stem + each)])
      if (!taken.has(normalise(form)) && forms(form).stem !== null) add(form, county(code, name, 'former'));
  }
  for (const { name, code } of tables.extraNames ?? []) {
    const at = positionOf(code, name);
    add(name, { rank: 'extra', form: 'full', province: provinceOf[at] as number, region: at, ...always });
  }
  const addWords = (list: readonly string[], rank: NameRank): void => {
    for (const word of list) add(word, { rank, form: 'full', province: -1, region: -1, ...always });
  };
  addWords(words.country, 'country');
  addWords(words.foreign, 'foreign');
  addWords(words.foreignAnywhere, 'foreign-anywhere');
  return { codes, provinceOf, isPlace, meanings };
}

/** Whether a meaning is there already, or one that says when the name is valid: 巢湖市 is a county of 合肥 since 2011. */
function says(known: NameMeaning, added: NameMeaning): boolean {
  if (known.region !== added.region) return false;
  const isBounded = known.from !== -Infinity || known.to !== Infinity;
  return isBounded ? added.rank === 'county' : known.rank === added.rank;
}
