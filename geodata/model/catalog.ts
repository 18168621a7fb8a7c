import type { EqualAreaPlane, SquareBox } from './equal-area-plane.ts';
import type { FeatureColumn, UniformGeometryType } from './feature-table.ts';
import type { BoundingBox, Position } from './geometry.ts';
import type { Indicator, Quality, Source } from './indicator.ts';
import type { FieldType } from './layer.ts';
import type { NetworkBasis } from './network.ts';
import type { LocalText } from './text.ts';
import type { AnalysisId, Coloring } from './view-words.ts';

/** The table of contents of a bundle: everything a client or a server needs to know before it reads a tile. */
export interface Catalog {
  jiju: 1;
  /** Version of jiju that baked it. */
  version: string;
  /** Hash over every file of the bundle; part of the immutable URLs. */
  revision: string;
  id: string;
  title: LocalText;
  description: LocalText;
  /** Box around all regions. */
  bounds: BoundingBox;
  /** Where a reader looks first. */
  home: BoundingBox;
  /** A small map in the corner, of parts that lie outside of `home`; left out where the atlas has none. */
  inset?: { name: LocalText; box: BoundingBox };
  captions: Captions;
  sources: Source[];
  groupings: Grouping[];
  levels: LevelEntry[];
  indicators: IndicatorEntry[];
  themes: { id: string; name: LocalText }[];
  tilesets: TilesetEntry[];
  /** The same layers cut in a plane of equal areas; left out where the atlas has no such map. */
  equalArea?: EqualAreaTileset;
  features: FeaturesEntry[];
  networks: NetworkEntry[];
  tiers: TierScheme[];
  /** Left out where the atlas has none. */
  agglomerations?: AgglomerationSet[];
  /** Left out where the atlas has none. */
  corridors?: CorridorSet[];
  measures: MeasureEntry[];
  views: ViewEntry[];
  diagnostics: { error: number; warning: number; info: number };
}

export interface Captions {
  /** "示意图 / Schematic map", shown on every map. */
  map: LocalText;
  /** Number of the official map approval, only where the boundaries have one. */
  mapApproval: string | null;
  /** Credit lines, shown with the attribution. */
  credits: LocalText[];
}

/** A partition of a level's regions, e.g. the four macro-regions. */
export interface Grouping {
  id: string;
  level: string;
  name: LocalText;
  members: { id: string; name: LocalText }[];
}

export interface LevelEntry {
  id: string;
  name: LocalText;
  /** Vector layer that draws it. */
  layer: string;
  parent: string | null;
  /** Set where the regions are points; left out where they have boundaries. */
  points?: true;
  count: number;
  /** Path of the register of regions in the bundle: units/{level}.json, a `RegionRegister`. */
  units: string;
  /** Zooms at which this level is the natural one to show. */
  zooms: [number, number];
  sources: string[];
}

/** Columns of the register of one level; row i of every column is one region, in ascending code order. */
export interface RegionRegister {
  level: string;
  id: number[];
  code: string[];
  name: { zh: string[]; en: string[] };
  parent: (string | null)[];
  point: Position[];
  bbox: BoundingBox[];
  areaKm2: number[];
  kind: string[];
  capital: (string | null)[];
  groups: Record<string, (string | null)[]>;
}

export interface IndicatorEntry extends Indicator {
  /** Where it exists: by level, the years with a column (null for a table without time). */
  columns: {
    level: string;
    years: (number | null)[];
    /** Upper bounds of all classes but the last, fixed across years; ascending, without duplicates. */
    breaks: number[];
    /** Smallest and largest value over all years. */
    extent: [number, number];
    /** How many regions have a value in each year. */
    counts: number[];
    qualities: Quality[];
    sources: string[];
    /** Level whose values were summed, null where a table has them. */
    summedFrom: string | null;
    /** Table of measures whose results these are: `measures/{id}.json`. */
    computedBy?: string;
  }[];
}

/**
 * columns/{level}/{indicator}/{year|all}.json: the values of one indicator in one year, in the order of the
 * register of the level; null is no data.
 */
export interface ColumnDocument {
  level: string;
  indicator: string;
  year: number | null;
  values: (number | null)[];
  /** Quality of every value, where they are not all the same; same order. */
  quality: Quality | (Quality | null)[];
  /** Source id of every value, where they are not all the same. */
  source: string | (string | null)[];
  /** Totals printed in the table (nation, macro-regions): never regions. */
  totals: { name: string; value: number; source: string }[];
}

export interface TilesetEntry {
  id: string;
  /** Hash of the archive; part of its immutable URL. */
  revision: string;
  archive: string;
  minzoom: number;
  maxzoom: number;
  bounds: BoundingBox;
  center: [longitude: number, latitude: number, zoom: number];
  bytes: number;
  tiles: number;
  layers: {
    id: string;
    description: LocalText;
    geometry: 'point' | 'line' | 'polygon';
    minzoom: number;
    maxzoom: number;
    fields: Record<string, FieldType>;
    features: number;
    /** Where zooms leave some of them to deeper ones: by which rule, and how many; zooms that have all are not listed. */
    deferred?: { rule: LocalText; zooms: { zoom: number; count: number }[] };
  }[];
}

/** A tileset whose tiles are not those of Web Mercator; its bounds and centre are degrees all the same. */
export interface EqualAreaTileset extends TilesetEntry {
  plane: EqualAreaPlane;
  /** Where a reader looks first, and where all regions are, in the unit square of the plane. */
  home: SquareBox;
  whole: SquareBox;
}

