import type { AttributeTable, LayerTable } from '../bake-model.ts';
import { hashBytes } from '../encode/byte-table.ts';
import { sharedUint32 } from '../shared-arrays.ts';

/** Bits of the table that says which values a tile already has. */
const TABLE_BITS = 25;
/** Bytes of a number in the values of a tile: tags, lengths and a double. */
export const NUMBER_BYTES = 11;

/** Memory of a table in which nothing is known yet. */
export const noKnownValues = (): Uint32Array => sharedUint32(2 ** (TABLE_BITS - 5));

/** A hash of every value of a layer; equal values have the same in whatever part of the layer they are. */
export function hashValues({ values, valueStart }: AttributeTable): Uint32Array {
  const hashes = sharedUint32(valueStart.length - 1);
  for (let i = 0; i < hashes.length; i++)
    hashes[i] = hashBytes(0, values, valueStart[i]!, valueStart[i + 1]!);
  return hashes;
}

/**
 * Remembers which values tiles already have, so that a value many features share is counted once for a tile. A
 * table of bits: now and then it takes a value for known that is not, which makes a tile larger by its bytes.
 */
export class KnownValues {
  readonly #bits: Uint32Array;
  readonly #hashes: Uint32Array;
  readonly #double = new Float64Array(1);
  readonly #halves = new Int32Array(this.#double.buffer);

  /** `bits` is memory as `noKnownValues` gives it, `hashes` are those of the layer's values. */
  constructor(bits: Uint32Array, hashes: Uint32Array) {
    this.#bits = bits;
    this.#hashes = hashes;
  }

  /** Bytes of the values that a feature would bring into a tile. */
  newBytes({ attributes }: LayerTable, feature: number, tile: number): number {
    const { cell, cellStart, tokenValue, valueStart, numbers } = attributes;
    let bytes = 0;
    for (let i = cellStart[feature]!; i < cellStart[feature + 1]!; i++) {
      const value = tokenValue[cell[i]!]!;
      if (!this.#has(bitOf(this.#hashes[value]!, tile))) bytes += valueStart[value + 1]! - valueStart[value]!;
    }
    for (const { values } of numbers)
      if (!this.#has(this.#bitOfNumber(values[feature]!, tile))) bytes += NUMBER_BYTES;
    return bytes;
  }

  remember({ attributes }: LayerTable, feature: number, tile: number): void {
    const { cell, cellStart, tokenValue, numbers } = attributes;
    for (let i = cellStart[feature]!; i < cellStart[feature + 1]!; i++) {
      this.#set(bitOf(this.#hashes[tokenValue[cell[i]!]!]!, tile));
    }
    for (const { values } of numbers) this.#set(this.#bitOfNumber(values[feature]!, tile));
  }

  #bitOfNumber(value: number, tile: number): number {
    this.#double[0] = value;
    return bitOf(this.#halves[0]! ^ Math.imul(this.#halves[1]!, 0x27_d4_eb_2f), tile);
  }

  #has(bit: number): boolean {
    return (this.#bits[bit >>> 5]! & (1 << (bit & 31))) !== 0;
  }

  #set(bit: number): void {
    this.#bits[bit >>> 5]! |= 1 << (bit & 31);
  }
}

function bitOf(value: number, tile: number): number {
  let hash = Math.imul(value, 0x9e_37_79_b1) ^ Math.imul(tile + 1, 0x85_eb_ca_77);
  hash = Math.imul(hash ^ (hash >>> 15), 0xc2_b2_ae_3d);
  return (hash ^ (hash >>> 13)) >>> (32 - TABLE_BITS);
}
