import { writeVarint } from './varint.ts';

/** A growing byte array with the number formats of protocol buffers. */
export class ByteWriter {
  /** Everything written so far is `buffer[0..length)`; the array is replaced when it grows. */
  buffer: Uint8Array;
  length = 0;

  constructor(capacity: number) {
    this.buffer = new Uint8Array(capacity);
  }

  /** What was written, as a view that the next write may overtake. */
  bytes(): Uint8Array {
    return this.buffer.subarray(0, this.length);
  }

  /** Makes room for so many more bytes, so that a loop may write to `buffer` itself. */
  reserve(extra: number): void {
    const needed = this.length + extra;
    if (needed <= this.buffer.length) return;
    const larger = new Uint8Array(Math.max(needed, this.buffer.length * 2));
    larger.set(this.buffer.subarray(0, this.length));
    this.buffer = larger;
  }

  /** An unsigned integer below 2^53. */
  varint(value: number): void {
    this.reserve(10);
    this.length = writeVarint(this.buffer, this.length, value);
  }

  /** A signed integer of 32 bits. */
  zigzag(value: number): void {
    this.varint(((value << 1) ^ (value >> 31)) >>> 0);
  }

  double(value: number): void {
    this.reserve(8);
    new DataView(this.buffer.buffer).setFloat64(this.length, value, true);
    this.length += 8;
  }

  append(bytes: Uint8Array): void {
    this.reserve(bytes.length);
    this.buffer.set(bytes, this.length);
    this.length += bytes.length;
  }

  /** Appends bytes [start, end) of an array; cheaper than a view where there are few. */
  appendRange(source: Uint8Array, start: number, end: number): void {
    this.reserve(end - start);
    const { buffer } = this;
    let at = this.length;
    if (end - start > 64) {
      buffer.set(source.subarray(start, end), at);
      at += end - start;
    } else {
      for (let i = start; i < end; i++) buffer[at++] = source[i]!;
    }
    this.length = at;
  }
}
