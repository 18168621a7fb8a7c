import type { ArcTable, LayerTable } from './bake-model.ts';
import type { CompleteOptions } from './bake-options.ts';
import { isShownAt, type Kept } from './budget/select-kept.ts';
import type { Crew } from './crew.ts';
import type { AssembleJob } from './encode/tile-walk.ts';
import type { PlannedLayer } from './estimate-bytes.ts';
import type { MemoryLimit } from './memory-limit.ts';
import { divideTiles, planBatches } from './plan.ts';
import { sharedUint8 } from './shared-arrays.ts';
import type { SlicedTiles } from './slice/feature-slicer.ts';
import { handOver, noTiles, type TileSink, type TileTotals } from './tile-totals.ts';
import type { ZoomGeometry } from './zoom/prepare-zooms.ts';

/** By zoom and layer: 1 for every feature that is in a tile; null outside the zooms that are baked. */
export type Seen = (Uint8Array[] | null)[];

/** Layers that are ready to be cut. */
export interface PreparedLayers {
  arcs: ArcTable;
  tables: LayerTable[];
  geometry: ZoomGeometry;
  kept: Kept;
}

/** Cuts features into tiles, assembles the tiles and hands them over, batch by batch. */
export async function bakeBatches(
  crew: Crew,
  prepared: PreparedLayers,
  options: CompleteOptions,
  memory: BatchMemory,
  sink: TileSink,
): Promise<{ totals: TileTotals; seen: Seen }> {
  const { gzipLevel, maxTileBytes, onProgress } = options;
  const { tables } = prepared;
  const totals = noTiles();
  const seen = await cutBatches(crew, prepared, options, memory, (jobs, progress) =>
    crew.run('assemble', { tables, gzipLevel, jobs }, jobs.length, (tiles, job) => {
      handOver(tiles, sink, maxTileBytes, totals);
      onProgress(progress(job));
    }),
  );
  return { totals, seen };
}

type BatchMemory = Pick<MemoryLimit, 'batchBytes' | 'collect'>;

/**
 * Cuts features into tiles batch by batch. What is cut is given to `complete`, as runs of tiles in ascending order of
 * their ids; `progress` is the share of all the work that is done once it has completed a run.
 */
export async function cutBatches(
  crew: Crew,
  { arcs, tables, geometry, kept }: PreparedLayers,
  { minzoom, maxzoom, tolerance }: CompleteOptions,
  memory: BatchMemory,
  complete: (jobs: AssembleJob[], progress: (job: number) => number) => Promise<void>,
): Promise<Seen> {
  const { zooms, dots, drawnShare } = geometry;
  const seen = zooms.map((zoom) => zoom && tables.map((table) => sharedUint8(table.featureId.length)));
  const layersOf = (zoom: number): PlannedLayer[] =>
    tables.flatMap((table, layer) =>
      isShownAt(table, zoom)
        ? [{ table, layer, kept: kept[zoom]![layer] ?? null, drawnShare: drawnShare[zoom]! }]
        : [],
    );
  const batchBytes = memory.batchBytes({ arcs, tables, zooms, dots, kept, seen });
  const batches = planBatches(minzoom, maxzoom, layersOf, batchBytes);
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
    await complete(jobs, (job) => (index + (job + 1) / jobs.length) / batches.length);
  }
  return seen;
}