/** A layer with whole geometries and all its columns, for downloads. */
export interface FeaturesEntry {
  /** Id of the vector layer. */
  id: string;
  title: LocalText;
  /** Level whose regions these are; null for layers of something else. */
  level: string | null;
  geometry: UniformGeometryType;
  /** Path in the bundle: a FlatGeobuf file without index, the feature id as the column `id` before the others. */
  path: string;
  count: number;
  bytes: number;
  columns: FeatureColumn[];
  sources: string[];
}

export interface NetworkEntry {
  id: string;
  name: LocalText;
  level: string;
  basis: NetworkBasis;
  directed: boolean;
  /** Vector layer that draws it, with `network` equal to this id. */
  layer: string;
  years: (number | null)[];
  edges: number;
  weight: { name: LocalText; unit: LocalText; extent: [number, number] };
  /** How it was made: model and parameters in words. */
  method: LocalText;
  sources: string[];
  /** Path of its document in the bundle, `{year}` to be replaced where it has years. */
  path: string;
}

/** A published or computed hierarchy of centres. */
export interface TierScheme {
  id: string;
  name: LocalText;
  /** Who designates: a paper, a plan, or our own data. */
  basis: 'designated' | 'published' | 'computed';
  tiers: { rank: number; id: string; name: LocalText }[];
  centres: Centre[];
  source: string;
}

export interface Centre {
  /** Code of the region it stands in, and its level. */
  code: string;
  level: string;
  name: LocalText;
  rank: number;
  /** Shared by centres designated as a pair or a group. */
  zone: LocalText | null;
  point: Position;
  /** What the data says of it, in hierarchies that are computed. */
  computed?: CentreScore;
}

/** Score of a centre and the tiers it could have; 1 is the highest tier. */
export interface CentreScore {
  /** 0–100; null without enough data. */
  score: number | null;
  /** Tier by the classes of the scores. */
  dataTier: number | null;
  designatedTier: number | null;
  /** dataTier − designatedTier: below zero where the data puts the centre higher than who designates. */
  gap: number | null;
  /** Share of perturbed weightings in which it keeps its data tier. */
  stability: number | null;
}

/** Groups of regions, drawn as areas by the layer `agglomerations` with `set` equal to this id. */
export interface AgglomerationSet {
  id: string;
  name: LocalText;
  level: string;
  /** Basis of the links that polycentricity within and outside rest on; null where there are none. */
  linksBasis: NetworkBasis | null;
  sources: string[];
  entries: Agglomeration[];
}

export interface Agglomeration {
  id: string;
  name: LocalText;
  /** Class in its source; empty where it has none. */
  class: string;
  /** Codes of its regions; a region may be in several agglomerations. */
  members: string[];
  areaKm2: number;
  /** Null where not computed or undefined. */
  polycentricity: { morphological: number | null; within: number | null; outside: number | null };
  /** Growth against that of the nation, and the score of the structure of its links. */
  resilience: { relative: number | null; structural: number | null };
  /** Share of the weight of the links of its cities that stays inside. */
  internalShare: number | null;
  /** The same results of every year, ascending; left out where none of them has several years. */
  years?: AgglomerationYear[];
}

/** Results of one year; those without a value in it are left out. */
export interface AgglomerationYear {
  year: number;
  morphological?: number;
  within?: number;
  outside?: number;
  relative?: number;
  structural?: number;
  internalShare?: number;
}

/** Chains of regions, drawn as lines by the layer `corridors` with `set` equal to this id. */
export interface CorridorSet {
  id: string;
  name: LocalText;
  level: string;
  /** Network whose weights were summed, and whether its links are observed; null without one. */
  network: { id: string; year: number | null; basis: NetworkBasis } | null;
  /** Hierarchy of the mean tier; null without one. */
  tiers: string | null;
  /** How far from the corridors regions count as near, and the indicator whose share they have; left out where not asked for. */
  near?: { km: number; indicator: string | null; year: number | null };
  sources: string[];
  entries: Corridor[];
}

export interface Corridor {
  id: string;
  name: LocalText;
  /** Codes from one end to the other. */
  members: string[];
  /** Whether the order is that of the source, or the shortest way. */
  order: 'given' | 'shortest';
  lengthKm: number;
  /** Length over the distance between the ends; null for rings and single places. */
  detour: number | null;
  /** Sum of the weights among its members, its share of the network, and its share of all links of its members. */
  internalWeight: number | null;
  share: number | null;
  internalShare: number | null;
  /** Mean tier of the members that have one, and how many have. */
  meanTier: number | null;
  tiered: number;
  /** Regions of the level whose point is near the line, and their share of the indicator; left out where not asked for. */
  near?: { regions: number; share: number | null };
}

export interface MeasureEntry {
  id: string;
  measure: string;
  title: LocalText;
  level: string;
  within: string | null;
  /** Which units of the level were looked at: only these kinds, without these codes. All where it is not given. */
  frame?: { kinds: string[] | null; exclude: string[] };
  indicators: string[];
  years: (number | null)[];
  rows: number;
  path: string;
  sources: string[];
}

/** A starting state of the map. */
export interface ViewEntry {
  id: string;
  name: LocalText;
  /** One sentence on what it shows. */
  summary: LocalText;
  level: string;
  indicator: string | null;
  year: number | null;
  layers: string[];
  bounds: BoundingBox | null;
  /** What opens beside the map, where it is an analysis. */
  analysis?: AnalysisId;
  /** What the colours stand for, where it is not the values. */
  coloring?: Coloring;
}
