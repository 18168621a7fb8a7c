import { availableParallelism } from 'node:os';
import { AtlasError } from '../model/atlas-error.ts';
import { diagnostic, type Diagnostic } from '../model/diagnostic.ts';
import type { BoundingBox } from '../model/geometry.ts';
import type { Layer } from '../model/layer.ts';
import { tileIdToZxy } from '../model/tile-id.ts';
import { POLYGON, type ArcTable, type LayerTable, type ZoomArcs } from './bake-model.ts';
import { rankFeatures } from './budget/priority.ts';
import { Crew } from './crew.ts';
import type { SlicedTiles } from './slice/feature-slicer.ts';
import type { FlatLayer, LayerSettings } from './flat-layer.ts';
import { summarizeLayer, type LayerSummary } from './layer-summary.ts';
import { divideTiles, planBatches, type Batch, type PlannedLayer } from './plan.ts';
import type { ParserOptions } from './read/geojson-parser.ts';
import { readEdges, type EdgeOptions } from './read/read-edges.ts';
import { readGeoJson } from './read/read-geojson.ts';
import { readLayer } from './read/read-layer.ts';
import { sharedUint8, shareUint32 } from './shared-arrays.ts';
import type { AssembledTiles } from './encode/tile-assembler.ts';
import { buildTopology, type SnapTolerance } from './topology/build-topology.ts';
import { MAX_BAKE_ZOOM, WORLD, xToLongitude, yToLatitude } from './world-grid.ts';

/** Where tiles go, in ascending order of their ids; the bytes are gzip'd MVT and may be kept until the call returns. */
export interface TileSink {
  add(tileId: number, bytes: Uint8Array): void;
}

export interface BakeOptions {
  minzoom: number;
  maxzoom: number;
  /** Threads, this one included; default all the machine offers. The tiles do not depend on it. */
  workers?: number;
  /**
   * What a layer may take of a tile before compression: points and lines that do not fit are left out of a zoom
   * by weight, polygons never are. 0 is no limit; default 500,000.
   */
  maxTileBytes?: number;
  /** How far a drawn line may be from the true one, in 1/4096 of a tile; default 1. */
  tolerance?: number;
  /**
   * Borders of a coverage that run along two lines nearer than this become one; in steps of 1/2^30 world.
   * Default 'auto': by the precision of the coordinates.
   */
  snap?: SnapTolerance;
  /** 1 (fast) to 9 (small); default 6. */
  gzipLevel?: number;
  /** Called as work gets done, with its share from 0 to 1. */
  onProgress?: (share: number) => void;
}

/** What was baked. */
export interface BakedTileset {
  tiles: number;
  bounds: BoundingBox;
  minzoom: number;
  maxzoom: number;
  /** Bytes of all tiles before and after compression, and the largest tile before it. */
  rawBytes: number;
  bytes: number;
  largestTile: { z: number; x: number; y: number; rawBytes: number } | null;
  /** Features that are missing from a zoom their layer has, by layer and zoom: how many, and the ids of the first. */
  drops: { layer: string; zoom: number; count: number; features: number[] }[];
  layers: LayerSummary[];
  diagnostics: Diagnostic[];
}

const DEFAULT_MAX_TILE_BYTES = 500_000;
const DEFAULT_TOLERANCE = 1;
const MAX_LISTED_DROPS = 100;
const DEFAULT_GZIP_LEVEL = 6;
/** Below this many vertices starting threads takes longer than the work. */
const VERTICES_WORTH_THREADS = 20_000;
/** Vertices in one piece of simplification. */
const RANGE_VERTICES = 50_000;

/** Features of one file that become a layer. */
export interface FileLayer extends LayerSettings {
  path: string;
  parser: ParserOptions;
  /** How a table of edges is drawn; null for files of features. */
  edges: EdgeOptions | null;
}

/**
 * Bakes layers into vector tiles: shared borders stay shared, every feature is drawn at every zoom of its layer,
 * and the same input gives the same bytes whatever the number of threads.
 */
