import type { AddressWords } from '../model/gazetteer.ts';
import type { AddressText } from './address-text.ts';
import { NameTrie } from './name-trie.ts';

/** Tells from what follows a short name whether it is the beginning of another word. */
export class WordGuard {
  readonly #text: AddressText;
  readonly #roads: NameTrie;
  readonly #organisations: NameTrie;
  readonly #markers: NameTrie;
  readonly #joinedWords: NameTrie;
  readonly #modifiers: ReadonlySet<number>;

  constructor(text: AddressText, words: AddressWords) {
    this.#text = text;
    this.#roads = new NameTrie(words.roads);
    this.#organisations = new NameTrie(words.organisations);
    this.#markers = new NameTrie(words.markers);
    this.#joinedWords = new NameTrie(words.joinedWords);
    this.#modifiers = new Set(words.roadModifiers.split('').map((character) => character.charCodeAt(0)));
  }

  /** 南京 | 路, 南京 | 东路, 中山 | 北一路. */
  isStreet(from: number, mostModifiers: number): boolean {
    for (let at = from; at <= from + mostModifiers; at++) {
      if (this.#begins(this.#roads, at)) return true;
      if (!this.#modifiers.has(this.#text.units[at] as number)) return false;
    }
    return false;
  }

  /** 西安 | 交通大学: the word comes before the end of the part and before anything that continues an address. */
  isOrganisation(from: number): boolean {
    for (let at = from; at < this.#text.length; at++) {
      // 成都飞机工业（集团）: the word may stand in brackets of its own.
      if (this.#begins(this.#organisations, at)) return true;
      if (this.#text.begins[at] === 1) return false;
      if (this.#begins(this.#markers, at)) return false;
    }
    return false;
  }

  /** 东方市 | 场: the name ends inside a word. */
  isJoined(end: number): boolean {
    return this.#begins(this.#joinedWords, end - 1);
  }

  /** Whether the address goes on with a smaller unit within these positions. */
  hasMarker(from: number, to: number): boolean {
    for (let at = from; at < Math.min(to, this.#text.length); at++) {
      if (this.#begins(this.#organisations, at)) return false;
      if (this.#begins(this.#markers, at)) return true;
    }
    return false;
  }

  #begins(trie: NameTrie, at: number): boolean {
    return at < this.#text.length && trie.walk(this.#text.units, at, this.#text.length) > 0;
  }
}
