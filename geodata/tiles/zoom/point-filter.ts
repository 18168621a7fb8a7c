/** Bits for each point: one of sixteen points that were not added is taken for one that was. */
const BITS_PER_POINT = 16;
/** Side of the cells of which it is known whether they have no points, in tile steps. */
const CELL_BITS = 6;
const CELL = 1 << CELL_BITS;

/** Remembers points of the step grid by one bit each: what it does not know was never added (Bloom 1970). */
export class PointFilter {
  readonly #points: Uint32Array;
  readonly #cells: Uint32Array;
  /** Number of bits in either, a power of two, less one. */
  readonly #mask: number;
  #lastCellX = Number.MIN_SAFE_INTEGER;
  #lastCellY = Number.MIN_SAFE_INTEGER;

  constructor(capacity: number) {
    const bits = 2 ** Math.max(10, Math.ceil(Math.log2(BITS_PER_POINT * capacity)));
    this.#mask = bits - 1;
    this.#points = new Uint32Array(bits / 32);
    this.#cells = new Uint32Array(bits / 32);
  }

  add(x: number, y: number): void {
    const bit = pointHash(x, y) & this.#mask;
    this.#points[bit >>> 5]! |= 1 << (bit & 31);
    const cellX = x >> CELL_BITS;
    const cellY = y >> CELL_BITS;
    // Vertices of a line mostly share a cell with the one before.
    if (cellX === this.#lastCellX && cellY === this.#lastCellY) return;
    this.#lastCellX = cellX;
    this.#lastCellY = cellY;
    const cell = pointHash(cellX, cellY) & this.#mask;
    this.#cells[cell >>> 5]! |= 1 << (cell & 31);
  }

  mayHave(x: number, y: number): boolean {
    const bit = pointHash(x, y) & this.#mask;
    return (this.#points[bit >>> 5]! & (1 << (bit & 31))) !== 0;
  }

  /** How many strides from a point lead through its cell, if that has no points; 0 if it may have some. */
  emptyStrides(x: number, y: number, strideX: number, strideY: number): number {
    const cell = pointHash(x >> CELL_BITS, y >> CELL_BITS) & this.#mask;
    if ((this.#cells[cell >>> 5]! & (1 << (cell & 31))) !== 0) return 0;
    return Math.min(stridesWithin(x, strideX), stridesWithin(y, strideY));
  }
}

/** Strides that stay in the cell of a coordinate. */
function stridesWithin(value: number, stride: number): number {
  if (stride === 0) return Infinity;
  const inside = value & (CELL - 1);
  return stride > 0 ? Math.floor((CELL - 1 - inside) / stride) : Math.floor(inside / -stride);
}

/** Spreads points of the step grid over whole numbers of 32 bits. */
export function pointHash(x: number, y: number): number {
  let mixed = Math.imul(x, 0x9e_37_79_b1) ^ Math.imul(y, 0x85_eb_ca_6b);
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x2c_1b_3c_6d);
  return mixed ^ (mixed >>> 13);
}
