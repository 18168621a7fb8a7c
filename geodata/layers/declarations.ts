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

/** The regions of a level that are points; the layer id is the level's. */
export const placesLayer = {
  geometry: 'point',
  fields: {
    ...regionsLayer.fields,
    /** 1 is the largest by the first indicator that adds up: it lies below the others, and its name goes first. */
    rank: 'number',
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
    /** Whole kilometres along the great circle; the network's document has them exactly. */
    distance_km: 'number',
    /** Below 0.05 by the disparity filter (Serrano et al. 2009), or the strongest link of one of its ends. */
    backbone: 'boolean',
    /** Whether one of its ends depends on the other by it (Nystuen & Dacey 1961). */
    dominant: 'boolean',
    /** Below 0.05 by the same filter, or a weight in the top quartile of the links between the same two tiers. */
    strong: 'boolean',
    /** Tiers of a and b; no field where the network has no hierarchy, or the place no tier in it. */
    tier_a: 'number',
    tier_b: 'number',
    /** Lowest zoom whose tiles have it. */
    zoom: 'number',
    /** Rank in the year before, 0 for a link that entered; no field in the first year and without time. */
    rank_before: 'number',
  },
} as const satisfies LayerDeclaration;

/** Ends of the links of all networks and years, and places linked only with themselves. */
export const nodesLayer = {
  geometry: 'point',
  fields: {
    network: 'string',
    /** 0 for links without time. */
    year: 'number',
    code: 'string',
    name: 'string',
    name_en: 'string',
    /** "observed" or "modelled". */
    basis: 'string',
    /** Weight of all its links, drawn or not; 1 is the strongest node of its network and year. */
    strength: 'number',
    rank: 'number',
    /** Number of its links, drawn or not; of both directions where they have one. */
    links: 'number',
    /** Weight of its links with itself; no field where the network has none. */
    internal: 'number',
    /** Tier in the hierarchy of the network; no field without one. */
    tier: 'number',
    /** Code of the place that it depends on by its dominant link, empty where it depends on none. */
    depends_on: 'string',
    /** Dominant links up to a place that depends on none. */
    depth: 'number',
    /** Lowest zoom whose tiles have it: that of its first link. */
    zoom: 'number',
  },
} as const satisfies LayerDeclaration;

/**
 * Groups of regions as areas, dissolved; sets and areas may overlap. Where a result has several years, the layer also has
 * a field for each: within_2019.
 */
export const agglomerationsLayer = {
  geometry: 'polygon',
  fields: {
    /** Id of the set, and of the agglomeration in it. */
    set: 'string',
    code: 'string',
    name: 'string',
    name_en: 'string',
    /** Class in its source, empty where it has none. */
    class: 'string',
    members: 'number',
    area_km2: 'number',
    /** Polycentricity by sizes, by links within, by links to the outside; no field where undefined. */
    morphological: 'number',
    within: 'number',
    outside: 'number',
    /** Growth against the nation's, score of the structure of the links within, share of links within; as above. */
    relative_resilience: 'number',
    structural_resilience: 'number',
    internal_share: 'number',
    /** "observed" or "modelled": basis of the links; empty where there are none. */
    links_basis: 'string',
  },
} as const satisfies LayerDeclaration;

/** Chains of regions as lines. */
export const corridorsLayer = {
  geometry: 'line',
  fields: {
    set: 'string',
    code: 'string',
    name: 'string',
    name_en: 'string',
    members: 'number',
    length_km: 'number',
    /** Length over the distance between the ends. */
    detour: 'number',
    /** Weight of the links among its members, its share of the network, its share of all links of its members. */
    internal_weight: 'number',
    share: 'number',
    internal_share: 'number',
    mean_tier: 'number',
    /** Regions of the level near the corridor, and their share of an indicator; no fields where not asked for. */
    regions_near: 'number',
    share_near: 'number',
    /** "observed" or "modelled": basis of the links; empty where there are none. */
    links_basis: 'string',
  },
} as const satisfies LayerDeclaration;

/** Heads of directed links: points on the line of the link, nearer to its target. */
export const arrowheadsLayer = {
  geometry: 'point',
  fields: {
    network: 'string',
    /** 0 for links without time. */
    year: 'number',
    /** The link leads from a to b. */
    a: 'string',
    b: 'string',
    weight: 'number',
    rank: 'number',
    basis: 'string',
    /** Direction of the link at this point in degrees clockwise from north. */
    bearing: 'number',
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
