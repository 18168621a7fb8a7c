import { firstTileIdOfZoom, zxyToTileId } from '../model/tile-id.ts';
import { estimateBytes, featureBytes, type PlannedLayer } from './estimate-bytes.ts';
import type { TileWindow } from './slice/feature-cutter.ts';
import type { SlicedTiles, SliceJob } from './slice/feature-slicer.ts';

/**
 * Tiles that are baked together: all features are cut into them first, then the tiles are assembled. What lies
 * between, the cut geometry of a batch, is what a bake needs memory for beside its input.
 */
export interface Batch {
  /** Slices in the order of layers and features. */
  slices: SliceJob[];
  /** Tile ids of every zoom of the batch. */
  ranges: { zoom: number; from: number; to: number }[];
}

/** Estimated bytes that one thread cuts, and that one thread assembles, at a time. */
const SLICE_BYTES = 2 ** 20;
const ASSEMBLE_BYTES = 2 ** 19;

/**
 * Divides the zooms into batches. Small zooms go together; a zoom too large for one batch is divided into runs
 * of the Hilbert curve. `batchBytes` is what the cut geometry of one batch may be estimated to take.
 */
export function planBatches(
  minzoom: number,
  maxzoom: number,
  layersOf: (zoom: number) => PlannedLayer[],
  batchBytes: number,
): Batch[] {
  const batches: Batch[] = [];
  let batch: Batch = { slices: [], ranges: [] };
  let filled = 0;
  const close = (): void => {
    if (batch.slices.length > 0) batches.push(batch);
    batch = { slices: [], ranges: [] };
    filled = 0;
  };
  for (let zoom = minzoom; zoom <= maxzoom; zoom++) {
    const world: TileWindow = { west: 0, north: 0, east: 2 ** zoom - 1, south: 2 ** zoom - 1 };
    const layers = layersOf(zoom);
    const total = estimateBytes(layers, zoom, world);
    if (filled + total > batchBytes) close();
    const windows = total > batchBytes ? divideZoom(layers, zoom, batchBytes) : [world];
    for (const window of windows) {
      if (windows.length > 1) close();
      batch.slices.push(...divideFeatures(layers, zoom, window));
      batch.ranges.push({ zoom, ...tileRange(zoom, window) });
    }
    filled += total;
  }
  close();
  return batches;
}

/** Cuts the tiles of a batch into runs of ids with about the same number of bytes. */
export function divideTiles(
  { ranges }: Batch,
  sliced: readonly SlicedTiles[],
): { zoom: number; from: number; to: number }[] {
  return ranges.flatMap(({ zoom, from, to }) => {
    const sources = sliced.filter((source) => source.zoom === zoom);
    const tiles = sources.reduce((sum, { tileId }) => sum + tileId.length, 0);
    const ids = new Float64Array(tiles);
    let at = 0;
    let bytes = 0;
    for (const source of sources) {
      ids.set(source.tileId, at);
      at += source.tileId.length;
      bytes += source.bytes.length;
    }
    if (tiles === 0) return [];
    // Cutting at every nth id of all sources together makes even pieces without counting bytes by tile.
    ids.sort();
    const pieces = Math.min(tiles, Math.ceil(bytes / ASSEMBLE_BYTES));
    const cuts = Array.from({ length: pieces - 1 }, (_, i) => ids[Math.floor(((i + 1) * tiles) / pieces)]!);
    const edges = [from, ...new Set(cuts), to];
    return edges.slice(1).map((edge, i) => ({ zoom, from: edges[i]!, to: edge }));
  });
}

/** Squares of the quadtree along the Hilbert curve, none estimated above the limit if it can be helped. */
function divideZoom(layers: readonly PlannedLayer[], zoom: number, limit: number): TileWindow[] {
  const windows: TileWindow[] = [];
  const descend = (depth: number, column: number, row: number): void => {
    const side = 2 ** (zoom - depth);
    const window = {
      west: column * side,
      north: row * side,
      east: (column + 1) * side - 1,
      south: (row + 1) * side - 1,
    };
    const bytes = estimateBytes(layers, zoom, window);
    if (bytes === 0) return;
    if (bytes <= limit || depth === zoom) {
      windows.push(window);
      return;
    }
    const children = [0, 1, 2, 3].map((i) => [column * 2 + (i & 1), row * 2 + (i >> 1)] as const);
    const id = ([x, y]: readonly [number, number]): number => zxyToTileId(depth + 1, x, y);
    children.sort((a, b) => id(a) - id(b));
    for (const [x, y] of children) descend(depth + 1, x, y);
  };
  descend(0, 0, 0);
  return windows;
}

/** Ranges of features with about the same estimated bytes in a window. */
function divideFeatures(layers: readonly PlannedLayer[], zoom: number, window: TileWindow): SliceJob[] {
  const jobs: SliceJob[] = [];
  for (const { table, layer, kept, drawnShare } of layers) {
    const count = kept?.length ?? table.featureId.length;
    let from = 0;
    let bytes = 0;
    for (let i = 0; i < count; i++) {
      bytes += featureBytes(table, kept === null ? i : kept[i]!, zoom, window, drawnShare);
      if (bytes < SLICE_BYTES && i + 1 < count) continue;
      if (bytes > 0) jobs.push({ layer, zoom, window, from, to: i + 1 });
      from = i + 1;
      bytes = 0;
    }
  }
  return jobs;
}

/** Ids of the tiles of a square of the quadtree, which follow each other on the curve. */
function tileRange(zoom: number, { west, north, east }: TileWindow): { from: number; to: number } {
  const side = east - west + 1;
  const depth = zoom - Math.log2(side);
  const square = zxyToTileId(depth, west / side, north / side) - firstTileIdOfZoom(depth);
  const from = firstTileIdOfZoom(zoom) + square * side * side;
  return { from, to: from + side * side };
}
