import type { ArcTable, LayerTable } from './bake-model.ts';
import type { CompleteOptions } from './bake-options.ts';
import { isShownAt, type Kept } from './budget/select-kept.ts';
import type { Crew } from './crew.ts';
import type { AssembledTiles } from './encode/tile-assembler.ts';
import type { MemoryLimit } from './memory-limit.ts';
import { divideTiles, planBatches, type PlannedLayer } from './plan.ts';
import { sharedUint8 } from './shared-arrays.ts';
import type { SlicedTiles } from './slice/feature-slicer.ts';
import type { ZoomGeometry } from './zoom/prepare-zooms.ts';

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
  /** By zoom and layer: 1 for every feature that is in a tile. */
  seen: (Uint8Array[] | null)[];
}

/** Cuts features into tiles, assembles the tiles and hands them over, batch by batch. */
export async function bakeBatches(
  crew: Crew,
  arcs: ArcTable,
  tables: LayerTable[],
  { zooms, dots, drawnShare }: ZoomGeometry,
  kept: Kept,
  options: CompleteOptions,
  memory: Pick<MemoryLimit, 'batchBytes' | 'collect'>,
  sink: TileSink,
): Promise<TileTotals> {
  const { minzoom, maxzoom, maxTileBytes, gzipLevel, tolerance, onProgress } = options;
  const seen = zooms.map((zoom) => zoom && tables.map((table) => sharedUint8(table.featureId.length)));
  const layersOf = (zoom: number): PlannedLayer[] =>
    tables.flatMap((table, layer) =>
      isShownAt(table, zoom)
        ? [{ table, layer, kept: kept[zoom]![layer] ?? null, drawnShare: drawnShare[zoom]! }]
        : [],
    );
  const batchBytes = memory.batchBytes({ arcs, tables, zooms, dots, kept, seen });
  const batches = planBatches(minzoom, maxzoom, layersOf, batchBytes);
  const totals: TileTotals = {
    tiles: 0,
    rawBytes: 0,
    bytes: 0,
    largestId: -1,
    largestBytes: 0,
    overSize: 0,
    seen,
  };
  for (const [index, batch] of batches.entries()) {
    memory.collect();
    const sliced: SlicedTiles[] = [];
    const input = { arcs, tables, zooms, dots, kept, seen, tolerance };
    await crew.run('slice', { input, jobs: batch.slices }, batch.slices.length, (tiles) => {
      sliced.push(tiles);
    });
    const jobs = divideTiles(batch, sliced).map(({ zoom, from, to }) => ({
      from,
      to,
      sources: sliced.filter((source) => source.zoom === zoom),
    }));
    await crew.run('assemble', { tables, gzipLevel, jobs }, jobs.length, (tiles, job) => {
      handOver(tiles, sink, maxTileBytes, totals);
      onProgress((index + (job + 1) / jobs.length) / batches.length);
    });
  }
  return totals;
}

function handOver(
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
