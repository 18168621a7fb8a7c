import type { AreaGeometry } from '../model/geometry.ts';
import type { Layer } from '../model/layer.ts';
import type { Region } from '../model/region.ts';
import { regionsLayer } from './declarations.ts';

/** Areas of one level. `geometries` is aligned with `regions`. */
export function makeRegionsLayer(
  id: string,
  regions: readonly Region[],
  geometries: readonly AreaGeometry[],
  zooms: readonly [number, number],
): Layer {
  return {
    id,
    ...regionsLayer,
    minzoom: zooms[0],
    maxzoom: zooms[1],
    coverage: true,
    buffer: 64,
    features: regions.map((region, index) => ({
      id: region.id,
      geometry: geometries[index]!,
      properties: {
        code: region.code,
        name: region.name.zh,
        name_en: region.name.en,
        parent: region.parent ?? '',
      },
    })),
  };
}
