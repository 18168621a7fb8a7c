import type { AgglomerationSet } from '../model/catalog.ts';
import type { AreaGeometry } from '../model/geometry.ts';
import type { Layer } from '../model/layer.ts';
import { agglomerationsLayer } from './declarations.ts';
import { dissolve } from './dissolve.ts';
import { knownFields } from './known-fields.ts';

/** Agglomerations as areas: their regions without the borders between them. `areaOf` gives the area of a region. */
export function makeAgglomerationsLayer(
  sets: readonly AgglomerationSet[],
  areaOf: (level: string, code: string) => AreaGeometry,
  maxzoom: number,
): Layer {
  const features = sets.flatMap((set) =>
    set.entries.map((entry) => ({
      geometry: dissolve(entry.members.map((code) => areaOf(set.level, code))),
      properties: {
        set: set.id,
        code: entry.id,
        name: entry.name.zh,
        name_en: entry.name.en,
        class: entry.class,
        members: entry.members.length,
        area_km2: entry.areaKm2,
        ...knownFields({
          ...entry.polycentricity,
          relative_resilience: entry.resilience.relative,
          structural_resilience: entry.resilience.structural,
          internal_share: entry.internalShare,
        }),
        links_basis: set.linksBasis ?? '',
      },
    })),
  );
  return {
    id: 'agglomerations',
    ...agglomerationsLayer,
    minzoom: 0,
    maxzoom,
    // Agglomerations overlap where a region is in two of them.
    coverage: false,
    buffer: 64,
    features: features.map((feature, index) => ({ id: index + 1, ...feature })),
  };
}
