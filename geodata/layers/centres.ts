import type { TierScheme } from '../model/catalog.ts';
import type { Layer } from '../model/layer.ts';
import { centresLayer } from './declarations.ts';
import { knownFields } from './known-fields.ts';

/** Centres of every tier scheme; a city that is a centre in two schemes is two features, told apart by `scheme`. */
export function makeCentresLayer(schemes: readonly TierScheme[], maxzoom: number): Layer {
  const centres = schemes.flatMap((scheme) => scheme.centres.map((centre) => ({ scheme, centre })));
  return {
    id: 'centres',
    ...centresLayer,
    minzoom: 0,
    maxzoom,
    coverage: false,
    // Circles and their labels reach far over the edge of a tile.
    buffer: 512,
    features: centres.map(({ scheme, centre }, index) => ({
      id: index + 1,
      geometry: { type: 'Point' as const, coordinates: centre.point },
      properties: {
        code: centre.code,
        name: centre.name.zh,
        name_en: centre.name.en,
        scheme: scheme.id,
        tier: centre.rank,
        zone: centre.zone?.zh ?? '',
        zone_en: centre.zone?.en ?? '',
        ...knownFields({
          score: centre.computed?.score,
          data_tier: centre.computed?.dataTier,
          designated_tier: centre.computed?.designatedTier,
          gap: centre.computed?.gap,
          stability: centre.computed?.stability,
        }),
      },
    })),
  };
}
