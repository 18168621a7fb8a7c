import type { Language, LocalText } from './text.ts';

/**
 * The singular of an English noun by its plural: "university", "zone", "batch". Words that are not a lower-case plural in s,
 * such as "km", "100 million yuan" or "people", are left as they are.
 */
export function singularOf(plural: string): string {
  if (plural.length < 4 || !/^[a-z-]*[aeiouy][a-z-]*s$/.test(plural) || /(ss|us|is)$/.test(plural))
    return plural;
  if (/[^aeiou]ies$/.test(plural) && plural.length > 4) return `${plural.slice(0, -3)}y`;
  return plural.replace(/(?<=ss|x|ch|sh)es$|s$/, '');
}

/**
 * The unit as it stands behind a value that is written with so many decimals: English has another form for one, which
 * "1.0" is not (Unicode CLDR, plural rules).
 */
export function unitBehind(unit: LocalText, value: number, decimals: number, language: Language): string {
  if (language !== 'en') return unit[language];
  const digits = { minimumFractionDigits: decimals, maximumFractionDigits: decimals };
  const form = new Intl.PluralRules('en', digits).select(Math.abs(value));
  return form === 'one' ? singularOf(unit.en) : unit.en;
}

/** A count with what is counted, in English: "1 row", "2 rows"; the count may be written already. */
export const countOf = (count: number | string, plural: string): string =>
  `${count} ${String(count) === '1' ? singularOf(plural) : plural}`;
