import { growingInt32 } from '../growing-array.ts';

/** Numbers the tiles of one zoom in the order in which they are first reached. */
export class TileIndex {
  readonly columns = growingInt32();
  readonly rows = growingInt32();
  /** Open addressing; slots hold number + 1. */
  #slots = new Int32Array(1 << 8);

  get size(): number {
    return this.columns.length;
  }

  clear(): void {
    this.columns.length = 0;
    this.rows.length = 0;
    this.#slots.fill(0);
  }

  /** Gives tiles the numbers that they had. */
  restore(columns: Int32Array, rows: Int32Array): void {
    this.clear();
    for (let tile = 0; tile < columns.length; tile++) this.of(columns[tile]!, rows[tile]!);
  }

  /** The number of a tile. */
  of(column: number, row: number): number {
    const mask = this.#slots.length - 1;
    const columns = this.columns.store;
    const rows = this.rows.store;
    let slot = hashTile(column, row) & mask;
    for (let found = this.#slots[slot]!; found !== 0; found = this.#slots[slot]!) {
      if (columns[found - 1] === column && rows[found - 1] === row) return found - 1;
      slot = (slot + 1) & mask;
    }
    const tile = this.size;
    this.columns.push(column);
    this.rows.push(row);
    this.#slots[slot] = tile + 1;
    if (this.size * 2 > this.#slots.length) this.#growSlots();
    return tile;
  }

  #growSlots(): void {
    this.#slots = new Int32Array(this.#slots.length * 4);
    const mask = this.#slots.length - 1;
    for (let tile = 0; tile < this.size; tile++) {
      let slot = hashTile(this.columns.store[tile]!, this.rows.store[tile]!) & mask;
      while (this.#slots[slot] !== 0) slot = (slot + 1) & mask;
      this.#slots[slot] = tile + 1;
    }
  }
}

function hashTile(column: number, row: number): number {
  const hash = Math.imul(column, 0x9e_37_79_b1) ^ Math.imul(row, 0x85_eb_ca_77);
  return hash ^ (hash >>> 15);
}
