import { growingInt32, growingUint32 } from '../growing-array.ts';
import { ByteWriter } from './byte-writer.ts';

/**
 * Numbers distinct byte strings in the order they are first seen. Equal bytes in different namespaces are
 * different strings.
 */
export class ByteTable {
  readonly #blob = new ByteWriter(1 << 12);
  /** String i is the bytes from `#start[i]` to `#start[i + 1]` of the blob. */
  readonly #start = growingUint32();
  readonly #namespace = growingUint32();
  readonly #hash = growingInt32();
  /** Open addressing; slots hold index + 1. */
  #slots = new Int32Array(1 << 10);

  constructor() {
    this.#start.push(0);
  }

  get size(): number {
    return this.#namespace.length;
  }

  /** All strings, one after the other, and where each begins. */
  finish(): { bytes: Uint8Array; start: Uint32Array; namespace: Uint32Array } {
    return {
      bytes: this.#blob.bytes().slice(),
      start: this.#start.finish(),
      namespace: this.#namespace.finish(),
    };
  }

  /** The number of bytes [from, to) of an array, which is new where they were not seen before. */
  add(namespace: number, source: Uint8Array, from: number, to: number): number {
    const mask = this.#slots.length - 1;
    const start = this.#start.store;
    const hash = hashBytes(namespace, source, from, to);
    let slot = hash & mask;
    for (;;) {
      const found = this.#slots[slot]! - 1;
      if (found < 0) break;
      const at = start[found]!;
      if (
        this.#hash.store[found] === hash &&
        this.#namespace.store[found] === namespace &&
        start[found + 1]! - at === to - from
      ) {
        const blob = this.#blob.buffer;
        let same = 0;
        while (same < to - from && blob[at + same] === source[from + same]) same++;
        if (same === to - from) return found;
      }
      slot = (slot + 1) & mask;
    }
    const index = this.size;
    this.#blob.appendRange(source, from, to);
    this.#start.push(this.#blob.length);
    this.#namespace.push(namespace);
    this.#hash.push(hash);
    this.#slots[slot] = index + 1;
    if (this.size * 2 > this.#slots.length) this.#growSlots();
    return index;
  }

  #growSlots(): void {
    const slots = new Int32Array(this.#slots.length * 4);
    const mask = slots.length - 1;
    const hash = this.#hash.store;
    for (let i = 0; i < this.size; i++) {
      let slot = hash[i]! & mask;
      while (slots[slot] !== 0) slot = (slot + 1) & mask;
      slots[slot] = i + 1;
    }
    this.#slots = slots;
  }
}

/** FNV-1a over the bytes, with a last mixing step so that the low bits are good. */
export function hashBytes(namespace: number, bytes: Uint8Array, from: number, to: number): number {
  let hash = 0x81_1c_9d_c5 ^ Math.imul(namespace + 1, 0x9e_37_79_b1);
  for (let i = from; i < to; i++) hash = Math.imul(hash ^ bytes[i]!, 0x01_00_01_93);
  return hash ^ (hash >>> 15);
}
