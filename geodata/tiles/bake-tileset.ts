import type { Diagnostic } from '../model/diagnostic.ts';
import type { Layer } from '../model/layer.ts';
import { bakeBatches, type TileSink } from './bake-batches.ts';
import { completeOptions, type BakeOptions, type CompleteOptions } from './bake-options.ts';
import { reportBake, type BakedTileset } from './bake-report.ts';
import { selectKept } from './budget/select-kept.ts';
import { Crew } from './crew.ts';
import { releaseVertices, type FlatLayer } from './flat-layer.ts';
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
  const crew = new Crew(vertices < complete.threadsFrom ? 1 : complete.workers);
  try {
    const flats = read.map(({ flat }) => flat);
    const diagnostics = read.flatMap((result) => result.diagnostics);
    return await bakeFlatLayers(crew, flats, diagnostics, complete, sink);
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
  const crew = new Crew(vertices < complete.threadsFrom ? 1 : complete.workers);
  try {
    complete.onStep('Read features');
    const { layers, diagnostics } = await readFiles(crew, files);
    return await bakeFlatLayers(crew, layers, diagnostics, complete, sink);
  } finally {
    await crew.end();
  }
}

async function bakeFlatLayers(
  crew: Crew,
  layers: readonly FlatLayer[],
  diagnostics: readonly Diagnostic[],
  options: CompleteOptions,
  sink: TileSink,
): Promise<BakedTileset> {
  options.onStep('Match borders');
  const { arcs, tables, diagnostics: repairs } = buildTopology(layers, options.snap);
  // The arcs have the vertices now.
  for (const layer of layers) releaseVertices(layer);
  options.onStep('Simplify');
  const geometry = await prepareZooms(crew, arcs, tables, options);
  options.onStep('Choose features');
  const kept = await selectKept(crew, arcs, tables, geometry, options);
  options.onStep('Make tiles');
  const totals = await bakeBatches(crew, arcs, tables, geometry, kept, options, sink);
  const remarks = [...diagnostics, ...repairs, ...geometry.diagnostics];
  const baked = reportBake(layers, tables, totals, kept, options, remarks);
  if (baked.tiles === 0) refuseEmpty(baked, options.maxTileBytes);
  return baked;
}
