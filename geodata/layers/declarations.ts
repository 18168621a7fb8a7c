import type { LayerDeclaration } from '../model/layer.ts';

/**
 * The declared fields of every kind of vector layer: what the baker writes, a tile holds and a style may name.
 * A field without a value is left out of a feature; it never holds an empty string or NaN.
 */
export const layerDeclarations = {
  /** The areas of one level, e.g. provinces; one layer per level. The feature id is the region id. */
  regions: {
    geometry: 'polygon',
    fields: { code: 'string', name: 'string', name_en: 'string', parent: 'string' },
  },
  /** Innovation centres of all tier schemes; `rank` 1 is the highest tier. The feature id is the region id. */
  centres: {
    geometry: 'point',
    fields: {
      code: 'string',
      name: 'string',
      name_en: 'string',
      scheme: 'string',
      rank: 'number',
      zone: 'string',
    },
  },
  /**
   * Links that are drawn, as great-circle lines. `a` and `b` are region codes, `rank` counts from 1 (strongest)
   * within network and year, and `basis` is `observed` or `modelled`. Networks without time have no `year`.
   */
  flows: {
    geometry: 'line',
    fields: {
      network: 'string',
      year: 'number',
      a: 'string',
      b: 'string',
      weight: 'number',
      rank: 'number',
      basis: 'string',
      distance_km: 'number',
    },
  },
  /** Places for the names of regions of all levels; `rank` 1 is placed first. The feature id is the region id. */
  labels: {
    geometry: 'point',
    fields: { code: 'string', level: 'string', name: 'string', name_en: 'string', rank: 'number' },
  },
} as const satisfies Record<string, LayerDeclaration>;

/** The kinds of layer; every layer of a tileset is of one kind. */
export type LayerKind = keyof typeof layerDeclarations;

/** The fields that a kind of layer declares. */
export type LayerField<Kind extends LayerKind> = keyof (typeof layerDeclarations)[Kind]['fields'] & string;
