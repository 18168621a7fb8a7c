import type { Alias, NamedRegion } from '../model/region.ts';
import { groupBy } from './group-by.ts';
import { nameKey } from './name-key.ts';

/**
 * What a name is in any language: regions, or 'group' for the world, a continent or a union; no regions where the level is
 * not one of countries.
 */
export type FindInLanguages = (name: string) => NamedRegion[] | 'group';

/** Languages that are written in other ways as well; every language of two letters is asked for in its usual one. */
const variants = ['zh-Hant', 'sr-Latn', 'uz-Cyrl', 'az-Cyrl', 'bs-Cyrl', 'pt-PT', 'en-GB', 'es-MX', 'fr-CA'];

/**
 * Names of countries in the languages of the Unicode CLDR, as the ICU of Node has them (ECMA-402, Intl.DisplayNames),
 * for levels whose regions are countries by ISO 3166-1: half of them must have a code, by their own or as an alias, or a
 * name of the standard, and half of these codes a name that agrees, since CA is California too. Languages of a script
 * are read when the first name in it is asked for.
 */
export function createFindInLanguages(
  regions: readonly NamedRegion[],
  aliases: readonly Alias[],
): FindInLanguages {
  let countries: ReadonlyMap<string, NamedRegion[]> | null = null;
  return (name) => {
    const script = scriptOf(name);
    if (script === null) return [];
    countries ??= countriesOf(regions, aliases);
    if (countries.size === 0) return [];
    const codes = namesInScript(script).get(nameKey(name)) ?? new Set<string>();
    const found = [...codes].flatMap((code) => countries?.get(code) ?? []);
    return found.length === 0 && [...codes].some((code) => groupCodes().includes(code)) ? 'group' : found;
  };
}

/** The regions by ISO 3166-1 alpha-2; empty where they are no countries. */
function countriesOf(
  regions: readonly NamedRegion[],
  aliases: readonly Alias[],
): ReadonlyMap<string, NamedRegion[]> {
  const aliasesOf = groupBy(aliases, ({ code }) => code);
  const usual = namesIn(['en', 'zh']);
  const found = regions.flatMap((region) => {
    const texts = [region.code as string, ...(aliasesOf.get(region.code) ?? []).map(({ alias }) => alias)];
    const code = texts.map(alphaTwo).find((each) => each !== null) ?? null;
    const named = new Set(
      [region.name.en, region.name.zh]
        .flatMap((name) => [...(usual.get(nameKey(name)) ?? [])])
        .filter((named) => !groupCodes().includes(named)),
    );
    if (code !== null) return [{ region, code, agrees: named.has(code) }];
    const [only] = named;
    return named.size === 1 && only !== undefined ? [{ region, code: only, agrees: true }] : [];
  });
  const agreeing = found.filter(({ agrees }) => agrees).length;
  if (2 * found.length < regions.length || 2 * agreeing < found.length) return new Map();
  const byCode = groupBy(found, ({ code }) => code);
  return new Map([...byCode].map(([code, group]) => [code, group.map(({ region }) => region)]));
}

/** The alpha-2 code that a code of two letters or three digits means; null for what is none of ISO 3166-1. */
function alphaTwo(text: string): string | null {
  if (!/^([A-Z]{2}|\d{3})$/.test(text)) return null;
  const [tag = ''] = Intl.getCanonicalLocales(`und-${text}`);
  const code = tag.slice('und-'.length);
  return countryCodes().includes(code) ? code : null;
}

let knownCodes: string[] | undefined;
function countryCodes(): string[] {
  const english = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });
  knownCodes ??= pairsOfLetters()
    .map((pair) => pair.toUpperCase())
    // Codes that are only other spellings, UK, or no places, EU, ZZ, are left out.
    .filter(
      (code) =>
        english.of(code) !== undefined && Intl.getCanonicalLocales(`und-${code}`)[0] === `und-${code}`,
    )
    .filter((code) => !['EU', 'EZ', 'UN', 'ZZ', 'QO', 'XA', 'XB'].includes(code));
  return knownCodes;
}

/** The world, continents and their parts by UN M49, and the unions that CLDR names. */
let knownGroups: string[] | undefined;
function groupCodes(): string[] {
  const english = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });
  knownGroups ??= Array.from({ length: 1000 }, (_, number) => String(number).padStart(3, '0'))
    .filter(
      (code) =>
        english.of(code) !== undefined && Intl.getCanonicalLocales(`und-${code}`)[0] === `und-${code}`,
    )
    .concat('EU', 'EZ');
  return knownGroups;
}

function pairsOfLetters(): string[] {
  const letters = Array.from({ length: 26 }, (_, place) => String.fromCodePoint(0x61 + place));
  return letters.flatMap((first) => letters.map((second) => first + second));
}

/** Scripts that are told apart, and what CLDR calls those that a language can be written in. */
const scripts = {
  Latin: ['Latn'],
  Han: ['Hans', 'Hant', 'Jpan', 'Kore'],
  Hiragana: ['Jpan'],
  Katakana: ['Jpan'],
  Hangul: ['Kore'],
  Cyrillic: ['Cyrl'],
  Greek: ['Grek'],
  Arabic: ['Arab', 'Aran'],
  Hebrew: ['Hebr'],
} as const;
type Script = keyof typeof scripts | 'Other';

/** The script of the first letter; null for a text without letters. */
function scriptOf(text: string): Script | null {
  const letter = /\p{L}/u.exec(text)?.[0];
  if (letter === undefined) return null;
  const known = (Object.keys(scripts) as (keyof typeof scripts)[]).find((script) =>
    new RegExp(`\\p{Script=${script}}`, 'u').test(letter),
  );
  return known ?? 'Other';
}

type Names = ReadonlyMap<string, ReadonlySet<string>>;
const namesByScript = new Map<Script, Names>();

/** Key of a name to the codes that have it, over all languages of a script. */
function namesInScript(script: Script): Names {
  const known = namesByScript.get(script);
  if (known !== undefined) return known;
  const told: readonly string[] = Object.values(scripts).flat();
  const asked: readonly string[] | null = script === 'Other' ? null : scripts[script];
  const languages = Intl.DisplayNames.supportedLocalesOf([...pairsOfLetters(), ...variants]).filter(
    (language) => {
      const own = new Intl.Locale(language).maximize().script ?? '';
      return asked === null ? !told.includes(own) : asked.includes(own);
    },
  );
  const names = namesIn(languages);
  namesByScript.set(script, names);
  return names;
}

function namesIn(languages: readonly string[]): Names {
  const names = new Map<string, Set<string>>();
  for (const language of languages)
    for (const style of ['long', 'short'] as const) {
      const display = new Intl.DisplayNames(language, { type: 'region', fallback: 'none', style });
      for (const code of [...countryCodes(), ...groupCodes()]) {
        const key = nameKey(display.of(code) ?? '');
        if (key !== '') names.set(key, (names.get(key) ?? new Set()).add(code));
      }
    }
  return names;
}
