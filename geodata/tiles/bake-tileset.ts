import type { Diagnostic } from '../model/diagnostic.ts';
import type { Layer } from '../model/layer.ts';
import { bakeBatches, type TileSink } from './bake-batches.ts';
import { completeOptions, type BakeOptions, type CompleteOptions } from './bake-options.ts';
import { reportBake, type BakedTileset } from './bake-report.ts';
import { selectKept } from './budget/select-kept.ts';
import { Crew } from './crew.ts';
import { releaseVertices, type FlatLayer } from './flat-layer.ts';
import { bytesOf, MemoryLimit } from './memory-limit.ts';
import { refuseEmpty } from './refuse-empty.ts';
import { sizeOfFile } from './read/files.ts';
import { layersOf, readFiles, type FileLayer } from './read/read-files.ts';
import { readLayer } from './read/read-layer.ts';
import { buildTopology } from './topology/build-topology.ts';
import { prepareZooms } from './zoom/prepare-zooms.ts';

/** Bytes of GeoJSON for each vertex, about. */
const VERTEX_BYTES = 25;
/** An edge, one line of a table, becomes many vertices. */
const EDGE_BYTES = 2;

/** Bytes that are held of every byte of a file, at the least: coordinates have many digits, and fields take none. */
const HELD_OF_GEOJSON = 0.3;
const HELD_OF_EDGES = 0.8;
/** Bytes of a vertex while borders are matched, beside its coordinates; of a feature while features are ranked. */
const MATCHED_VERTEX_BYTES = 25;
const ARC_VERTEX_BYTES = 9;
const RANKED_FEATURE_BYTES = 60;

/**
 * Bakes layers into vector tiles: shared borders stay shared, every polygon is drawn at every zoom of its layer,
 * and the same input gives the same bytes whatever the number of threads.
 */
export async function bakeTileset(
  layers: readonly Layer[],
  options: BakeOptions,
  sink: TileSink,
): Promise<BakedTileset> {
  const complete = completeOptions(layers, options);
  const read = layers.map(readLayer);
  const vertices = read.reduce((sum, { flat }) => sum + flat.geometry.x.length, 0);
  const threads = vertices < complete.threadsFrom ? 1 : complete.workers;
  const memory = new MemoryLimit(complete.memory, threads);
  const crew = new Crew(threads);
  try {
    const flats = read.map(({ flat }) => flat);
    const diagnostics = read.flatMap((result) => result.diagnostics);
    return await bakeFlatLayers(crew, memory, flats, diagnostics, complete, sink);
  } finally {
    await crew.end();
  }
}

/** The same for layers that are read from files. */
export async function bakeFiles(
  files: readonly FileLayer[],
  options: BakeOptions,
  sink: TileSink,
): Promise<BakedTileset> {
  const complete = completeOptions(layersOf(files), options);
  const vertices = files.reduce(
    (sum, { path, content }) =>
      sum + sizeOfFile(path) / (content.kind === 'edges' ? EDGE_BYTES : VERTEX_BYTES),
    0,
  );
  const threads = vertices < complete.threadsFrom ? 1 : complete.workers;
  const memory = new MemoryLimit(complete.memory, threads);
  memory.require(leastBytes(files), 'geometry at least');
  const crew = new Crew(threads);
  try {
    complete.onStep('Read features');
    const { layers, diagnostics } = await readFiles(crew, files);
    return await bakeFlatLayers(crew, memory, layers, diagnostics, complete, sink);
  } finally {
    await crew.end();
  }
}

async function bakeFlatLayers(
  crew: Crew,
  memory: MemoryLimit,
  layers: readonly FlatLayer[],
  diagnostics: readonly Diagnostic[],
  options: CompleteOptions,
  sink: TileSink,
): Promise<BakedTileset> {
  memory.require(bytesOf(layers) + workingBytes(layers), 'features');
  options.onStep('Match borders');
  const { arcs, tables, diagnostics: repairs } = buildTopology(layers, options.snap);
  // The arcs have the vertices now.
  for (const layer of layers) releaseVertices(layer);
  memory.collect();
  options.onStep('Simplify');
  const geometry = await prepareZooms(crew, arcs, tables, options);
  options.onStep('Choose features');
  const kept = await selectKept(crew, arcs, tables, geometry, options);
  options.onStep('Make tiles');
  const totals = await bakeBatches(crew, arcs, tables, geometry, kept, options, memory, sink);
  const remarks = [...diagnostics, ...repairs, ...geometry.diagnostics];
  const baked = reportBake(layers, tables, totals, kept, options, remarks);
  if (baked.tiles === 0) refuseEmpty(baked, options.maxTileBytes);
  return baked;
}

/** Bytes that a bake of files holds, whatever is in them. */
const leastBytes = (files: readonly FileLayer[]): number =>
  files.reduce(
    (sum, { path, content }) =>
      sum + sizeOfFile(path) * (content.kind === 'edges' ? HELD_OF_EDGES : HELD_OF_GEOJSON),
    0,
  );

/** Bytes that the largest stage needs beside the layers themselves. */
function workingBytes(layers: readonly FlatLayer[]): number {
  const matched = layers.reduce(
    (sum, { geometry, coverage }) =>
      sum + geometry.x.length * (coverage ? MATCHED_VERTEX_BYTES : ARC_VERTEX_BYTES),
    0,
  );
  const ranked = layers.map(({ weight }) => (weight?.length ?? 0) * RANKED_FEATURE_BYTES);
  return Math.max(matched, ...ranked);
}