export async function bakeTileset(
  layers: readonly Layer[],
  options: BakeOptions,
  sink: TileSink,
): Promise<BakedTileset> {
  checkOptions(layers, options);
  const read = layers.map(readLayer);
  const vertices = read.reduce((sum, { flat }) => sum + flat.geometry.x.length, 0);
  const crew = new Crew(vertices < VERTICES_WORTH_THREADS ? 1 : threadsOf(options));
  try {
    const diagnostics = read.flatMap((result) => result.diagnostics);
    return await bakeFlatLayers(
      crew,
      read.map(({ flat }) => flat),
      diagnostics,
      options,
      sink,
    );
  } finally {
    await crew.end();
  }
}

/** The same for layers that are read from files. */
export async function bakeFiles(
  layers: readonly FileLayer[],
  options: BakeOptions,
  sink: TileSink,
): Promise<BakedTileset> {
  checkOptions(layers, options);
  const crew = new Crew(threadsOf(options));
  try {
    const flats: FlatLayer[] = [];
    const diagnostics: Diagnostic[] = [];
    for (const { path, parser, edges, ...settings } of layers) {
      if (edges !== null) {
        const read = await readEdges(crew, path, settings, edges);
        flats.push(read.flat);
        diagnostics.push(...read.diagnostics);
        continue;
      }
      const { geometry, attributes, diagnostics: remarks } = await readGeoJson(crew, path, parser);
      flats.push({ ...settings, declared: null, geometry, attributes, edges: null, weight: null });
      diagnostics.push(...remarks);
    }
    return await bakeFlatLayers(crew, flats, diagnostics, options, sink);
  } finally {
    await crew.end();
  }
}

const threadsOf = ({ workers }: BakeOptions): number => workers ?? availableParallelism();

async function bakeFlatLayers(
  crew: Crew,
  layers: readonly FlatLayer[],
  diagnostics: Diagnostic[],
  options: BakeOptions,
  sink: TileSink,
): Promise<BakedTileset> {
  const { arcs, tables, diagnostics: repairs } = buildTopology(layers, options.snap ?? 'auto');
  const geometry = await prepareZooms(crew, arcs, tables, options);
  const kept = await selectKept(crew, arcs, tables, geometry, options);
  const layersOf = (zoom: number): PlannedLayer[] =>
    tables.flatMap((table, layer) =>
      isShownAt(table, zoom)
        ? [{ table, layer, kept: kept[zoom]![layer] ?? null, drawnShare: geometry.drawnShare[zoom]! }]
        : [],
    );
  const batches = planBatches(options.minzoom, options.maxzoom, layersOf);
  const result = await bakeBatches(crew, tables, geometry, kept, batches, options, sink, [
    ...diagnostics,
    ...repairs,
    ...geometry.diagnostics,
  ]);
  return { ...result, layers: layers.map(summarizeLayer) };
}

const isZoom = (zoom: number): boolean => Number.isInteger(zoom) && zoom >= 0 && zoom <= MAX_BAKE_ZOOM;

function checkOptions(
  layers: readonly { id: string; buffer: number }[],
  { minzoom, maxzoom }: BakeOptions,
): void {
  if (!isZoom(minzoom) || !isZoom(maxzoom) || minzoom > maxzoom) {
    throw new AtlasError(
      'usage',
      `Zooms ${minzoom} to ${maxzoom} were asked for; expected whole numbers from 0 to ${MAX_BAKE_ZOOM}, the lower first.`,
    );
  }
  const seen = new Set<string>();
  for (const { id, buffer } of layers) {
    if (seen.has(id)) throw new AtlasError('usage', `Two layers are named ${id}; names must differ.`);
    seen.add(id);
    if (!Number.isInteger(buffer) || buffer < 0 || buffer > 4096) {
      throw new AtlasError(
        'usage',
        `Layer ${id} has a buffer of ${buffer}; expected a whole number from 0 to 4096.`,
      );
    }
  }
}

/** The arcs at every zoom, and what the zooms leave of each feature. */
interface ZoomGeometry {
  zooms: (ZoomArcs | null)[];
  dots: (Uint8Array[] | null)[];
  drawnShare: number[];
  diagnostics: Diagnostic[];
}

