import type { Diagnostic } from '../model/diagnostic.ts';
import type { PreparedLayers } from './bake-batches.ts';
import type { CompleteOptions } from './bake-options.ts';
import { selectKept, type Rooms } from './budget/select-kept.ts';
import type { Crew } from './crew.ts';
import { releaseVertices, type FlatLayer } from './flat-layer.ts';
import { bytesOf, type MemoryLimit } from './memory-limit.ts';
import { buildTopology } from './topology/build-topology.ts';
import { prepareZooms } from './zoom/prepare-zooms.ts';

/** Bytes of a vertex while borders are matched, beside its coordinates; of a feature while features are ranked. */
const MATCHED_VERTEX_BYTES = 25;
const ARC_VERTEX_BYTES = 9;
const RANKED_FEATURE_BYTES = 60;

/**
 * Makes layers ready to be cut, which takes their vertices away; says what was repaired. `rooms` are what earlier parts
 * of the same layers have left in tiles.
 */
export async function prepareLayers(
  crew: Crew,
  memory: MemoryLimit,
  layers: readonly FlatLayer[],
  options: CompleteOptions,
  onStep: (title: string) => void,
  rooms?: Rooms,
): Promise<{ prepared: PreparedLayers; diagnostics: Diagnostic[] }> {
  memory.require(bytesOf(layers) + workingBytes(layers), 'features');
  onStep('Match borders');
  const { arcs, tables, diagnostics } = buildTopology(layers, options.snap);
  // The arcs have the vertices now.
  for (const layer of layers) releaseVertices(layer);
  memory.collect();
  onStep('Simplify');
  const geometry = await prepareZooms(crew, arcs, tables, options);
  onStep('Choose features');
  const kept = await selectKept(crew, arcs, tables, geometry, options, rooms);
  return { prepared: { arcs, tables, geometry, kept }, diagnostics };
}

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
