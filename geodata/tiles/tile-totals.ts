import type { AssembledTiles } from './encode/tile-assembler.ts';

/** Where tiles go, in ascending order of their ids: gzip'd MVT. The bytes may be reused after the call. */
export interface TileSink {
  add(tileId: number, bytes: Uint8Array): void;
}

/** What the tiles came to. */
export interface TileTotals {
  tiles: number;
  /** Bytes of all tiles before and after compression. */
  rawBytes: number;
  bytes: number;
  /** The largest tile before compression; −1 where there is none. */
  largestId: number;
  largestBytes: number;
  /** Tiles above the limit. */
  overSize: number;
}

export const noTiles = (): TileTotals => ({
  tiles: 0,
  rawBytes: 0,
  bytes: 0,
  largestId: -1,
  largestBytes: 0,
  overSize: 0,
});

/** Gives tiles to the sink, and counts them. */
export function handOver(
  { tileId, end, bytes, rawSize }: AssembledTiles,
  sink: TileSink,
  maxTileBytes: number,
  totals: TileTotals,
): void {
  for (let i = 0; i < tileId.length; i++) {
    sink.add(tileId[i]!, bytes.subarray(i === 0 ? 0 : end[i - 1], end[i]));
    totals.rawBytes += rawSize[i]!;
    if (maxTileBytes > 0 && rawSize[i]! > maxTileBytes) totals.overSize++;
    if (rawSize[i]! > totals.largestBytes) {
      totals.largestBytes = rawSize[i]!;
      totals.largestId = tileId[i]!;
    }
  }
  totals.tiles += tileId.length;
  totals.bytes += bytes.length;
}
