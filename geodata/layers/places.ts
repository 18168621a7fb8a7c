import type { Layer } from '../model/layer.ts';
import type { Region } from '../model/region.ts';
import { placesLayer } from './declarations.ts';

/** So many places are on the map of the world, twice as many at every further zoom of a country. */
const AT_ZOOM_0 = 1000;

/** Zooms of an atlas: the deepest of its tiles, and what is added to the zooms of a country. */
export interface AtlasZooms {
  maxzoom: number;
  offset: number;
}

/** Lowest zoom whose tiles have the place of a rank, or its name. */
export const placeZoom = (rank: number, { maxzoom, offset }: AtlasZooms): number =>
  rank <= AT_ZOOM_0 ? 0 : Math.min(maxzoom, offset + Math.ceil(Math.log2(rank / AT_ZOOM_0)));

/** Regions of one level that are points. `ranks` is aligned with `regions`; 1 is the largest. */
export function makePlacesLayer(
  id: string,
  regions: readonly Region[],
  ranks: readonly number[],
  zooms: AtlasZooms,
): Layer {
  return {
    id,
    ...placesLayer,
    minzoom: 0,
    maxzoom: zooms.maxzoom,
    coverage: false,
    // Circles reach over the edge of a tile.
    buffer: 256,
    features: regions.map((region, index) => ({
      id: region.id,
      priority: -ranks[index]!,
      ...laterThan(0, placeZoom(ranks[index]!, zooms)),
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

/** The zoom of a feature that is not in the tiles of the first zoom of its layer. */
const laterThan = (first: number, zoom: number): { minzoom?: number } =>
  zoom > first ? { minzoom: zoom } : {};
