import type { AddressWords, Placement } from '../model/gazetteer.ts';
import type { AddressText } from './address-text.ts';
import type { GazetteerNames, NameMeaning } from './gazetteer-names.ts';
import { NameTrie } from './name-trie.ts';
import { WordGuard } from './word-guard.ts';

/** How far behind a short county name a word like 镇 shows that an address follows. */
const MARKER_REACH = 8;

/** Characters between a name and the word for a street: 中山北一路. */
const MOST_MODIFIERS = 3;

/**
 * Reads addresses in a script without spaces from the largest unit to the smallest: the longest name at every position,
 * then what is known already decides what it can mean. Full names of provinces and cities are strong; a county or an
 * organisation is weak and yields to them; two that exclude one another are never settled by a guess.
 */
export class UnspacedAddressReader {
  readonly #text: AddressText;
  readonly #names: GazetteerNames;
  readonly #trie: NameTrie;
  readonly #meanings: readonly (readonly NameMeaning[])[];
  readonly #guard: WordGuard;
  readonly #cityEndings: ReadonlySet<number>;
  /** True where the last answer may be another in another year. */
  dated = false;

  // What is known of the address that is being read.
  #year: number | null = null;
  #province = -1;
  #region = -1;
  #isCertain = false;
  #homonym = -1;
  /** Regions that the weak names leave, null before the first. */
  #weak: number[] | null = null;
  #weakIsExtra = false;
  #mentioned = -1;
  #contradiction = false;
  #expired = false;
  #organisation = false;
  #needsContext = false;
  /** Where the last name that counted ended. */
  #end = 0;

  constructor(text: AddressText, names: GazetteerNames, words: AddressWords) {
    this.#text = text;
    this.#names = names;
    const unspaced = [...names.meanings].filter(([name]) => /\p{Script=Han}/u.test(name));
    this.#trie = new NameTrie(unspaced.map(([name]) => name));
    this.#meanings = unspaced.map(([, meanings]) => meanings);
    this.#guard = new WordGuard(text, words);
    this.#cityEndings = new Set(words.cityEndings.map((ending) => ending.charCodeAt(0)));
  }

  /** Places the address in the buffer. */
  place(year: number | null): Placement {
    this.#reset(year);
    const { units, length } = this.#text;
    let at = 0;
    while (at < length && !this.#contradiction) {
      const count = this.#trie.walk(units, at, length);
      if (count === 0) {
        at++;
        continue;
      }
      const end = this.#trie.ends[count - 1] as number;
      const meanings = this.#meanings[this.#trie.found[count - 1] as number] as readonly NameMeaning[];
      if (this.#read(meanings, at, end) === 'foreign') return { unresolved: 'foreign' };
      if (this.#region >= 0 && this.#isCertain) break;
      at = end;
    }
    return this.#conclude();
  }

  #reset(year: number | null): void {
    this.#year = year;
    this.#province = this.#region = this.#homonym = this.#mentioned = -1;
    this.#weak = null;
    this.#end = 0;
    this.#isCertain = this.#weakIsExtra = this.#contradiction = this.#expired = false;
    this.#organisation = this.#needsContext = this.dated = false;
  }

  /** Takes in one name. */
  #read(all: readonly NameMeaning[], at: number, end: number): 'foreign' | undefined {
    const first = all[0] as NameMeaning;
    const begins = this.#text.begins[at] === 1;
    if (first.rank === 'foreign-anywhere') return 'foreign';
    // 松山市, 日本: a country at the end takes back a city that nothing but its name speaks for.
    if (first.rank === 'foreign')
      return begins && !this.#isCertain && (this.#region >= 0 || this.#province < 0) ? 'foreign' : undefined;
    if (first.rank === 'country') {
      this.#isCertain = begins || this.#isCertain;
      this.#end = end;
      return undefined;
    }
    if (this.#region >= 0) return undefined;
    const meanings = this.#valid(all);
    if (meanings.length === 0) this.#expired = true;
    else this.#readRegion(meanings, at, end, begins || at === this.#end);
    return undefined;
  }

  /** The meanings that hold in the year of the record. */
  #valid(all: readonly NameMeaning[]): readonly NameMeaning[] {
    if (all.every(({ from, to }) => from === -Infinity && to === Infinity)) return all;
    this.dated = true;
    const year = this.#year;
    return year === null ? all : all.filter(({ from, to }) => from <= year && year <= to);
  }

