import { RunGrid } from './run-grid.ts';
import { SegmentGrid } from './segment-grid.ts';
import { APART, CROSSING, crossingPoint, relate, type Relation, type Segments } from './segments.ts';
import { Touches } from './touches.ts';

/** Two segments that cross, and the step nearest to their crossing. */
export interface Crossing {
  a: number;
  b: number;
  x: number;
  y: number;
}

/** Cells of the few segments that are added later, as a power of two of steps. */
const ADDED_CELL_BITS = 6;

/**
 * Finds segments of one group that cross: among all there were at first, and later between new ones and those that
 * are still there. Keeps where an end of one is on another.
 */
export class CrossingFinder {
  /** Of all segments there ever were, also of those that are gone. */
  readonly touches = new Touches();
  readonly #segments: Segments;
  readonly #group: Int32Array;
  /** Segments that were there at first. */
  readonly #firstCount: number;
  readonly #runs: RunGrid;
  /** Numbers of segments that are no longer there. */
  readonly #gone = new Set<number>();

  /** `group` is by arc; segments of arcs without one are not in the list. */
  constructor(segments: Segments, group: Int32Array) {
    this.#segments = segments;
    this.#group = group;
    this.#firstCount = segments.count;
    this.#runs = new RunGrid(segments);
  }

  remove(segment: number): void {
    this.#gone.add(segment);
  }

  isGone(segment: number): boolean {
    return this.#gone.has(segment);
  }

  /** All pairs among the segments of the beginning. */
  findAll(): Crossing[] {
    const crossings = new Map<number, Crossing>();
    const ends = this.#segments.ends.store;
    const { first, start, entry } = this.#runs;
    for (let run = 0; run + 1 < first.length; run++) {
      const end = first[run + 1]!;
      for (let a = first[run]!; a < end; a++) {
        for (let b = a + 1; b < end; b++) {
          const relation = relate(ends, a, b);
          if (relation !== APART) this.#note(a, b, relation, crossings);
        }
      }
    }
    for (let bucket = 0; bucket + 1 < start.length; bucket++) {
      const last = start[bucket + 1]!;
      for (let k = start[bucket]!; k < last; k++)
        for (let m = k + 1; m < last; m++) this.#compareRuns(entry[k]!, entry[m]!, bucket, crossings);
    }
    return [...crossings.values()];
  }

  /** Compares the segments of two runs that lie where the boxes of both runs do. */
  #compareRuns(r: number, s: number, bucket: number, crossings: Map<number, Crossing>): void {
    const { box, first, cells } = this.#runs;
    const west = Math.max(box[r * 4]!, box[s * 4]!);
    const north = Math.max(box[r * 4 + 1]!, box[s * 4 + 1]!);
    const east = Math.min(box[r * 4 + 2]!, box[s * 4 + 2]!);
    const south = Math.min(box[r * 4 + 3]!, box[s * 4 + 3]!);
    if (west > east || north > south || r === s) return;
    // Two runs may meet in several cells: only that of the corner counts, unless they are not in all their cells.
    if (cells.at(west, north) !== bucket && !this.#runs.isWide(r) && !this.#runs.isWide(s)) return;
    const ends = this.#segments.ends.store;
    for (let a = first[r]!; a < first[r + 1]!; a++) {
      if (!touches(ends, a, west, north, east, south)) continue;
      for (let b = first[s]!; b < first[s + 1]!; b++) {
        const relation = relate(ends, a, b);
        if (relation !== APART) this.#note(Math.min(a, b), Math.max(a, b), relation, crossings);
      }
    }
  }

  /** Pairs of which at least one is among the segments from `from` on. */
  findNew(from: number): Crossing[] {
    const segments = this.#segments;
    const crossings = new Map<number, Crossing>();
    const added = new SegmentGrid(segments, this.#firstCount, segments.count, ADDED_CELL_BITS);
    for (let b = from; b < segments.count; b++) {
      if (this.#gone.has(b)) continue;
      this.#findAmongFirst(b, crossings);
      this.#findAmongAdded(added, b, crossings);
    }
    return [...crossings.values()];
  }

  #findAmongFirst(b: number, crossings: Map<number, Crossing>): void {
    const { box, first, start, entry, cells } = this.#runs;
    const ends = this.#segments.ends.store;
    const count = cells.ofSegment(ends, b);
    for (let cell = 0; cell < count; cell++) {
      const bucket = cells.buckets[cell]!;
      for (let k = start[bucket]!; k < start[bucket + 1]!; k++) {
        const at = entry[k]! * 4;
        if (!touches(ends, b, box[at]!, box[at + 1]!, box[at + 2]!, box[at + 3]!)) continue;
        for (let a = first[entry[k]!]!; a < first[entry[k]! + 1]!; a++) {
          const relation = relate(ends, a, b);
          if (relation !== APART) this.#note(a, b, relation, crossings);
        }
      }
    }
  }

  /** Compares a segment with those added before it in the cells it runs through. */
  #findAmongAdded({ cells, start, entry }: SegmentGrid, b: number, crossings: Map<number, Crossing>): void {
    const ends = this.#segments.ends.store;
    const count = cells.ofSegment(ends, b);
    for (let cell = 0; cell < count; cell++) {
      const bucket = cells.buckets[cell]!;
      for (let k = start[bucket]!; k < start[bucket + 1]!; k++) {
        if (entry[k]! >= b) continue;
        const relation = relate(ends, entry[k]!, b);
        if (relation !== APART) this.#note(entry[k]!, b, relation, crossings);
      }
    }
  }

  /** Keeps a pair that must not cross: a crossing if both are still there, and ends of either on the other. */
  #note(a: number, b: number, relation: Relation, crossings: Map<number, Crossing>): void {
    const arc = this.#segments.arc.store;
    if (this.#group[arc[a]!] !== this.#group[arc[b]!]) return;
    const ends = this.#segments.ends.store;
    if (relation !== CROSSING) this.touches.add(ends, a, b);
    else if (!this.#gone.has(a)) {
      crossings.set(a * this.#segments.count + b, { a, b, ...crossingPoint(ends, a, b) });
    }
  }
}

/** Whether the box around a segment touches another box. */
function touches(
  ends: Int32Array,
  segment: number,
  west: number,
  north: number,
  east: number,
  south: number,
): boolean {
  const ax = ends[segment * 4]!;
  const bx = ends[segment * 4 + 2]!;
  if ((ax < west && bx < west) || (ax > east && bx > east)) return false;
  const ay = ends[segment * 4 + 1]!;
  const by = ends[segment * 4 + 3]!;
  return !((ay < north && by < north) || (ay > south && by > south));
}
