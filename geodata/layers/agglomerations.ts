import type { Agglomeration, AgglomerationSet, AgglomerationYear } from '../model/catalog.ts';
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
        ...yearFields(entry),
        links_basis: set.linksBasis ?? '',
      },
    })),
  );
  return {
    id: 'agglomerations',
    geometry: agglomerationsLayer.geometry,
    fields: {
      ...agglomerationsLayer.fields,
      ...Object.fromEntries(
        sets.flatMap(({ entries }) =>
          entries.flatMap((entry) => Object.keys(yearFields(entry)).map((name) => [name, 'number'] as const)),
        ),
      ),
    },
    minzoom: 0,
    maxzoom,
    // Agglomerations overlap where a region is in two of them.
    coverage: false,
    buffer: 64,
    features: features.map((feature, index) => ({ id: index + 1, ...feature })),
  };
}

/** Fields of the results by what they are called in the catalog. */
const fieldOf: Record<Exclude<keyof AgglomerationYear, 'year'>, keyof typeof agglomerationsLayer.fields> = {
  morphological: 'morphological',
  within: 'within',
  outside: 'outside',
  relative: 'relative_resilience',
  structural: 'structural_resilience',
  internalShare: 'internal_share',
};

/** A field for every result and year, within_2019. */
function yearFields({ years = [] }: Agglomeration): Record<string, number> {
  return knownFields(
    Object.fromEntries(
      years.flatMap(({ year, ...results }) =>
        Object.entries(results).map(([name, value]) => [
          `${fieldOf[name as keyof typeof results]}_${year}`,
          value,
        ]),
      ),
    ),
  );
}
