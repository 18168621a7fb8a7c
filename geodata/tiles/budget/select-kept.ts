import { POLYGON, type ArcTable, type LayerTable } from '../bake-model.ts';
import type { CompleteOptions } from '../bake-options.ts';
import type { Crew } from '../crew.ts';
import { featuresWithin } from '../feature-zooms.ts';
import { shareUint32 } from '../shared-arrays.ts';
import type { ZoomGeometry } from '../zoom/prepare-zooms.ts';
import { hashValues } from './known-values.ts';
import { rankFeatures } from './priority.ts';
import type { TileRoom } from './select-features.ts';

/** By zoom and layer: the features that are drawn, ascending; null for layers that are drawn whole. */
export type Kept = ((Uint32Array | null)[] | null)[];

export const isShownAt = ({ minzoom, maxzoom }: LayerTable, zoom: number): boolean =>
  minzoom <= zoom && zoom <= maxzoom;

/** By zoom and layer: the room that earlier parts of a layer have left in tiles; null where all of it is there. */
export type Rooms = (TileRoom | null)[][];

/** Chooses what every zoom draws: features that want to be in it and, of points and lines, as many as fit into tiles. */
export async function selectKept(
  crew: Crew,
  arcs: ArcTable,
  tables: LayerTable[],
  { zooms, dots }: ZoomGeometry,
  { maxTileBytes, tolerance }: CompleteOptions,
  rooms: Rooms = [],
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
    .map(({ layer, zoom }) => ({ layer, zoom, room: rooms[zoom]?.[layer] ?? null }))
    // Deep zooms have the most work.
    .toReversed();
  const valueHashes = tables.map(({ attributes }, layer) => (order[layer] ? hashValues(attributes) : null));
  await crew.run(
    'select',
    { arcs, tables, zooms, dots, order, valueHashes, maxTileBytes, tolerance, jobs },
    jobs.length,
    ({ features, room }, job) => {
      const { layer, zoom } = jobs[job]!;
      kept[zoom]![layer] = features;
      if (rooms[zoom]?.[layer]) rooms[zoom][layer] = room;
    },
  );
  for (const [layer, { follows }] of tables.entries()) {
    const leader = tables.findIndex(({ id }) => id === follows);
    if (leader >= 0) for (const features of kept) if (features) features[layer] = features[leader]!;
  }
  return kept;
}
