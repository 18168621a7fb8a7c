import { decodeValue } from '../decode/decode-tile.ts';
import { ProtobufReader } from '../decode/protobuf-reader.ts';

/** Finds the rows of a table that features belong to, and remembers which found none. */
export class RowFinder {
  readonly #rowOfKey: Map<string, number>;
  /** By number of a value among all values of all tiles. */
  readonly #rowOfValue = new Map<number, number>();
  readonly #seen: Uint8Array;
  readonly #unmatched = new Set<number>();

  constructor(keys: readonly string[]) {
    this.#rowOfKey = new Map(keys.map((key, row) => [key, row]));
    this.#seen = new Uint8Array(keys.length);
  }

  /** The row of a feature's id, −1 for none. */
  byId(id: number): number {
    return this.#noted(this.#rowOfKey.get(String(id)) ?? -1, id);
  }

  /** The row of a value, which is the entry [start, end) of a layer; −1 for none. */
  byValue(value: number, raw: Uint8Array, start: number, end: number): number {
    let row = this.#rowOfValue.get(value);
    if (row === undefined) {
      row = this.#rowOfKey.get(textOf(raw, start, end)) ?? -1;
      this.#rowOfValue.set(value, row);
    }
    return this.#noted(row, value);
  }

  /** How many rows found a feature, and how many keys of features found no row. */
  matches(): { rows: number; unmatchedKeys: number } {
    return { rows: this.#seen.reduce((sum, seen) => sum + seen, 0), unmatchedKeys: this.#unmatched.size };
  }

  #noted(row: number, key: number): number {
    if (row < 0) this.#unmatched.add(key);
    else this.#seen[row] = 1;
    return row;
  }
}

/** The value of an entry as a table would write it. */
function textOf(raw: Uint8Array, start: number, end: number): string {
  const entry = new ProtobufReader(raw, start, end);
  entry.nextField();
  return String(decodeValue(entry.message()).value);
}