async function prepareZooms(
  crew: Crew,
  arcs: ArcTable,
  tables: LayerTable[],
  options: BakeOptions,
): Promise<ZoomGeometry> {
  const { minzoom, maxzoom, tolerance = DEFAULT_TOLERANCE } = options;
  const ranges = divideArcs(arcs);
  const simplification = { minzoom, maxzoom, tolerance };
  await crew.run('simplify', { arcs, ranges, options: simplification }, ranges.length - 1);

  // The deepest zoom has half of all the work: it goes first.
  const baked = Array.from({ length: maxzoom - minzoom + 1 }, (_, i) => maxzoom - i);
  const geometry: ZoomGeometry = { zooms: [], dots: [], drawnShare: [], diagnostics: [] };
  for (let zoom = 0; zoom <= maxzoom; zoom++) {
    geometry.zooms.push(null);
    geometry.dots.push(null);
    geometry.drawnShare.push(0);
  }
  await crew.run('prepare', { arcs, tables, zooms: baked }, baked.length, ({ drawn, dots, crossings }) => {
    const { zoom } = drawn;
    geometry.zooms[zoom] = drawn;
    geometry.dots[zoom] = dots;
    geometry.drawnShare[zoom] = drawn.x.length / Math.max(1, arcs.x.length);
    if (crossings.left > 0) geometry.diagnostics.push(leftCrossings(zoom, crossings.left));
  });
  return geometry;
}

const leftCrossings = (zoom: number, count: number): Diagnostic =>
  diagnostic('boundary/self-intersection', `Zoom ${zoom}: ${count} pairs of segments still cross.`, {
    count,
  });

const isShownAt = ({ minzoom, maxzoom }: LayerTable, zoom: number): boolean =>
  minzoom <= zoom && zoom <= maxzoom;

/** By zoom and layer: the features that are drawn; null for layers that are drawn whole. */
type Kept = ((Uint32Array | null)[] | null)[];

/** Chooses what is drawn of layers that may not fit into tiles. Polygons are always drawn. */
async function selectKept(
  crew: Crew,
  arcs: ArcTable,
  tables: LayerTable[],
  { zooms, dots }: ZoomGeometry,
  { maxTileBytes = DEFAULT_MAX_TILE_BYTES }: BakeOptions,
): Promise<Kept> {
  const kept: Kept = zooms.map((zoom) => zoom && tables.map(() => null));
  if (maxTileBytes === 0) return kept;
  const order = tables.map((table) =>
    table.featureKind.every((kind) => kind === POLYGON) ? null : shareUint32(rankFeatures(table, arcs)),
  );
  const jobs = zooms
    .flatMap((_, zoom) => tables.map((table, layer) => ({ table, layer, zoom })))
    .filter(({ table, layer, zoom }) => zooms[zoom] && order[layer] && isShownAt(table, zoom))
    .map(({ layer, zoom }) => ({ layer, zoom }))
    // Deep zooms have the most work.
    .toReversed();
  await crew.run(
    'select',
    { tables, zooms, dots, order, maxTileBytes, jobs },
    jobs.length,
    (features, job) => {
      const { layer, zoom } = jobs[job]!;
      kept[zoom]![layer] = features;
    },
  );
  return kept;
}

/** Cuts the arcs into ranges of about the same number of vertices. */
function divideArcs({ start }: ArcTable): number[] {
  const count = start.length - 1;
  const ranges = [0];
  for (let arc = 1; arc < count; arc++) {
    if (start[arc]! - start[ranges.at(-1)!]! >= RANGE_VERTICES) ranges.push(arc);
  }
  if (count > 0) ranges.push(count);
  return ranges;
}

