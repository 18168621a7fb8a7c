import type { CorridorSet } from '../model/catalog.ts';
import type { LineGeometry } from '../model/geometry.ts';
import type { Layer } from '../model/layer.ts';
import { corridorsLayer } from './declarations.ts';
import { knownFields } from './known-fields.ts';

/** Corridors as lines from place to place. `lineOf` makes the curve between two regions. */
export function makeCorridorsLayer(
  sets: readonly CorridorSet[],
  lineOf: (level: string, a: string, b: string) => LineGeometry,
  maxzoom: number,
): Layer {
  const features = sets.flatMap((set) =>
    set.entries.map((entry) => ({
      geometry: joined(
        entry.members.slice(1).map((code, index) => lineOf(set.level, entry.members[index]!, code)),
      ),
      properties: {
        set: set.id,
        code: entry.id,
        name: entry.name.zh,
        name_en: entry.name.en,
        members: entry.members.length,
        length_km: Math.round(entry.lengthKm),
        ...knownFields({
          detour: entry.detour,
          internal_weight: entry.internalWeight,
          share: entry.share,
          internal_share: entry.internalShare,
          mean_tier: entry.meanTier,
          regions_near: entry.near?.regions,
          share_near: entry.near?.share,
        }),
        links_basis: set.network?.basis ?? '',
      },
    })),
  );
  return {
    id: 'corridors',
    ...corridorsLayer,
    minzoom: 0,
    maxzoom,
    coverage: false,
    buffer: 64,
    features: features.map((feature, index) => ({ id: index + 1, ...feature })),
  };
}

/** Consecutive curves as one line; several lines where one of them is cut at the antimeridian. */
function joined(curves: readonly LineGeometry[]): LineGeometry {
  const lines = curves.flatMap((curve) =>
    curve.type === 'LineString' ? [curve.coordinates] : curve.coordinates,
  );
  const chained: (typeof lines)[number][] = [];
  for (const line of lines) {
    const last = chained.at(-1);
    const end = last?.at(-1);
    if (end !== undefined && end[0] === line[0]![0] && end[1] === line[0]![1]) last!.push(...line.slice(1));
    else chained.push([...line]);
  }
  return chained.length === 1
    ? { type: 'LineString', coordinates: chained[0]! }
    : { type: 'MultiLineString', coordinates: chained };
}
