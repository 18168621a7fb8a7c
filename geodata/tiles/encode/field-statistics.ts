import type { FieldType, FieldValue } from '../../model/layer.ts';
import type { FieldSummary } from '../bake-model.ts';
import { FALSE, NUMBER, STRING, TRUE, type AttributeColumns } from './attribute-collector.ts';
import { ByteTable } from './byte-table.ts';

/** How a field is written, the same in all tiles. */
export type Encoding = 'string' | 'boolean' | 'unsigned' | 'signed' | 'double';

const MAX_INT32 = 2 ** 31 - 1;
const MIN_INT32 = -(2 ** 31);
const KINDS = 4;

/** As many values of a field as are useful to a style editor, and as many as are counted, as mapbox-geostats has it. */
const MAX_LISTED_VALUES = 100;
const MAX_COUNTED_VALUES = 1000;

/** What was seen of a field so far. */
interface SeenField {
  numbers: boolean;
  booleans: boolean;
  strings: boolean;
  /** All numbers are whole and have 32 bits at most; one of them is below zero. */
  whole: boolean;
  negative: boolean;
  distinct: number;
  values: FieldValue[];
  min: number;
  max: number;
}

/**
 * What the fields of a layer are, gathered over all of its features or part by part. The type of a field is decided over
 * the whole layer: whole numbers of 32 bits are integers, all other numbers doubles (readers wrap integers above
 * 2^31 − 1), and a field that mixes types is text.
 */
export class FieldStatistics {
  /** Names of the fields in the order of their first appearance. */
  readonly keys: string[] = [];
  readonly #keyNumber = new Map<string, number>();
  readonly #fields: SeenField[] = [];
  /** The values of every field that were counted. */
  readonly #counted = new ByteTable();
  readonly #doubleBytes = new Uint8Array(8);
  readonly #double = new DataView(this.#doubleBytes.buffer);

  /** Adds features behind those that were seen. */
  add({ keys, tokenKey, tokenKind, tokenStart, tokenBytes, numbers }: AttributeColumns): void {
    const own = keys.map((name) => this.#key(name));
    for (let token = 0; token < tokenKey.length; token++) {
      const [kind, from, to] = [tokenKind[token]!, tokenStart[token]!, tokenStart[token + 1]!];
      this.#addValue(own[tokenKey[token]!]!, kind, tokenBytes, from, to);
    }
    for (const { key, values } of numbers) {
      const field = this.#fields[own[key]!]!;
      for (const value of values) {
        if (Number.isNaN(value)) continue;
        addNumber(field, value);
        if (field.distinct === MAX_COUNTED_VALUES) continue;
        this.#double.setFloat64(0, value + 0, true);
        this.#count(own[key]!, NUMBER, this.#doubleBytes, 0, 8);
      }
    }
  }

  /** By key: how its values are written. */
  encodings(): Encoding[] {
    return this.#fields.map(encodingOf);
  }

  /** Whether a field has any number. */
  hasNumbers(name: string): boolean {
    const key = this.#keyNumber.get(name);
    return key !== undefined && this.#fields[key]!.numbers;
  }

  /** Name, type and extent of every field. */
  summaries(): FieldSummary[] {
    return this.#fields.map((field, key): FieldSummary => {
      const encoding = encodingOf(field);
      const type: FieldType = encoding === 'string' || encoding === 'boolean' ? encoding : 'number';
      const { distinct, min, max } = field;
      const values = type === 'string' ? field.values.map(String) : field.values;
      const extent = type === 'number' && distinct > 0 ? { min, max } : {};
      return { name: this.keys[key]!, type, distinct, values, ...extent };
    });
  }

  #key(name: string): number {
    const known = this.#keyNumber.get(name);
    if (known !== undefined) return known;
    const key = this.keys.push(name) - 1;
    this.#keyNumber.set(name, key);
    this.#fields.push(unseenField());
    return key;
  }

  #addValue(key: number, kind: number, bytes: Uint8Array, from: number, to: number): void {
    const field = this.#fields[key]!;
    if (kind === NUMBER) addNumber(field, readDouble(bytes, from));
    else if (kind === STRING) field.strings = true;
    else field.booleans = true;
    if (field.distinct < MAX_COUNTED_VALUES) this.#count(key, kind, bytes, from, to);
  }

  /** Counts and lists a value that was not seen before. */
  #count(key: number, kind: number, bytes: Uint8Array, from: number, to: number): void {
    const field = this.#fields[key]!;
    const before = this.#counted.size;
    if (this.#counted.add(key * KINDS + kind, bytes, from, to) < before) return;
    field.distinct++;
    if (field.values.length < MAX_LISTED_VALUES) field.values.push(readToken(kind, bytes, from, to));
  }
}

/** The same of features that are all there. */
export function statisticsOf(columns: AttributeColumns): FieldStatistics {
  const statistics = new FieldStatistics();
  statistics.add(columns);
  return statistics;
}

export const readDouble = (bytes: Uint8Array, from: number): number =>
  new DataView(bytes.buffer, bytes.byteOffset).getFloat64(from, true);

/** The value of a token whose bytes are [from, to). */
export function readToken(kind: number, bytes: Uint8Array, from: number, to: number): FieldValue {
  if (kind === NUMBER) return readDouble(bytes, from);
  if (kind === TRUE || kind === FALSE) return kind === TRUE;
  return Buffer.from(bytes.buffer, bytes.byteOffset + from, to - from).toString('utf8');
}

const unseenField = (): SeenField => ({
  numbers: false,
  booleans: false,
  strings: false,
  whole: true,
  negative: false,
  distinct: 0,
  values: [],
  min: Infinity,
  max: -Infinity,
});

function addNumber(field: SeenField, value: number): void {
  field.numbers = true;
  if (!isShortInteger(value)) field.whole = false;
  if (value < 0) field.negative = true;
  if (value < field.min) field.min = value;
  if (value > field.max) field.max = value;
}

const isShortInteger = (value: number): boolean =>
  Number.isInteger(value) && value <= MAX_INT32 && value >= MIN_INT32;

function encodingOf({ numbers, booleans, strings, whole, negative }: SeenField): Encoding {
  if (strings || (numbers && booleans)) return 'string';
  if (booleans) return 'boolean';
  if (!whole) return 'double';
  return negative ? 'signed' : 'unsigned';
}
