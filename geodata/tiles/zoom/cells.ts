/** Mixes cell numbers so that neighbours along a row stay neighbours in memory. */
const ROW_STRIDE = 0x9e_37_79_b1;

/** Square cells of 2^bits steps, thrown into a number of buckets that is a power of two: cells may share one. */
export class Cells {
  readonly #bits: number;
  readonly #mask: number;
  /** What was asked for last. */
  buckets: Int32Array = new Int32Array(64);

  /** `entries` is how many things will be sorted into cells. */
  constructor(bits: number, entries: number) {
    this.#bits = bits;
    this.#mask = 2 ** Math.ceil(Math.log2(Math.max(16, entries))) - 1;
  }

  get count(): number {
    return this.#mask + 1;
  }

  /** The bucket of the cell that a place lies in. */
  at(x: number, y: number): number {
    return ((x >> this.#bits) + Math.imul(y >> this.#bits, ROW_STRIDE)) & this.#mask;
  }

  /** How many cells a box touches. */
  touchedBy(west: number, north: number, east: number, south: number): number {
    const bits = this.#bits;
    return ((east >> bits) - (west >> bits) + 1) * ((south >> bits) - (north >> bits) + 1);
  }

  /** Puts the buckets of all cells that a box touches into `buckets`; returns how many. */
  ofBox(west: number, north: number, east: number, south: number): number {
    const bits = this.#bits;
    this.#reserve(this.touchedBy(west, north, east, south));
    let cells = 0;
    for (let row = north >> bits; row <= south >> bits; row++) {
      for (let column = west >> bits; column <= east >> bits; column++)
        this.buckets[cells++] = (column + Math.imul(row, ROW_STRIDE)) & this.#mask;
    }
    return cells;
  }

  /** Puts the buckets of the cells that a segment runs through into `buckets`; returns how many. */
  ofSegment(ends: Int32Array, segment: number): number {
    const bits = this.#bits;
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
    this.#reserve((lastRow - firstRow + 1) * 2 + lastColumn - firstColumn + 1);
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

  #reserve(most: number): void {
    if (this.buckets.length < most * 2) this.buckets = new Int32Array(most * 4);
  }
}
