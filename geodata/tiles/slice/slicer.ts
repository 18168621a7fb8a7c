import { EXTENT, EXTENT_BITS } from '../world-grid.ts';

/** Slabs that a coordinate belongs to, with the buffer: from `firstSlab` to `lastSlab`, ends included. */
export const firstSlab = (value: number, buffer: number): number => (value - buffer - 1) >> EXTENT_BITS;
export const lastSlab = (value: number, buffer: number): number => (value + buffer) >> EXTENT_BITS;

/**
 * Cuts a line or ring into parallel slabs of one tile's width plus a buffer on both sides: columns first, rows
 * of each column second. All slabs are served in one walk over the vertices, so the work grows with vertices
 * and crossings, not with slabs. Where a segment crosses the edge of a slab, the crossing is computed from the
 * segment's own ends in the order of their coordinate: whichever ring walks a shared border in whichever
 * direction gets the same vertex.
 */
export class Slicer {
  /** Slabs of the last call: `low` is the first of them; slab s has vertices [start[s − low], start[s − low + 1]). */
  low = 0;
  slabs = 0;
  start: Int32Array = new Int32Array(64);
  /** The vertices: those that were given, where they all lie in one slab. */
  across: Int32Array = new Int32Array(0);
  along: Int32Array = new Int32Array(0);
  /** 1 where a vertex begins a new piece; a slab of a ring, and what lies in one slab, has one piece at most. */
  begins: Uint8Array = new Uint8Array(1024);
  isWhole = false;

  /** Vertices sorted by slab. */
  #sortedAcross: Int32Array = new Int32Array(1024);
  #sortedAlong: Int32Array = new Int32Array(1024);

  /** The log of one walk, in the order of the walk; `#logSlab` holds 2 × (slab − low) + begins. */
  #logAcross: Int32Array = new Int32Array(1024);
  #logAlong: Int32Array = new Int32Array(1024);
  #logSlab: Int32Array = new Int32Array(1024);
  #logged = 0;

  /**
   * Slices vertices [from, to) of a ring (`closed`, without repeated first vertex) or a line. `across` are the
   * coordinates the slabs divide, `along` the others. Of the slabs that the vertices reach, only those in
   * [lowest, highest] are wanted.
   */
  slice(
    across: Int32Array,
    along: Int32Array,
    from: number,
    to: number,
    lowest: number,
    highest: number,
    buffer: number,
    closed: boolean,
  ): void {
    let least = across[from]!;
    let most = least;
    for (let i = from + 1; i < to; i++) {
      const u = across[i]!;
      if (u < least) least = u;
      else if (u > most) most = u;
    }
    const low = Math.max(lowest, firstSlab(least, buffer));
    const high = Math.min(highest, lastSlab(most, buffer));
    this.low = low;
    this.slabs = Math.max(0, high - low + 1);
    if (high < low) return;
    if (this.start.length < this.slabs + 1) this.start = new Int32Array(this.slabs * 2);
    this.isWhole = low === high && least >= low * EXTENT - buffer && most <= (low + 1) * EXTENT + buffer;
    if (this.isWhole) {
      // Nothing to cut.
      this.across = across;
      this.along = along;
      this.start[0] = from;
      this.start[1] = to;
      return;
    }
    this.#walk(across, along, from, to, low, high, buffer, closed);
    this.#sortBySlab();
  }