  #readRegion(meanings: readonly NameMeaning[], at: number, end: number, isOpen: boolean): void {
    const province = meanings.find(({ rank }) => rank === 'province');
    const cities = meanings.filter(({ rank }) => rank === 'city');
    const smaller = meanings.filter(({ rank }) => rank === 'county' || rank === 'extra');
    const best = province ?? cities[0];
    // 东方市场 is no 东方市, but 南平市政和县 is in 南平市.
    const form = (best ?? smaller[0])?.form;
    if (form === 'full' && this.#guard.isJoined(end) && !this.#isFollowedByPlace(end)) return;
    if (best === undefined) this.#readSmaller(smaller, at, end, isOpen);
    else if (best.form === 'full') this.#readFull(province, cities, end);
    else if (cities.length === 0 || this.#province >= 0 || best.form !== 'common')
      this.#readShort(province, cities, end, isOpen);
  }

  #readFull(province: NameMeaning | undefined, cities: readonly NameMeaning[], end: number): void {
    const inside = cities.filter((city) => this.#province < 0 || city.province === this.#province);
    const [city] = inside;
    if (city !== undefined && inside.length === 1) {
      if (this.#province >= 0 || province !== undefined) this.#isCertain = true;
      this.#settle(city.region);
    } else if (inside.length > 1) this.#narrow(inside, false);
    else if (this.#province < 0 && province !== undefined) this.#province = province.region;
    else if (this.#province >= 0 && province?.region !== this.#province) this.#contradiction = true;
    this.#end = end;
  }

  /** 南京 may begin the name of a street or an organisation, and 吉林 be the province or the city. */
  #readShort(
    province: NameMeaning | undefined,
    cities: readonly NameMeaning[],
    end: number,
    isOpen: boolean,
  ): void {
    if (!isOpen && this.#province < 0) {
      if (this.#weakIsExtra) this.#mentioned = cities[0]?.region ?? this.#mentioned;
      return;
    }
    const inside = cities.filter((city) => this.#province < 0 || city.province === this.#province);
    const [city] = inside;
    if (!this.#isFollowedByPlace(end)) {
      // 河北保定五四东路: inside its province a city may be followed by a street with a long name.
      if (this.#guard.isStreet(end, this.#province < 0 ? MOST_MODIFIERS : 1)) return;
      if (this.#guard.isOrganisation(end)) {
        this.#organisation = true;
        this.#mentioned = city?.region ?? this.#mentioned;
        return;
      }
    }
    if (this.#province < 0 && province !== undefined) {
      this.#province = province.region;
      if (this.#names.isPlace[province.region] === 1) this.#settle(province.region);
      else this.#homonym = city?.region ?? -1;
    } else if (inside.length === 1 && city !== undefined) {
      if (this.#province >= 0) this.#isCertain = true;
      this.#settle(city.region);
    } else if (inside.length > 1) this.#narrow(inside, false);
    else if (isOpen && cities.length > 0 && province?.region !== this.#province) this.#contradiction = true;
    this.#end = end;
  }

  #readSmaller(meanings: readonly NameMeaning[], at: number, end: number, isOpen: boolean): void {
    const known = this.#province;
    const inside = known < 0 ? meanings : meanings.filter(({ province }) => province === known);
    if (inside.length === 0) {
      // 江苏省海淀区: right behind the province it can be nothing else.
      if (at === this.#end && meanings.some(({ form }) => form === 'full')) this.#contradiction = true;
      return;
    }
    if (known < 0 && !this.#standsAlone(inside, at, end, isOpen)) {
      this.#needsContext = true;
      return;
    }
    if (
      inside[0]?.form !== 'full' &&
      (!isOpen || this.#guard.isStreet(end, MOST_MODIFIERS) || this.#guard.isOrganisation(end))
    )
      return;
    this.#narrow(
      inside,
      inside.every(({ rank }) => rank === 'extra'),
    );
    this.#end = end;
  }

  /** Whether a small place can be told without its province and city. */
  #standsAlone(meanings: readonly NameMeaning[], at: number, end: number, isOpen: boolean): boolean {
    const [first] = meanings;
    if (!isOpen || first === undefined) return false;
    if (first.rank === 'extra') return true;
    // 横浜市 西区: a city that is not known, so that the county can be anywhere.
    if (at > 0 && at !== this.#end && this.#cityEndings.has(this.#text.units[at - 1] as number)) return false;
    if (first.form === 'full') return end - at > 2 || meanings.length > 1;
    if (first.form !== 'short') return false;
    return end - at === this.#text.length || this.#guard.hasMarker(end + 1, end + MARKER_REACH);
  }

  /** Whether the full name of a smaller place follows: 北京东城区. */
  #isFollowedByPlace(from: number): boolean {
    const count = this.#trie.walk(this.#text.units, from, this.#text.length);
    if (count === 0) return false;
    const next = this.#meanings[this.#trie.found[count - 1] as number] as readonly NameMeaning[];
    return next.some(({ rank, form }) => form === 'full' && (rank === 'county' || rank === 'city'));
  }

  #settle(region: number): void {
    this.#region = region;
    this.#province = this.#names.provinceOf[region] as number;
  }

  /** Keeps what all weak names have in common; of two that have nothing in common neither is believed. */
  #narrow(meanings: readonly NameMeaning[], isExtra: boolean): void {
    const found = [...new Set(meanings.map(({ region }) => region))];
    if (this.#weak === null) {
      this.#weak = found;
      this.#weakIsExtra = isExtra;
      return;
    }
    const common = this.#weak.filter((region) => found.includes(region));
    this.#weak = common.length > 0 ? common : [...this.#weak, ...found];
  }

  #conclude(): Placement {
    if (this.#contradiction) return { unresolved: 'contradiction' };
    if (this.#region >= 0) {
      const agrees = this.#weak === null || this.#weakIsExtra || this.#weak.includes(this.#region);
      return agrees ? this.#placed([this.#region]) : { unresolved: 'contradiction' };
    }
    if (this.#weak !== null) return this.#concludeWeak(this.#weak);
    if (this.#expired) return { unresolved: 'out-of-period' };
    if (this.#homonym >= 0) return this.#placed([this.#province, this.#homonym]);
    if (this.#province >= 0)
      return this.#names.isPlace[this.#province] === 1
        ? this.#placed([this.#province])
        : { unresolved: 'too-coarse' };
    if (this.#organisation) return { unresolved: 'organisation' };
    return { unresolved: this.#needsContext ? 'needs-context' : 'no-known-name' };
  }

  #concludeWeak(weak: readonly number[]): Placement {
    const inside =
      this.#province < 0 ? weak : weak.filter((region) => this.#names.provinceOf[region] === this.#province);
    if (inside.length === 0) return { unresolved: 'contradiction' };
    // 北京大学深圳研究生院: an organisation of one city, and a part of it named after another.
    const other = this.#weakIsExtra && this.#mentioned >= 0 ? [this.#mentioned] : [];
    return this.#placed([...new Set([...inside, ...other])]);
  }

  #placed(regions: readonly number[]): Placement {
    const codes = regions.map((region) => this.#names.codes[region] as string);
    return codes.length === 1 ? { code: codes[0] as string } : { ambiguous: codes.sort() };
  }
}
