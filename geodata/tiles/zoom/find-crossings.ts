import { cross, crossingPoint, type Segments } from './segments.ts';
import { SegmentGrid } from './segment-grid.ts';

/** Two segments that cross, and the step nearest to their crossing. */
export interface Crossing {
  a: number;
  b: number;
  x: number;
  y: number;
}

/**
 * Finds segments of one group that cross: among all there were at first, and later between new ones and those that
 * are still there.
 */
export class CrossingFinder {
  readonly #segments: Segments;
  readonly #group: Int32Array;
  readonly #cellBits: number;
  /** Segments that were there at first. */
  readonly #firstCount: number;
  readonly #grid: SegmentGrid;
  /** Numbers of segments that are no longer there. */
  readonly #gone = new Set<number>();

  /** `group` is by arc; segments of arcs without one are not in the list. */
  constructor(segments: Segments, group: Int32Array) {
    this.#segments = segments;
    this.#group = group;
    this.#firstCount = segments.count;
    this.#cellBits = chooseCellBits(segments);
    this.#grid = new SegmentGrid(segments, 0, segments.count, this.#cellBits);
  }

  remove(segment: number): void {
    this.#gone.add(segment);
  }

  /** All pairs among the segments of the beginning. */
  findAll(): Crossing[] {
    const crossings = new Map<number, Crossing>();
    const { start, entry } = this.#grid;
    const ends = this.#segments.ends.store;
    const arc = this.#segments.arc.store;
    const group = this.#group;
    for (let bucket = 0; bucket + 1 < start.length; bucket++) {
      const last = start[bucket + 1]!;
      for (let k = start[bucket]!; k < last; k++) {
        const a = entry[k]!;
        for (let m = k + 1; m < last; m++) {
          const b = entry[m]!;
          // Neighbours on one line meet at an end; only others can cross.
          if (b - a === 1 || !cross(ends, a, b) || group[arc[a]!] !== group[arc[b]!]) continue;
          crossings.set(a * this.#firstCount + b, { a, b, ...crossingPoint(ends, a, b) });
        }
      }
    }
    return [...crossings.values()];
  }

  /** Pairs of which at least one is among the segments from `from` on. */
  findNew(from: number): Crossing[] {
    const segments = this.#segments;
    const crossings = new Map<number, Crossing>();
    const added = new SegmentGrid(segments, this.#firstCount, segments.count, this.#cellBits);
    for (let a = from; a < segments.count; a++) {
      if (this.#gone.has(a)) continue;
      this.#findIn(this.#grid, a, from, crossings);
      this.#findIn(added, a, from, crossings);
    }
    return [...crossings.values()];
  }

  #findIn(grid: SegmentGrid, a: number, from: number, crossings: Map<number, Crossing>): void {
    const { start, entry } = grid;
    const ends = this.#segments.ends.store;
    const arc = this.#segments.arc.store;
    const cells = grid.bucketsOf(ends, a);
    for (let cell = 0; cell < cells; cell++) {
      const bucket = grid.buckets[cell]!;
      for (let k = start[bucket]!; k < start[bucket + 1]!; k++) {
        const b = entry[k]!;
        // Of two new segments, the pair is found from the first.
        if ((b >= from && b <= a) || !cross(ends, a, b)) continue;
        if (this.#group[arc[a]!] !== this.#group[arc[b]!] || this.#gone.has(b)) continue;
        crossings.set(a * this.#segments.count + b, { a, b, ...crossingPoint(ends, a, b) });
      }
    }
  }
}

/** Cells about twice as large as a usual segment; a few long ones must not make them larger. */
function chooseCellBits({ ends, count }: Segments): number {
  const { store } = ends;
  let bits = 0;
  for (let i = 0; i < count * 4; i += 4) {
    const width = Math.abs(store[i + 2]! - store[i]!);
    const height = Math.abs(store[i + 3]! - store[i + 1]!);
    bits += 32 - Math.clz32(width > height ? width : height);
  }
  return 1 + Math.ceil(bits / Math.max(1, count));
}
