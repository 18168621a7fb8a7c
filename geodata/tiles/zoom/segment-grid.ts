import { Cells } from './cells.ts';
import type { Segments } from './segments.ts';

/**
 * Buckets of the segments [from, to) by the square cells they run through. Cells share buckets, so a bucket may
 * also hold segments from elsewhere; whoever asks compares boxes anyway.
 */
export class SegmentGrid {
  readonly cells: Cells;
  /** Bucket b has the entries from `start[b]` to `start[b + 1]`. */
  readonly start: Int32Array;
  readonly entry: Int32Array;

  constructor({ ends: { store } }: Segments, from: number, to: number, cellBits: number) {
    const cells = new Cells(cellBits, to - from);
    const start = new Int32Array(cells.count + 1);
    this.cells = cells;
    this.start = start;
    for (let segment = from; segment < to; segment++) {
      const count = cells.ofSegment(store, segment);
      for (let i = 0; i < count; i++) start[cells.buckets[i]!]!++;
    }
    this.entry = new Int32Array(accumulate(start));
    // Filled from the back, each start ends up where its bucket begins.
    for (let segment = to - 1; segment >= from; segment--) {
      const count = cells.ofSegment(store, segment);
      for (let i = 0; i < count; i++) this.entry[--start[cells.buckets[i]!]!] = segment;
    }
  }
}

/** Turns counts into ends; returns their sum. */
export function accumulate(counts: Int32Array): number {
  let sum = 0;
  for (let i = 0; i < counts.length; i++) {
    sum += counts[i]!;
    counts[i] = sum;
  }
  return sum;
}
