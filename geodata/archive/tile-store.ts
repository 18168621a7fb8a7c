import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import type { ByteOutput } from './byte-output.ts';

const BUFFER_BYTES = 1 << 20;

/**
 * Appends tile contents to an output, each distinct content once. Contents with equal length and CRC are
 * compared byte by byte before they share a place.
 */
export class TileStore {
  readonly #output: ByteOutput;
  readonly #start: number;
  readonly #buffer = Buffer.allocUnsafe(BUFFER_BYTES);
  #buffered = 0;
  #flushed = 0;
  readonly #hash = createHash('sha256');
  /** Offsets of the contents with one length and CRC: nearly always one. */
  readonly #known = new Map<number, number | number[]>();
  contents = 0;

  /** Contents begin at byte `start` of the output; offsets given out are relative to it. */
  constructor(output: ByteOutput, start: number) {
    this.#output = output;
    this.#start = start;
  }

  get byteLength(): number {
    return this.#flushed + this.#buffered;
  }

  /** Offset of a content equal to `bytes`, which are appended where there is none yet. */
  add(bytes: Uint8Array): number {
    const key = (bytes.length % 0x1f_ff_ff) * 2 ** 32 + crc32(bytes);
    const known = this.#known.get(key);
    if (known !== undefined) {
      const candidates = typeof known === 'number' ? [known] : known;
      const same = candidates.find((offset) => Buffer.compare(this.#read(offset, bytes.length), bytes) === 0);
      if (same !== undefined) return same;
    }

    const offset = this.byteLength;
    this.#append(bytes);
    this.contents++;
    if (known === undefined) this.#known.set(key, offset);
    else this.#known.set(key, typeof known === 'number' ? [known, offset] : [...known, offset]);
    return offset;
  }

  /** Writes what is buffered, and gives the running hash of all contents. */
  finish(): ReturnType<typeof createHash> {
    this.#flush();
    return this.#hash;
  }

  #append(bytes: Uint8Array): void {
    this.#hash.update(bytes);
    if (this.#buffered + bytes.length > BUFFER_BYTES) this.#flush();
    if (bytes.length > BUFFER_BYTES) {
      this.#output.write(bytes, this.#start + this.#flushed);
      this.#flushed += bytes.length;
      return;
    }
    this.#buffer.set(bytes, this.#buffered);
    this.#buffered += bytes.length;
  }

  #flush(): void {
    if (this.#buffered === 0) return;
    this.#output.write(this.#buffer.subarray(0, this.#buffered), this.#start + this.#flushed);
    this.#flushed += this.#buffered;
    this.#buffered = 0;
  }

  #read(offset: number, length: number): Uint8Array {
    // A content lies wholly in the output or wholly in the buffer.
    if (offset < this.#flushed) return this.#output.read(this.#start + offset, length);
    return this.#buffer.subarray(offset - this.#flushed, offset - this.#flushed + length);
  }
}
