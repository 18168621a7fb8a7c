import type { Segments } from './segments.ts';

/** Mixes cell numbers so that neighbours along a row stay neighbours in memory. */
const ROW_STRIDE = 0x9e_37_79_b1;
/** Stands for a segment that runs through more than one cell. */
const SEVERAL = -1;

/**
 * Buckets of the segments [from, to) by the square cells they run through. Cells share buckets, so a bucket may
 * also hold segments from elsewhere; whoever asks compares boxes anyway.
 */
export class SegmentGrid {
  readonly #cellBits: number;
  readonly #mask: number;
  /** Bucket b has the entries from `start[b]` to `start[b + 1]`. */
  readonly start: Int32Array;
  readonly entry: Int32Array;
  /** What `bucketsOf` found. */
  buckets: Int32Array = new Int32Array(64);

  constructor(segments: Segments, from: number, to: number, cellBits: number) {
    const ends = segments.ends.store;
    const count = to - from;
    this.#cellBits = cellBits;
    this.#mask = 2 ** Math.ceil(Math.log2(Math.max(16, count))) - 1;
    this.start = new Int32Array(this.#mask + 2);
    const { start } = this;
    // Most segments lie in one cell: its bucket is kept for the second pass.
    const only = new Int32Array(count);
    for (let segment = from; segment < to; segment++) {
      const cells = this.bucketsOf(ends, segment);
      only[segment - from] = cells === 1 ? this.buckets[0]! : SEVERAL;
      for (let i = 0; i < cells; i++) start[this.buckets[i]!]!++;
    }
    let sum = 0;
    for (let bucket = 0; bucket < start.length; bucket++) {
      sum += start[bucket]!;
      start[bucket] = sum;
    }
    const entry = new Int32Array(sum);
    this.entry = entry;
    // Filled from the back, each start ends up where its bucket begins.
    for (let segment = to - 1; segment >= from; segment--) {
      const bucket = only[segment - from]!;
      if (bucket !== SEVERAL) {
        entry[--start[bucket]!] = segment;
        continue;
      }
      const cells = this.bucketsOf(ends, segment);
      for (let i = 0; i < cells; i++) entry[--start[this.buckets[i]!]!] = segment;
    }
  }

  /** Puts the buckets of the cells that a segment runs through into `buckets`; returns how many. */
  bucketsOf(ends: Int32Array, segment: number): number {
    const bits = this.#cellBits;
    const ax = ends[segment * 4]!;
    const ay = ends[segment * 4 + 1]!;
    const bx = ends[segment * 4 + 2]!;
    const by = ends[segment * 4 + 3]!;
    const firstRow = (ay < by ? ay : by) >> bits;
    const lastRow = (ay < by ? by : ay) >> bits;
    const firstColumn = (ax < bx ? ax : bx) >> bits;
    const lastColumn = (ax < bx ? bx : ax) >> bits;
    if (firstRow === lastRow && firstColumn === lastColumn) {
      this.buckets[0] = (firstColumn + Math.imul(firstRow, ROW_STRIDE)) & this.#mask;
      return 1;
    }
    const most = (lastRow - firstRow + 1) * 2 + lastColumn - firstColumn + 1;
    if (this.buckets.length < most * 2) this.buckets = new Int32Array(most * 4);
    // A long segment: only the cells between where it enters and leaves every row.
    const slope = (bx - ax) / (by - ay || 1);
    let cells = 0;
    for (let row = firstRow; row <= lastRow; row++) {
      let first = firstColumn;
      let last = lastColumn;
      if (firstRow !== lastRow) {
        const top = Math.max(row << bits, Math.min(ay, by));
        const bottom = Math.min((row + 1) << bits, Math.max(ay, by));
        const atTop = ax + (top - ay) * slope;
        const atBottom = ax + (bottom - ay) * slope;
        first = Math.max(first, Math.floor(Math.min(atTop, atBottom)) >> bits);
        last = Math.min(last, Math.ceil(Math.max(atTop, atBottom)) >> bits);
      }
      for (let column = first; column <= last; column++) {
        this.buckets[cells++] = (column + Math.imul(row, ROW_STRIDE)) & this.#mask;
      }
    }
    return cells;
  }
}
