import type { SlicedTiles } from '../slice/feature-slicer.ts';

/** The tiles with ids in [from, to), out of what was sliced: by layer, and by feature within a layer. */
export interface AssembleJob {
  from: number;
  to: number;
  sources: SlicedTiles[];
}

/** Walks the tiles of a job ascending by their ids. */
export class TileWalk {
  /** The tile at hand. */
  tileId = -1;
  readonly #to: number;
  readonly #sources: readonly SlicedTiles[];
  /** By source: the first of its tiles that was not walked yet. */
  readonly #position: number[];

  constructor({ from, to, sources }: AssembleJob) {
    this.#to = to;
    this.#sources = sources;
    this.#position = sources.map((source) => lowerBound(source.tileId, from));
  }

  /** Goes to the next tile; false at the end. */
  next(): boolean {
    let next = this.#to;
    for (const [i, source] of this.#sources.entries()) {
      const id = source.tileId[this.#position[i]!];
      if (id !== undefined && id < next) next = id;
    }
    if (next === this.#to) return false;
    this.tileId = next;
    return true;
  }

  /** Calls `visit` with every source that has the tile at hand, once, and with its number there. */
  visitSources(visit: (source: SlicedTiles, tile: number) => void): void {
    for (const [i, source] of this.#sources.entries()) {
      const tile = this.#position[i]!;
      if (source.tileId[tile] !== this.tileId) continue;
      this.#position[i] = tile + 1;
      visit(source, tile);
    }
  }
}

/** Index of the first value that is not below `wanted`. */
function lowerBound(values: Float64Array, wanted: number): number {
  let low = 0;
  let high = values.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (values[middle]! < wanted) low = middle + 1;
    else high = middle;
  }
  return low;
}
