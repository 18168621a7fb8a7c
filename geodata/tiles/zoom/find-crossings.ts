import { SegmentGrid } from './segment-grid.ts';
import { cross, crossingPoint, type Segments } from './segments.ts';

/** Segments that follow each other and are compared as a run. */
const RUN = 8;

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
    const ends = this.#segments.ends.store;
    // Segments that follow each other lie side by side in memory: they are compared first, and cells that hold
    // nothing but such a run, as most do, need not be looked into.
    for (let a = 0; a < this.#firstCount; a++) {
      const last = Math.min(a + RUN, this.#firstCount);
      for (let b = a + 1; b < last; b++) if (cross(ends, a, b)) this.#note(a, b, crossings);
    }
    const { start, entry } = this.#grid;
    for (let bucket = 0; bucket + 1 < start.length; bucket++) {
      const first = start[bucket]!;
      const last = start[bucket + 1]! - 1;
      if (last - first < RUN && last - first === entry[last]! - entry[first]!) continue;
      for (let k = first; k < last; k++) {
        const a = entry[k]!;
        for (let m = k + 1; m <= last; m++)
          if (cross(ends, a, entry[m]!)) this.#note(a, entry[m]!, crossings);
      }
    }
    return [...crossings.values()];
  }

  /** Pairs of which at least one is among the segments from `from` on. */
  findNew(from: number): Crossing[] {
    const segments = this.#segments;
    const crossings = new Map<number, Crossing>();
    const added = new SegmentGrid(segments, this.#firstCount, segments.count, this.#cellBits);
    for (let b = from; b < segments.count; b++) {
      if (this.#gone.has(b)) continue;
      this.#findIn(this.#grid, b, crossings);
      this.#findIn(added, b, crossings);
    }
    return [...crossings.values()];
  }

  /** Compares a segment with those before it in the cells it runs through. */
  #findIn(grid: SegmentGrid, b: number, crossings: Map<number, Crossing>): void {
    const { start, entry } = grid;
    const ends = this.#segments.ends.store;
    const cells = grid.bucketsOf(ends, b);
    for (let cell = 0; cell < cells; cell++) {
      const bucket = grid.buckets[cell]!;
      for (let k = start[bucket]!; k < start[bucket + 1]!; k++) {
        if (entry[k]! < b && cross(ends, entry[k]!, b)) this.#note(entry[k]!, b, crossings);
      }
    }
  }

  /** Keeps a pair, if both are still there and must not cross. */
  #note(a: number, b: number, crossings: Map<number, Crossing>): void {
    const arc = this.#segments.arc.store;
    if (this.#group[arc[a]!] !== this.#group[arc[b]!] || this.#gone.has(a)) return;
    crossings.set(a * this.#segments.count + b, { a, b, ...crossingPoint(this.#segments.ends.store, a, b) });
  }
}

/** Cells several times as large as a usual segment; a few long ones must not make them larger. */
function chooseCellBits({ ends, count }: Segments): number {
  const { store } = ends;
  let bits = 0;
  for (let i = 0; i < count * 4; i += 4) {
    const width = Math.abs(store[i + 2]! - store[i]!);
    const height = Math.abs(store[i + 3]! - store[i + 1]!);
    bits += 32 - Math.clz32(width > height ? width : height);
  }
  return 2 + Math.ceil(bits / Math.max(1, count));
}
