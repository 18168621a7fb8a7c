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
  readonly #position: Uint32Array;
  /** By source: the id of that tile; infinite behind the last. */
  readonly #ahead: Float64Array;

  constructor({ from, to, sources }: AssembleJob) {
    this.#to = to;
    this.#sources = sources;
    this.#position = Uint32Array.from(sources, (source) => lowerBound(source.tileId, from));
    this.#ahead = Float64Array.from(sources, (source, i) => source.tileId[this.#position[i]!] ?? Infinity);
  }

  /** Goes to the next tile; false at the end. */
  next(): boolean {
    const ahead = this.#ahead;
    let next = this.#to;
    for (let i = 0; i < ahead.length; i++) if (ahead[i]! < next) next = ahead[i]!;
    if (next === this.#to) return false;
    this.tileId = next;
    return true;
  }

  /** Calls `visit` with every source that has the tile at hand, once, and with its number there. */
  visitSources(visit: (source: SlicedTiles, tile: number) => void): void {
    const ahead = this.#ahead;
    for (let i = 0; i < ahead.length; i++) {
      if (ahead[i] !== this.tileId) continue;
      const source = this.#sources[i]!;
      const tile = this.#position[i]!++;
      ahead[i] = source.tileId[tile + 1] ?? Infinity;
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
