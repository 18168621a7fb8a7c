import type { SpillFile } from './spill-file.ts';

/** Bytes between two places of a run that are remembered. */
export const MARK_BYTES = 1 << 13;

/** Tiles as the bytes that lie in a spill file; the places of some of them, ascending by id, the first among them. */
export interface GatheredTiles {
  bytes: Uint8Array;
  markTile: Float64Array;
  markAt: Float64Array;
  /** Tiles with many bytes, and how many these are. */
  heavyTile: Float64Array;
  heavyBytes: Float64Array;
}

/**
 * A part of a tileset in a spill file: blocks of tiles in ascending order of their ids. Of every few thousand bytes it
 * is known which tile begins there, so that any range of tiles can be read without the others.
 */
export class SpilledRun {
  readonly #marks: { tile: Float64Array; at: Float64Array }[] = [];
  #end = 0;

  /** Adds tiles behind those before; nothing else may be written to the file in between. */
  append(file: SpillFile, { bytes, markTile, markAt }: GatheredTiles): void {
    const start = file.append(bytes);
    this.#end = start + bytes.length;
    this.#marks.push({ tile: markTile, at: markAt.map((at) => start + at) });
  }

  /** The run as it is read. */
  finish(): RunMarks {
    const count = this.#marks.reduce((sum, { tile }) => sum + tile.length, 0);
    const tile = new Float64Array(count);
    const at = new Float64Array(count + 1);
    let to = 0;
    for (const marks of this.#marks) {
      tile.set(marks.tile, to);
      at.set(marks.at, to);
      to += marks.tile.length;
    }
    at[count] = this.#end;
    return { tile, at };
  }
}

/** Mark i is tile `tile[i]`, which begins at byte `at[i]`; the run ends at the last of `at`. */
export interface RunMarks {
  tile: Float64Array;
  at: Float64Array;
}

/** The tiles with ids in [from, to), and where runs have them: from the first byte of run i, at 2i, to the last. */
export interface SpilledJob {
  from: number;
  to: number;
  place: Float64Array;
}

/** Cuts all runs together into jobs of about so many bytes. A tile is never cut. */
export function divideRuns(runs: readonly RunMarks[], jobBytes: number): SpilledJob[] {
  const edges = divideIds(runs, jobBytes);
  const next = runs.map(() => 0);
  return edges.slice(1).map((to, i) => {
    const place = new Float64Array(runs.length * 2);
    for (const [run, { tile, at }] of runs.entries()) {
      const first = next[run]!;
      let last = first;
      while (last < tile.length && tile[last]! < to) last++;
      place[run * 2] = at[first]!;
      place[run * 2 + 1] = at[last]!;
      // Behind the last mark there may be tiles of the next job too.
      next[run] = Math.max(first, last - 1);
    }
    return { from: edges[i]!, to, place };
  });
}

/** Ids between which there are about so many bytes of all runs: the first of all, others, and one behind the last. */
function divideIds(runs: readonly RunMarks[], jobBytes: number): number[] {
  const count = runs.reduce((sum, { tile }) => sum + tile.length, 0);
  const ids = new Float64Array(count);
  const bytes = new Float64Array(count);
  let to = 0;
  for (const { tile, at } of runs) {
    ids.set(tile, to);
    for (let i = 0; i < tile.length; i++) bytes[to + i] = at[i + 1]! - at[i]!;
    to += tile.length;
  }
  const order = Uint32Array.from({ length: count }, (_, i) => i).sort((a, b) => ids[a]! - ids[b]!);
  if (count === 0) return [];
  const edges = [ids[order[0]!]!];
  let filled = 0;
  for (const mark of order) {
    if (filled >= jobBytes && ids[mark]! > edges.at(-1)!) {
      edges.push(ids[mark]!);
      filled = 0;
    }
    filled += bytes[mark]!;
  }
  edges.push(Infinity);
  return edges;
}
