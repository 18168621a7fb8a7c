import { isUtf8 } from 'node:buffer';
import type { AttributeCollector } from '../encode/attribute-collector.ts';
import { scanId } from './feature-id.ts';
import type { InvalidFeatures } from './invalid-features.ts';
import { JsonProblem, type JsonScanner } from './json-scanner.ts';
import type { ParserOptions } from './parser-options.ts';

const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;
const OPEN_BRACKET = 0x5b;
const QUOTE = 0x22;
const COLON = 0x3a;
const MINUS = 0x2d;
const ZERO = 0x30;
const NINE = 0x39;
const CAPITAL_I = 0x49;

/** Scans the properties of features into attributes. */
export class PropertyScanner {
  readonly #scanner: JsonScanner;
  readonly #attributes: AttributeCollector;
  readonly #invalid: InvalidFeatures;
  readonly #idField: string | undefined;
  readonly #wanted: (name: string) => boolean;
  /** Keys as they came in the last feature; the next has them in the same order, mostly. */
  readonly #keyTexts: Uint8Array[] = [];
  readonly #keyNumbers: number[] = [];
  readonly #keyNames: string[] = [];
  readonly #slotOfKey = new Map<string, number>();

  constructor(
    scanner: JsonScanner,
    attributes: AttributeCollector,
    invalid: InvalidFeatures,
    options: Pick<ParserOptions, 'keep' | 'drop' | 'idField'>,
  ) {
    this.#scanner = scanner;
    this.#attributes = attributes;
    this.#invalid = invalid;
    this.#idField = options.idField;
    const keep = options.keep && new Set(options.keep);
    const drop = new Set(options.drop);
    this.#wanted = (name) => !drop.has(name) && (keep === undefined || keep.has(name));
  }

  /** Scans the properties of one feature; returns the id that the id field gives, or `id`. */
  scan(id: number): number {
    const scanner = this.#scanner;
    let result = id;
    scanner.expect(OPEN_BRACE);
    for (let item = 0; scanner.nextItem(CLOSE_BRACE, item === 0); item++) {
      const slot = this.#scanKey(item);
      if (this.#keyNames[slot] === this.#idField) {
        const start = scanner.position;
        result = scanId(scanner);
        scanner.position = start;
      }
      const key = this.#keyNumbers[slot]!;
      if (key < 0) scanner.skipValue();
      else this.#scanValue(key);
    }
    return result;
  }

  /** The slot of the key at the scanner, which is most likely that of the item's number. */
  #scanKey(item: number): number {
    const scanner = this.#scanner;
    const { from, to } = scanner.scanString();
    const expected = this.#keyTexts[item];
    let slot = item;
    if (expected === undefined || !scanner.isString(expected)) {
      const name = scanner.stringText();
      const known = this.#slotOfKey.get(name);
      slot = known ?? this.#keyNames.push(name) - 1;
      if (known === undefined) {
        this.#slotOfKey.set(name, slot);
        this.#keyTexts.push(scanner.bytes.slice(from, to));
        this.#keyNumbers.push(this.#wanted(name) ? this.#attributes.key(name) : -1);
      }
    }
    scanner.expect(COLON);
    return slot;
  }

  #scanValue(key: number): void {
    const scanner = this.#scanner;
    const byte = scanner.peek();
    if (byte === QUOTE) this.#addText(key);
    else if (byte === MINUS || (byte >= ZERO && byte <= NINE)) this.#addNumber(key);
    else if (byte === OPEN_BRACE || byte === OPEN_BRACKET) {
      // Tiles hold no nested values: they are kept as their JSON text.
      const from = scanner.position;
      scanner.skipValue();
      this.#attributes.addUtf8(key, scanner.bytes, from, scanner.position);
    } else this.#addLiteral(key);
  }

  #addText(key: number): void {
    const scanner = this.#scanner;
    const { from, to, hasEscapes, isAscii } = scanner.scanString();
    if (!isAscii && !isUtf8(scanner.bytes.subarray(from, to))) {
      this.#invalid.remark({
        byteOffset: scanner.origin + from,
        message: 'found a text that is not UTF-8; convert the file, or its texts are damaged',
      });
      this.#attributes.addString(key, scanner.stringText());
    } else if (hasEscapes) this.#attributes.addString(key, scanner.stringText());
    else this.#attributes.addUtf8(key, scanner.bytes, from, to);
  }

  #addNumber(key: number): void {
    const scanner = this.#scanner;
    const { bytes, position } = scanner;
    if (bytes[position] === MINUS && bytes[position + 1] === CAPITAL_I) {
      this.#addLiteral(key);
      return;
    }
    const value = scanner.scanNumber();
    if (Number.isFinite(value)) this.#attributes.addNumber(key, value);
    else {
      const byteOffset = scanner.origin + position;
      this.#invalid.remark({ byteOffset, message: 'found a number beyond 1.8e308; it is left out' });
    }
  }

  /** `true`, `false`, `null`, or something that only looks like JSON. */
  #addLiteral(key: number): void {
    const scanner = this.#scanner;
    const from = scanner.position;
    scanner.skipValue();
    const byteOffset = scanner.origin + from;
    const word = Buffer.from(scanner.bytes.subarray(from, scanner.position)).toString('latin1');
    if (word === 'true' || word === 'false') this.#attributes.addBoolean(key, word === 'true');
    else if (word === 'NaN' || word === 'Infinity' || word === '-Infinity') {
      this.#invalid.remark({ byteOffset, message: `found ${word}, which is no value; it is left out` });
    } else if (word !== 'null') {
      throw new JsonProblem(`found ${JSON.stringify(word.slice(0, 20))}, expected a value`, byteOffset);
    }
  }
}
