import type { Layer } from '../model/layer.ts';
import type { Region } from '../model/region.ts';
import { labelsLayer } from './declarations.ts';

/** Regions of a level, and the lowest zoom that has their names. */
export interface NamedLevel {
  regions: readonly Region[];
  /** Place in the order of the names, aligned with `regions`; 1 is placed first. */
  ranks: readonly number[];
  /** Of a rank. */
  minzoom: (rank: number) => number;
}

/** One label point per region, in the order of their ranks. */
export function makeLabelsLayer(levels: readonly NamedLevel[], maxzoom: number): Layer {
  return {
    id: 'labels',
    ...labelsLayer,
    minzoom: 0,
    maxzoom,
    coverage: false,
    buffer: 512,
    features: levels.flatMap(({ regions, ranks, minzoom }) => {
      const ordered = [...regions.entries()].sort(([one], [other]) => ranks[one]! - ranks[other]!);
      return ordered.map(([row, region]) => ({
        id: region.id,
        minzoom: minzoom(ranks[row]!),
        geometry: { type: 'Point' as const, coordinates: region.point },
        properties: {
          code: region.code,
          level: region.level,
          name: region.name.zh,
          name_en: region.name.en,
          rank: ranks[row]!,
        },
      }));
    }),
  };
}
