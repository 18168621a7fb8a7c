import { ByteTable } from './byte-table.ts';
import { growingUint32 } from '../growing-array.ts';

/** What a value was in the source. */
export const STRING = 0;
export const NUMBER = 1;
export const TRUE = 2;
export const FALSE = 3;
export type ValueKind = typeof STRING | typeof NUMBER | typeof TRUE | typeof FALSE;
const KINDS = 4;

/**
 * Attributes of many features as columns. A cell is the number of a token; a token is a value of one key, and
 * equal values of a key are one token.
 */
export interface AttributeColumns {
  keys: string[];
  /** Feature i has the cells from `cellStart[i]` to `cellStart[i + 1]`. */
  cellStart: Uint32Array;
  cell: Uint32Array;
  /** Of every token: its key, its kind, and the bytes [start, next start): UTF-8, or a little-endian double. */
  tokenKey: Uint32Array;
  tokenKind: Uint8Array;
  tokenStart: Uint32Array;
  tokenBytes: Uint8Array;
  /** Numbers that nearly every feature has, each its own: kept apart, NaN where there is none. */
  numbers: { key: number; values: Float64Array }[];
}

const textEncoder = new TextEncoder();

/** Collects attributes, feature by feature. Where a feature gives a key twice, the last value counts. */
export class AttributeCollector {
  readonly #keys: string[] = [];
  readonly #keyNumber = new Map<string, number>();
  readonly #tokens = new ByteTable();
  readonly #cellStart = growingUint32();
  readonly #cell = growingUint32();
  /** By key: the cell that the feature at hand has it in, plus one; older cells are of other features. */
  readonly #cellOfKey: number[] = [];
  readonly #doubleBytes = new Uint8Array(8);
  readonly #double = new DataView(this.#doubleBytes.buffer);
  #featureStart = 0;

  startFeature(): void {
    this.#featureStart = this.#cell.length;
    this.#cellStart.push(this.#featureStart);
  }

  /** Forgets the cells of the feature at hand, which may then be started again. */
  dropFeature(): void {
    this.#cell.length = this.#featureStart;
    this.#cellStart.length--;
  }

  /** Gives a further feature the cells of the one at hand. */
  repeatFeature(): void {
    const from = this.#featureStart;
    const to = this.#cell.length;
    this.startFeature();
    for (let i = from; i < to; i++) this.#cell.push(this.#cell.store[i]!);
  }

  /** The number of a key. */
  key(name: string): number {
    let key = this.#keyNumber.get(name);
    if (key === undefined) {
      key = this.#keys.push(name) - 1;
      this.#keyNumber.set(name, key);
      this.#cellOfKey.push(0);
    }
    return key;
  }

  addNumber(key: number, value: number): void {
    // −0 and 0 are one value.
    this.#double.setFloat64(0, value + 0, true);
    this.#add(key, NUMBER, this.#doubleBytes, 0, 8);
  }

  addBoolean(key: number, value: boolean): void {
    this.#add(key, value ? TRUE : FALSE, this.#doubleBytes, 0, 0);
  }

  addString(key: number, value: string): void {
    const bytes = textEncoder.encode(value);
    this.#add(key, STRING, bytes, 0, bytes.length);
  }

  /** A string given as UTF-8. */
  addUtf8(key: number, bytes: Uint8Array, from: number, to: number): void {
    this.#add(key, STRING, bytes, from, to);
  }

  /** Adds all features of other columns behind those that are here. */
  append(columns: AttributeColumns): void {
    const keys = columns.keys.map((name) => this.key(name));
    const tokens = columns.tokenKey.map((key, token) =>
      this.#tokens.add(
        keys[key]! * KINDS + columns.tokenKind[token]!,
        columns.tokenBytes,
        columns.tokenStart[token]!,
        columns.tokenStart[token + 1]!,
      ),
    );
    const before = this.#cell.length;
    this.#cell.reserve(columns.cell.length);
    const { store } = this.#cell;
    for (let i = 0; i < columns.cell.length; i++) store[before + i] = tokens[columns.cell[i]!]!;
    this.#cell.length = before + columns.cell.length;
    this.#cellStart.reserve(columns.cellStart.length);
    for (let i = 0; i + 1 < columns.cellStart.length; i++)
      this.#cellStart.push(before + columns.cellStart[i]!);
  }

  finish(): AttributeColumns {
    this.#cellStart.push(this.#cell.length);
    const { bytes, start, namespace } = this.#tokens.finish();
    return {
      keys: this.#keys,
      cellStart: this.#cellStart.finish(),
      cell: this.#cell.finish(),
      tokenKey: namespace.map((value) => Math.floor(value / KINDS)),
      tokenKind: Uint8Array.from(namespace, (value) => value % KINDS),
      tokenStart: start,
      tokenBytes: bytes,
      numbers: [],
    };
  }

  #add(key: number, kind: ValueKind, bytes: Uint8Array, from: number, to: number): void {
    const token = this.#tokens.add(key * KINDS + kind, bytes, from, to);
    const known = this.#cellOfKey[key]! - 1;
    if (known >= this.#featureStart && known < this.#cell.length) {
      this.#cell.store[known] = token;
      return;
    }
    this.#cell.push(token);
    this.#cellOfKey[key] = this.#cell.length;
  }
}
