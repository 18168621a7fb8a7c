import type { AddressWords, Placement } from '../model/gazetteer.ts';
import type { GazetteerNames, NameMeaning } from './gazetteer-names.ts';

/** "Peoples R China", "Republic of South Africa". */
const LONGEST_COUNTRY = 5;

/** What one part of an address, between two commas, was found to name. */
interface NamedPart {
  meanings: NameMeaning[];
  /** Whether nothing but numbers stands behind it. */
  isLast: boolean;
}

/**
 * Reads addresses in a script with spaces, as journals and patent offices write them: parts between commas, the
 * smallest first, the country last. Only a whole part is a name: "Nanjing Road" and "Nanjing Univ" are not Nanjing.
 */
export class SpacedAddressReader {
  readonly #names: GazetteerNames;
  readonly #kinds: ReadonlySet<string>;
  /** True where the last answer may be another in another year. */
  dated = false;

  constructor(names: GazetteerNames, words: Pick<AddressWords, 'spacedKinds'>) {
    this.#names = names;
    this.#kinds = new Set(words.spacedKinds);
  }

  place(address: string, year: number | null): Placement {
    this.dated = false;
    const { parts, country } = this.#read(address);
    if (country === 'foreign') return { unresolved: 'foreign' };

    const valid = parts.map((part) => ({ ...part, meanings: this.#valid(part.meanings, year) }));
    const named = valid.filter(({ meanings }) => meanings.length > 0);
    if (named.length === 0) return { unresolved: parts.length > 0 ? 'out-of-period' : 'no-known-name' };

    // The last part that can be a province is the province; "Jilin" before it is the city.
    const provincePart = named.findLast(({ meanings }) => meanings.some(({ rank }) => rank === 'province'));
    if (provincePart === undefined) return this.#placeAlone(named, country === 'own');
    const province = provincePart.meanings.find(({ rank }) => rank === 'province')?.region ?? -1;
    return this.#placeWithin(province, named, provincePart);
  }

  #placeWithin(province: number, parts: readonly NamedPart[], provincePart: NamedPart): Placement {
    const isPlace = this.#names.isPlace[province] === 1;
    const others = parts.filter((part) => part !== provincePart);
    const inside = regionsOf(others).filter((region) => this.#names.provinceOf[region] === province);
    if (inside.length > 0) return this.#placed(inside);
    if (isPlace) return this.#placed([province]);
    if (regionsOf(others).length > 0) return { unresolved: 'contradiction' };
    const homonyms = regionsOf([provincePart]);
    return homonyms.length > 0 ? this.#placed([province, ...homonyms]) : { unresolved: 'too-coarse' };
  }

  /** Without a province a city needs the country, or to be the last part: streets and companies come first. */
  #placeAlone(parts: readonly NamedPart[], hasCountry: boolean): Placement {
    const trusted = hasCountry ? parts : parts.filter(({ isLast }) => isLast);
    if (trusted.length === 0) return { unresolved: 'needs-context' };
    const cities = regionsOf(trusted);
    return cities.length > 0 ? this.#placed(cities) : { unresolved: 'needs-context' };
  }

  #read(address: string): { parts: NamedPart[]; country: 'own' | 'foreign' | null } {
    const texts = address
      .normalize('NFKD')
      .replaceAll(/[\p{M}'’`]/gu, '')
      .toLowerCase()
      .split(/[,;:()[\]|/\n]|\s-\s/);
    const parts: NamedPart[] = [];
    let country: 'own' | 'foreign' | null = null;
    let isLast = true;
    for (const text of texts.reverse()) {
      let words = text.split(/[\s.&-]+/).filter((word) => word !== '' && !/\d/.test(word));
      if (words.length === 0) continue;
      const found = this.#countryAtEnd(words);
      if (found !== null) {
        country ??= found.isForeign ? 'foreign' : 'own';
        words = words.slice(0, -found.words);
        if (words.length === 0) continue;
      }
      const meanings = this.#meaningsOf(words);
      if (meanings.length > 0) parts.unshift({ meanings, isLast });
      isLast = false;
    }
    return { parts, country };
  }

  #countryAtEnd(words: readonly string[]): { isForeign: boolean; words: number } | null {
    for (let count = Math.min(LONGEST_COUNTRY, words.length); count > 0; count--) {
      const meaning = this.#names.meanings.get(words.slice(-count).join(''))?.[0];
      if (meaning?.rank === 'country' || meaning?.rank === 'foreign')
        return { isForeign: meaning.rank === 'foreign', words: count };
      // Inner Mongolia is not Mongolia.
      if (meaning !== undefined) return null;
    }
    return null;
  }

  #meaningsOf(words: readonly string[]): NameMeaning[] {
    const whole = this.#names.meanings.get(words.join(''));
    if (whole !== undefined) return whole.filter(isRegion);
    const rest = [...words];
    while (rest.length > 1 && this.#kinds.has(rest.at(-1) as string)) rest.pop();
    if (rest.length > 2 && rest[1] === 'of' && this.#kinds.has(rest[0] as string)) rest.splice(0, 2);
    return (this.#names.meanings.get(rest.join('')) ?? []).filter(isRegion);
  }

  #valid(meanings: NameMeaning[], year: number | null): NameMeaning[] {
    return meanings.filter(({ from, to }) => {
      if (from === -Infinity && to === Infinity) return true;
      this.dated = true;
      return year === null || (from <= year && year <= to);
    });
  }

  #placed(regions: readonly number[]): Placement {
    const codes = [...new Set(regions)].map((region) => this.#names.codes[region] as string);
    return codes.length === 1 ? { code: codes[0] as string } : { ambiguous: codes.sort() };
  }
}

const isRegion = ({ rank }: NameMeaning): boolean => rank !== 'country' && rank !== 'foreign';

/** Cities that the parts name; organisations count only where no part names a city. */
function regionsOf(parts: readonly NamedPart[]): number[] {
  const of = (rank: NameMeaning['rank']): number[] => [
    ...new Set(
      parts.flatMap(({ meanings }) =>
        meanings.filter((each) => each.rank === rank).map(({ region }) => region),
      ),
    ),
  ];
  const cities = of('city');
  if (cities.length > 0) return cities;
  const counties = of('county');
  return counties.length > 0 ? counties : of('extra');
}