  #walk(
    across: Int32Array,
    along: Int32Array,
    from: number,
    to: number,
    low: number,
    high: number,
    buffer: number,
    closed: boolean,
  ): void {
    // Every segment logs at most two vertices in each slab it reaches, and most reach one or two slabs.
    this.#logged = 0;
    this.#reserve(2 * (high - low + 1));
    let u0 = across[closed ? to - 1 : from]!;
    let v0 = along[closed ? to - 1 : from]!;
    if (!closed) {
      const last = Math.min(high, lastSlab(u0, buffer));
      for (let s = Math.max(low, firstSlab(u0, buffer)); s <= last; s++) this.#log(u0, v0, s - low, 1);
    }
    for (let i = closed ? from : from + 1; i < to; i++) {
      const u1 = across[i]!;
      const v1 = along[i]!;
      const least = u0 < u1 ? u0 : u1;
      const most = u0 < u1 ? u1 : u0;
      let first = (least - buffer - 1) >> EXTENT_BITS;
      let last = (most + buffer) >> EXTENT_BITS;
      if (first < low) first = low;
      if (last > high) last = high;
      if (first <= last) {
        this.#reserve(2 * (last - first + 1));
        for (let s = first; s <= last; s++) {
          const near = s * EXTENT - buffer;
          const far = near + EXTENT + 2 * buffer;
          if (least >= near && most <= far) {
            this.#log(u1, v1, s - low, 0);
            continue;
          }
          // Coming in over an edge begins a piece; leaving over one ends it.
          if (u0 < near) this.#log(near, crossing(u0, v0, u1, v1, near), s - low, 1);
          else if (u0 > far) this.#log(far, crossing(u0, v0, u1, v1, far), s - low, 1);
          if (u1 < near) this.#log(near, crossing(u0, v0, u1, v1, near), s - low, 0);
          else if (u1 > far) this.#log(far, crossing(u0, v0, u1, v1, far), s - low, 0);
          else this.#log(u1, v1, s - low, 0);
        }
      }
      u0 = u1;
      v0 = v1;
    }
  }

  #log(u: number, v: number, slab: number, begins: number): void {
    const at = this.#logged++;
    this.#logAcross[at] = u;
    this.#logAlong[at] = v;
    this.#logSlab[at] = slab * 2 + begins;
  }

  #reserve(extra: number): void {
    if (this.#logged + extra <= this.#logSlab.length) return;
    const length = Math.max(this.#logSlab.length * 2, this.#logged + extra);
    this.#logAcross = grow(this.#logAcross, length);
    this.#logAlong = grow(this.#logAlong, length);
    this.#logSlab = grow(this.#logSlab, length);
  }

  /** A counting sort keeps the order of the walk within each slab. */
  #sortBySlab(): void {
    const count = this.#logged;
    const { slabs } = this;
    if (this.begins.length < count) {
      this.begins = new Uint8Array(this.#logSlab.length);
      this.#sortedAcross = new Int32Array(this.#logSlab.length);
      this.#sortedAlong = new Int32Array(this.#logSlab.length);
    }
    const { start, begins } = this;
    const across = this.#sortedAcross;
    const along = this.#sortedAlong;
    this.across = across;
    this.along = along;
    const logAcross = this.#logAcross;
    const logAlong = this.#logAlong;
    const logSlab = this.#logSlab;
    start.fill(0, 0, slabs + 1);
    for (let i = 0; i < count; i++) start[logSlab[i]! >> 1]!++;
    let sum = 0;
    for (let s = 0; s <= slabs; s++) {
      const size = start[s]!;
      start[s] = sum;
      sum += size;
    }
    for (let i = 0; i < count; i++) {
      const slab = logSlab[i]!;
      const at = start[slab >> 1]!++;
      across[at] = logAcross[i]!;
      along[at] = logAlong[i]!;
      begins[at] = slab & 1;
    }
    // Placing moved every start to the next slab's: move them back.
    for (let s = slabs; s > 0; s--) start[s] = start[s - 1]!;
    start[0] = 0;
  }
}

/** Where the segment meets a line across it, rounded to a step; the same from both of its directions. */
function crossing(u0: number, v0: number, u1: number, v1: number, edge: number): number {
  return u0 < u1
    ? v0 + Math.floor(((v1 - v0) * (edge - u0)) / (u1 - u0) + 0.5)
    : v1 + Math.floor(((v0 - v1) * (edge - u1)) / (u0 - u1) + 0.5);
}

function grow(array: Int32Array, length: number): Int32Array {
  const larger = new Int32Array(length);
  larger.set(array);
  return larger;
}
