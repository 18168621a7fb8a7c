import type { Layer } from '../model/layer.ts';
import type { Region } from '../model/region.ts';
import { labelsLayer } from './declarations.ts';

/** One label point per region; larger regions are placed first, ties by code. */
export function makeLabelsLayer(levels: readonly (readonly Region[])[], maxzoom: number): Layer {
  return {
    id: 'labels',
    ...labelsLayer,
    minzoom: 0,
    maxzoom,
    coverage: false,
    buffer: 512,
    features: levels.flatMap((regions) => {
      const bySize = [...regions].sort((a, b) => b.areaKm2 - a.areaKm2 || (a.code < b.code ? -1 : 1));
      return bySize.map((region, index) => ({
        id: region.id,
        geometry: { type: 'Point' as const, coordinates: region.point },
        properties: {
          code: region.code,
          level: region.level,
          name: region.name.zh,
          name_en: region.name.en,
          rank: index + 1,
        },
      }));
    }),
  };
}
