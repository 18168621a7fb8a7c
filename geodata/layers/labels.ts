import type { Layer } from '../model/layer.ts';
import type { Region } from '../model/region.ts';
import { labelsLayer } from './declarations.ts';

/** Regions of a level, and the lowest zoom that has their names. */
export interface NamedLevel {
  regions: readonly Region[];
  minzoom: number;
}

/** One label point per region; larger regions are placed first, ties by code. */
export function makeLabelsLayer(levels: readonly NamedLevel[], maxzoom: number): Layer {
  return {
    id: 'labels',
    ...labelsLayer,
    minzoom: 0,
    maxzoom,
    coverage: false,
    buffer: 512,
    features: levels.flatMap(({ regions, minzoom }) => {
      const bySize = [...regions].sort((a, b) => b.areaKm2 - a.areaKm2 || (a.code < b.code ? -1 : 1));
      return bySize.map((region, index) => ({
        id: region.id,
        minzoom,
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
