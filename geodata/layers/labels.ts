import type { Layer, LayerFeature } from '../model/layer.ts';
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
    // Regions of two levels may have the same code, as Beijing has as a province and as a city.
    features: levels.flatMap(labelsOf).map((label, index) => ({ id: index + 1, ...label })),
  };
}

function labelsOf({ regions, ranks, minzoom }: NamedLevel): Omit<LayerFeature, 'id'>[] {
  const ordered = [...regions.entries()].sort(([one], [other]) => ranks[one]! - ranks[other]!);
  return ordered.map(([row, region]) => ({
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
}