async function bakeBatches(
  crew: Crew,
  tables: LayerTable[],
  { zooms, dots }: ZoomGeometry,
  kept: Kept,
  batches: readonly Batch[],
  options: BakeOptions,
  sink: TileSink,
  diagnostics: Diagnostic[],
): Promise<Omit<BakedTileset, 'layers'>> {
  const { maxTileBytes = DEFAULT_MAX_TILE_BYTES, gzipLevel = DEFAULT_GZIP_LEVEL } = options;
  const seen = zooms.map((zoom) => zoom && tables.map((table) => sharedUint8(table.featureId.length)));
  const result = { tiles: 0, rawBytes: 0, bytes: 0, largestId: -1, largestBytes: 0, overSize: 0 };
  const write = ({ tileId, end, bytes, rawSize }: AssembledTiles): void => {
    for (let i = 0; i < tileId.length; i++) {
      sink.add(tileId[i]!, bytes.subarray(i === 0 ? 0 : end[i - 1], end[i]));
      result.rawBytes += rawSize[i]!;
      if (maxTileBytes > 0 && rawSize[i]! > maxTileBytes) result.overSize++;
      if (rawSize[i]! > result.largestBytes) {
        result.largestBytes = rawSize[i]!;
        result.largestId = tileId[i]!;
      }
    }
    result.tiles += tileId.length;
    result.bytes += bytes.length;
  };
  for (const [index, batch] of batches.entries()) {
    const sliced: SlicedTiles[] = [];
    const input = { tables, zooms, dots, kept, seen };
    await crew.run('slice', { input, jobs: batch.slices }, batch.slices.length, (tiles) => {
      sliced.push(tiles);
    });
    const jobs = divideTiles(batch, sliced).map(({ zoom, from, to }) => ({
      from,
      to,
      sources: sliced.filter((source) => source.zoom === zoom),
    }));
    await crew.run('assemble', { tables, gzipLevel, jobs }, jobs.length, (tiles, job) => {
      write(tiles);
      options.onProgress?.((index + (job + 1) / jobs.length) / batches.length);
    });
  }

  const largestTile =
    result.largestId < 0 ? null : { ...tileIdToZxy(result.largestId), rawBytes: result.largestBytes };
  if (result.overSize > 0 && largestTile !== null) {
    const { z, x, y, rawBytes } = largestTile;
    diagnostics.push(
      diagnostic(
        'tile/over-size',
        `${result.overSize} tiles have more than ${maxTileBytes} bytes; the largest, ${z}/${x}/${y}, has ${rawBytes}.`,
        { count: result.overSize },
      ),
    );
  }
  const drops = findDrops(tables, seen);
  for (const { layer, zoom, count, features } of drops) {
    const message = `Zoom ${zoom} of layer ${layer} does not show ${count} of its features: they do not fit into ${maxTileBytes} bytes per tile.`;
    diagnostics.push(
      diagnostic('tile/dropped-feature', message, {
        at: { path: layer },
        count,
        found: features.slice(0, 10).join(', '),
      }),
    );
  }
  return {
    tiles: result.tiles,
    bounds: boundsOf(tables),
    minzoom: options.minzoom,
    maxzoom: options.maxzoom,
    rawBytes: result.rawBytes,
    bytes: result.bytes,
    largestTile,
    drops,
    diagnostics,
  };
}

/** Features with a geometry that no tile of a zoom shows. */
function findDrops(tables: LayerTable[], seen: (Uint8Array[] | null)[]): BakedTileset['drops'] {
  const drops: BakedTileset['drops'] = [];
  for (const [zoom, layers] of seen.entries()) {
    for (const [layer, table] of tables.entries()) {
      if (layers === null || !isShownAt(table, zoom)) continue;
      const features: number[] = [];
      let count = 0;
      for (let i = 0; i < table.featureId.length; i++) {
        const hasGeometry = table.edges !== null || table.featurePart[i]! < table.featurePart[i + 1]!;
        if (!hasGeometry || layers[layer]![i] === 1) continue;
        count++;
        if (features.length < MAX_LISTED_DROPS) features.push(table.featureId[i]!);
      }
      if (count > 0) drops.push({ layer: table.id, zoom, count, features });
    }
  }
  return drops;
}

function boundsOf(tables: LayerTable[]): BoundingBox {
  let west = WORLD;
  let north = WORLD;
  let east = 0;
  let south = 0;
  for (const { partBox } of tables) {
    for (let i = 0; i < partBox.length; i += 4) {
      west = Math.min(west, partBox[i]!);
      north = Math.min(north, partBox[i + 1]!);
      east = Math.max(east, partBox[i + 2]!);
      south = Math.max(south, partBox[i + 3]!);
    }
  }
  if (west > east) return [0, 0, 0, 0];
  // What crosses the antimeridian reaches both ends of the map.
  if (east > WORLD) [west, east] = [0, WORLD];
  return [xToLongitude(west), yToLatitude(south), xToLongitude(east), yToLatitude(north)];
}
