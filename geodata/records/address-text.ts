import type { AddressWords } from '../model/gazetteer.ts';

const LONGEST = 512;

/** UTF-16 unit to the unit it is read as; these two stand for none. */
const SEPARATOR = 0;
const FOREIGN = 1;

/**
 * An address as it is compared: full-width characters made narrow, other forms of characters replaced, letters in
 * lower case and without accents, spaces and punctuation left out but remembered as the beginnings of parts. One buffer is used again and
 * again, because there are millions of addresses.
 */
export class AddressText {
  readonly units = new Uint16Array(LONGEST);
  /** 1 where a part begins: the first unit, and every one behind a space, punctuation or a digit. */
  readonly begins = new Uint8Array(LONGEST + 1);
  length = 0;
  /** Has a character that no address of this country has. */
  isForeign = false;
  /** Has a Chinese character; otherwise it is read word by word. */
  hasHan = false;
  readonly #forms: Uint16Array;

  constructor(words: Pick<AddressWords, 'foreignCharacters' | 'characterVariants'>) {
    this.#forms = characterForms(words);
  }

  /** Reads an address; what is longer than 512 characters is cut. */
  read(address: string): void {
    const forms = this.#forms;
    this.isForeign = false;
    this.hasHan = false;
    let length = 0;
    let begins = 1;
    let gaps = 0;
    for (let i = 0; i < address.length && length < LONGEST; i++) {
      const unit = forms[address.charCodeAt(i)] as number;
      if (unit === SEPARATOR) {
        if (begins === 0) gaps++;
        begins = 1;
        continue;
      }
      if (unit === FOREIGN) {
        this.isForeign = true;
        continue;
      }
      if (unit >= 0x3400 && unit <= 0x9fff) this.hasHan = true;
      this.units[length] = unit;
      this.begins[length] = begins;
      begins = unit >= 0x30 && unit <= 0x39 ? 1 : 0;
      length++;
    }
    this.begins[length] = 1;
    this.length = length;

    // 北 京 市 海 淀 区: a space behind every character separates nothing.
    if (length > 3 && gaps * 2 >= length - 1) this.begins.fill(0, 1, length);
  }
}

/** Letters and digits stay; anything else separates. NFKC (Unicode annex 15) makes full-width forms narrow. */
function characterForms(words: Pick<AddressWords, 'foreignCharacters' | 'characterVariants'>): Uint16Array {
  const forms = new Uint16Array(0x10000);
  for (let unit = 0; unit < 0x10000; unit++) {
    // Compatibility ideographs and half of a pair have no narrow form of one unit.
    if (unit >= 0xd800 && unit <= 0xdfff) continue;
    const narrow = String.fromCharCode(unit).normalize('NFKC').toLowerCase();
    if (narrow.length !== 1 || !/[\p{L}\p{N}]/u.test(narrow)) continue;
    // Lüliang is written Luliang more often than not.
    const isLatin = /\p{Script=Latin}/u.test(narrow);
    forms[unit] = (isLatin ? narrow.normalize('NFD') : narrow).charCodeAt(0);
  }
  for (const [first, last] of words.foreignCharacters)
    forms.fill(FOREIGN, first.charCodeAt(0), last.charCodeAt(0) + 1);
  for (const pair of words.characterVariants) {
    forms[pair.charCodeAt(0)] = pair.charCodeAt(1);
  }
  return forms;
}
