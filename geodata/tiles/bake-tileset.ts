import type { Diagnostic } from '../model/diagnostic.ts';
import type { Layer } from '../model/layer.ts';
import { bakeBatches } from './bake-batches.ts';
import { completeOptions, type BakeOptions, type CompleteOptions } from './bake-options.ts';
import { reportBake, reportPart, type BakedTileset } from './bake-report.ts';
import { Crew } from './crew.ts';
import type { FlatLayer } from './flat-layer.ts';
import { summarizeLayer } from './layer-summary.ts';
import { MemoryLimit } from './memory-limit.ts';
import { prepareLayers } from './prepare-layers.ts';
import { refuseEmpty } from './refuse-empty.ts';
import { sizeOfFile } from './read/files.ts';
import { layersOf, readFiles, type FileLayer } from './read/read-files.ts';
import { readLayer } from './read/read-layer.ts';
import { bakeInParts } from './spill/bake-in-parts.ts';
import { surveyFiles } from './spill/survey.ts';
import type { TileSink } from './tile-totals.ts';

/** Bytes of GeoJSON for each vertex, about. */
const VERTEX_BYTES = 25;
/** An edge, one line of a table, becomes many vertices. */
const EDGE_BYTES = 2;

/** Bytes that are held of every byte of a file, at the least: coordinates have many digits, and fields take none. */
const HELD_OF_GEOJSON = 0.3;
const HELD_OF_EDGES = 0.8;
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
  const crew = new Crew(threads);
  try {
    const partBytes = Math.min(complete.partBytes, memory.partBytes);
    const features = files.filter(({ content }) => content.kind === 'features');
    let surveyed: readonly FileLayer[] = files;
    if (features.reduce((sum, { path }) => sum + sizeOfFile(path), 0) > partBytes) {
      complete.onStep('Survey features');
      const surveys = await surveyFiles(crew, files, partBytes, complete);
      memory.require(leastBytes(surveys.filter(({ survey }) => !survey?.isDivisible)), 'geometry at least');
      if (surveys.some(({ survey }) => survey?.isDivisible)) {
        return checked(await bakeInParts(crew, memory, surveys, partBytes, complete, sink), complete);
      }
      surveyed = surveys;
    } else memory.require(leastBytes(files), 'geometry at least');
    complete.onStep('Read features');
    const { layers, diagnostics } = await readFiles(crew, surveyed);
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
  const { onStep } = options;
  const { prepared, diagnostics: repairs } = await prepareLayers(crew, memory, layers, options, onStep);
  onStep('Make tiles');
  const { totals, seen } = await bakeBatches(crew, prepared, options, memory, sink);
  const remarks = [...diagnostics, ...repairs];
  const part = reportPart(prepared, seen);
  return checked(reportBake(layers.map(summarizeLayer), [part], totals, 0, options, remarks), options);
}

function checked(baked: BakedTileset, { maxTileBytes }: CompleteOptions): BakedTileset {
  if (baked.tiles === 0) refuseEmpty(baked, maxTileBytes);
  return baked;
}

/** Bytes that a bake of files holds, whatever is in them. */
const leastBytes = (files: readonly FileLayer[]): number =>
  files.reduce(
    (sum, { path, content }) =>
      sum + sizeOfFile(path) * (content.kind === 'edges' ? HELD_OF_EDGES : HELD_OF_GEOJSON),
    0,
  );
