import { growingInt32 } from '../growing-array.ts';
import { Cells } from './cells.ts';
import { accumulate } from './segment-grid.ts';
import type { Segments } from './segments.ts';

/** Segments of one arc that follow each other and are looked at as one. */
const RUN = 8;
/** Of runs whose box touches more cells, the cells are found segment by segment. */
const MAX_BOX_CELLS = 12;

/**
 * The segments of a zoom as runs, each with the box around it, sorted into square cells. Segments that follow each
 * other lie side by side: a run is in few cells, and there are several times less entries than segments.
 */
export class RunGrid {
  /** Run r has the segments from `first[r]` to `first[r + 1]`. */
  readonly first: Int32Array;
  /** West, north, east and south of every run. */
  readonly box: Int32Array;
  readonly cells: Cells;
  /** Bucket b has the runs from `start[b]` to `start[b + 1]`; one that lies in several of its cells comes again. */
  readonly start: Int32Array;
  readonly entry: Int32Array;
  /** Every cell of every run: its bucket, and the run. */
  readonly #bucket = growingInt32();
  readonly #run = growingInt32();

  constructor(segments: Segments) {
    this.first = divide(segments);
    const runs = this.first.length - 1;
    this.box = boxesOf(segments, this.first);
    this.cells = new Cells(chooseCellBits(this.box), runs);
    for (let run = 0; run < runs; run++) this.#findCells(segments.ends.store, run);

    this.start = new Int32Array(this.cells.count + 1);
    const { start } = this;
    const bucket = this.#bucket.store;
    const run = this.#run.store;
    const cells = this.#bucket.length;
    for (let i = 0; i < cells; i++) start[bucket[i]!]!++;
    this.entry = new Int32Array(accumulate(start));
    // Filled from the back, each start ends up where its bucket begins.
    for (let i = cells - 1; i >= 0; i--) this.entry[--start[bucket[i]!]!] = run[i]!;
  }

  /** Whether a run is sorted into the cells of its segments, not into all that its box touches. */
  isWide(run: number): boolean {
    const { box } = this;
    const at = run * 4;
    return this.cells.touchedBy(box[at]!, box[at + 1]!, box[at + 2]!, box[at + 3]!) > MAX_BOX_CELLS;
  }

  #findCells(ends: Int32Array, run: number): void {
    const { box, cells, first } = this;
    if (!this.isWide(run)) {
      const at = run * 4;
      this.#addCells(run, cells.ofBox(box[at]!, box[at + 1]!, box[at + 2]!, box[at + 3]!));
      return;
    }
    for (let segment = first[run]!; segment < first[run + 1]!; segment++)
      this.#addCells(run, cells.ofSegment(ends, segment));
  }

  /** Notes the cells that were looked up last for a run. */
  #addCells(run: number, count: number): void {
    const { buckets } = this.cells;
    for (let i = 0; i < count; i++) {
      this.#bucket.push(buckets[i]!);
      this.#run.push(run);
    }
  }
}

/** Where runs begin: with every arc, and after every eighth segment. */
function divide({ arc: { store }, count }: Segments): Int32Array {
  const first = growingInt32();
  for (let segment = 0, begin = 0; segment < count; segment++) {
    if (segment > 0 && store[segment] === store[segment - 1] && segment - begin < RUN) continue;
    begin = segment;
    first.push(segment);
  }
  first.push(count);
  return first.finish();
}

function boxesOf({ ends: { store } }: Segments, first: Int32Array): Int32Array {
  const box = new Int32Array((first.length - 1) * 4);
  for (let run = 0; run + 1 < first.length; run++) {
    const from = first[run]! * 4;
    let west = store[from]!;
    let north = store[from + 1]!;
    let east = west;
    let south = north;
    // Segments of an arc go on where the one before ended.
    for (let i = from + 2; i < first[run + 1]! * 4; i += 4) {
      const x = store[i]!;
      const y = store[i + 1]!;
      if (x < west) west = x;
      else if (x > east) east = x;
      if (y < north) north = y;
      else if (y > south) south = y;
    }
    box[run * 4] = west;
    box[run * 4 + 1] = north;
    box[run * 4 + 2] = east;
    box[run * 4 + 3] = south;
  }
  return box;
}

/** Cells about as large as a usual run; a few long ones must not make them larger. */
function chooseCellBits(box: Int32Array): number {
  let bits = 0;
  for (let i = 0; i < box.length; i += 4) {
    const width = box[i + 2]! - box[i]!;
    const height = box[i + 3]! - box[i + 1]!;
    bits += 32 - Math.clz32(width > height ? width : height);
  }
  return Math.ceil(bits / Math.max(1, box.length / 4));
}
