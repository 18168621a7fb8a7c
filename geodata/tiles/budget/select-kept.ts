import { POLYGON, type ArcTable, type LayerTable } from '../bake-model.ts';
import type { CompleteOptions } from '../bake-options.ts';
import type { Crew } from '../crew.ts';
import { featuresWithin } from '../feature-zooms.ts';
import { shareUint32 } from '../shared-arrays.ts';
import type { ZoomGeometry } from '../zoom/prepare-zooms.ts';
import { rankFeatures } from './priority.ts';

/** By zoom and layer: the features that are drawn, ascending; null for layers that are drawn whole. */
export type Kept = ((Uint32Array | null)[] | null)[];

export const isShownAt = ({ minzoom, maxzoom }: LayerTable, zoom: number): boolean =>
  minzoom <= zoom && zoom <= maxzoom;

/** Chooses what every zoom draws: features that want to be in it and, of points and lines, as many as fit into tiles. */
export async function selectKept(
  crew: Crew,
  arcs: ArcTable,
  tables: LayerTable[],
  { zooms, dots }: ZoomGeometry,
  { maxTileBytes, tolerance }: CompleteOptions,
): Promise<Kept> {
  const kept: Kept = zooms.map(
    (prepared, zoom) => prepared && tables.map((table) => featuresWithin(table, zoom)),
  );
  if (maxTileBytes === 0) return kept;
  const order = tables.map((table) =>
    table.follows !== null || table.featureKind.every((kind) => kind === POLYGON)
      ? null
      : shareUint32(rankFeatures(table, arcs)),
  );
  const jobs = zooms
    .flatMap((_, zoom) => tables.map((table, layer) => ({ table, layer, zoom })))
    .filter(({ table, layer, zoom }) => zooms[zoom] && order[layer] && isShownAt(table, zoom))
    .map(({ layer, zoom }) => ({ layer, zoom }))
    // Deep zooms have the most work.
    .toReversed();
  await crew.run(
    'select',
    { arcs, tables, zooms, dots, order, maxTileBytes, tolerance, jobs },
    jobs.length,
    (features, job) => {
      const { layer, zoom } = jobs[job]!;
      kept[zoom]![layer] = features;
    },
  );
  for (const [layer, { follows }] of tables.entries()) {
    const leader = tables.findIndex(({ id }) => id === follows);
    if (leader >= 0) for (const features of kept) if (features) features[layer] = features[leader]!;
  }
  return kept;
}
