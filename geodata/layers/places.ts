import type { Layer } from '../model/layer.ts';
import type { Region } from '../model/region.ts';
import { placesLayer } from './declarations.ts';

/** Regions of one level that are points. `ranks` is aligned with `regions`; 1 is the largest. */
export function makePlacesLayer(
  id: string,
  regions: readonly Region[],
  ranks: readonly number[],
  maxzoom: number,
): Layer {
  return {
    id,
    ...placesLayer,
    minzoom: 0,
    maxzoom,
    coverage: false,
    // Circles reach over the edge of a tile.
    buffer: 256,
    features: regions.map((region, index) => ({
      id: region.id,
      priority: -ranks[index]!,
      geometry: { type: 'Point' as const, coordinates: region.point },
      properties: {
        code: region.code,
        name: region.name.zh,
        name_en: region.name.en,
        parent: region.parent ?? '',
        rank: ranks[index]!,
      },
    })),
  };
}
