import { EXTENT, EXTENT_BITS } from './world-grid.ts';

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
  /** Vertices of all slabs: slab s (counted from the first of the call) has [start[s], start[s + 1]). */
  across: Int32Array = new Int32Array(1024);
  along: Int32Array = new Int32Array(1024);
  /** 1 where a vertex begins a new piece; a slab of a ring has one piece at most. */
  begins: Uint8Array = new Uint8Array(1024);
  start: Int32Array = new Int32Array(64);

  /** The log of one walk, in the order of the walk; `#slab` holds 2 × slab + begins. */
  #logAcross: Int32Array = new Int32Array(1024);
  #logAlong: Int32Array = new Int32Array(1024);
  #logSlab: Int32Array = new Int32Array(1024);
  #logged = 0;

  /**
   * Slices vertices [from, to) of a ring (`closed`, without repeated first vertex) or a line. `across` are the
   * coordinates the slabs divide, `along` the others. Only slabs [low, high] are wanted.
   */
  slice(
    across: Int32Array,
    along: Int32Array,
    from: number,
    to: number,
    low: number,
    high: number,
    buffer: number,
    closed: boolean,
  ): void {
    this.#logged = 0;
    let u0 = across[closed ? to - 1 : from]!;
    let v0 = along[closed ? to - 1 : from]!;
    if (!closed) {
      this.#reserve(high - low + 1);
      const last = Math.min(high, lastSlab(u0, buffer));
      for (let s = Math.max(low, firstSlab(u0, buffer)); s <= last; s++) this.#log(u0, v0, s - low, 1);
    }

    for (let i = closed ? from : from + 1; i < to; i++) {
      const u1 = across[i]!;
      const v1 = along[i]!;
      const first = Math.max(low, (Math.min(u0, u1) - buffer - 1) >> EXTENT_BITS);
      const last = Math.min(high, (Math.max(u0, u1) + buffer) >> EXTENT_BITS);
      if (first <= last) {
        this.#reserve(2 * (last - first + 1));
        for (let s = first; s <= last; s++) {
          const near = s * EXTENT - buffer;
          const far = near + EXTENT + 2 * buffer;
          if (u0 >= near && u0 <= far && u1 >= near && u1 <= far) {
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
    this.#sortBySlab(high - low + 1);
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
  #sortBySlab(slabs: number): void {
    const count = this.#logged;
    if (this.start.length < slabs + 1) this.start = new Int32Array(slabs * 2);
    if (this.across.length < count) {
      this.across = new Int32Array(this.#logSlab.length);
      this.along = new Int32Array(this.#logSlab.length);
      this.begins = new Uint8Array(this.#logSlab.length);
    }
    const { start, across, along, begins } = this;
    start.fill(0, 0, slabs + 1);
    for (let i = 0; i < count; i++) start[this.#logSlab[i]! >> 1]!++;
    for (let s = 0, sum = 0; s <= slabs; s++) {
      const size = s < slabs ? start[s]! : 0;
      start[s] = sum;
      sum += size;
    }
    for (let i = 0; i < count; i++) {
      const slab = this.#logSlab[i]!;
      const at = start[slab >> 1]!++;
      across[at] = this.#logAcross[i]!;
      along[at] = this.#logAlong[i]!;
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
