import type { LayerDeclaration } from '../model/layer.ts';

// The declared shape of every vector layer. Styles, catalogs and feature makers all read it from here, so a style
// that names a field its layer does not have does not compile.

/** The regions of one level; the layer id is the level's. */
export const regionsLayer = {
  geometry: 'polygon',
  fields: {
    /** Official code, as text: a desktop GIS does not see feature ids. */
    code: 'string',
    name: 'string',
    name_en: 'string',
    /** Code of the region above, empty at the top. */
    parent: 'string',
  },
} as const satisfies LayerDeclaration;

/** Innovation centres by scheme and tier. */
export const centresLayer = {
  geometry: 'point',
  fields: {
    code: 'string',
    name: 'string',
    name_en: 'string',
    /** Id of the tier scheme. */
    scheme: 'string',
    /** 1 is the highest tier. */
    tier: 'number',
    zone: 'string',
    zone_en: 'string',
    /** Computed hierarchies only: score of 0–100 and the tier it gives. */
    score: 'number',
    data_tier: 'number',
    designated_tier: 'number',
    /** data_tier − designated_tier: below zero where the data puts the centre higher. */
    gap: 'number',
    /** Share of perturbed weightings in which it keeps its data tier. */
    stability: 'number',
  },
} as const satisfies LayerDeclaration;

/** Links of all networks and years; a client filters by `network` and `year`. */
export const flowsLayer = {
  geometry: 'line',
  fields: {
    network: 'string',
    /** 0 for links without time. */
    year: 'number',
    /** Codes of the two ends; directed links lead from a to b, the others have a < b. */
    a: 'string',
    b: 'string',
    weight: 'number',
    /** 1 is the strongest link of its network and year. */
    rank: 'number',
    /** "observed" or "modelled". */
    basis: 'string',
    distance_km: 'number',
  },
} as const satisfies LayerDeclaration;

/** A point for the name of every region of every level. */
export const labelsLayer = {
  geometry: 'point',
  fields: {
    code: 'string',
    level: 'string',
    name: 'string',
    name_en: 'string',
    /** 1 is the first to be placed within its level. */
    rank: 'number',
  },
} as const satisfies LayerDeclaration;

/** Field names of a declared layer, for typed style expressions. */
export type FieldOf<Declaration extends LayerDeclaration> = keyof Declaration['fields'] & string;
