import type { FieldType, FieldValue } from '../model/layer.ts';
import type { FeatureZooms } from './feature-zooms.ts';

/**
 * Everything a bake knows, as typed arrays over shared memory: arcs hold vertices once, layers refer to arcs.
 */

/** Arcs: runs of vertices on the world grid. Arc i has the vertices from `start[i]` to `start[i + 1]`. */
export interface ArcTable {
  start: Uint32Array;
  x: Int32Array;
  y: Int32Array;
  /** Lowest zoom at which a vertex is drawn; `NEVER` where none of the zooms needs it. */
  level: Uint8Array;
  /** Arcs of one group must not cross: 0 for borders of coverages, other numbers for the rings of one feature. */
  group: Int32Array;
}

/** The group of arcs that may cross any other: lines. Each is one part. */
export const NO_GROUP = -1;

export const NEVER = 255;

/**
 * The arcs of rings as they are drawn at one zoom: steps of 1/4096 tile, without repeated or needless vertices. Those of
 * lines are empty: nothing has to be known of all of them at once, so they are drawn where they are cut.
 */
export interface ZoomArcs {
  zoom: number;
  /** How many vertices the lines have at this zoom. */
  lineVertices: number;
  /** Arc i has the vertices from `start[i]` to `end[i]`. */
  start: Uint32Array;
  end: Uint32Array;
  x: Int32Array;
  y: Int32Array;
}

/** Geometry types by the numbers of MVT 2.1, section 4.3.4. */
export const POINT = 1;
export const LINE = 2;
export const POLYGON = 3;
export type GeometryKind = typeof POINT | typeof LINE | typeof POLYGON;

/** One layer: features own parts (points, lines or rings), and parts are made of arcs. */
export interface LayerTable {
  id: string;
  minzoom: number;
  maxzoom: number;
  /** Steps around a tile that belong into it. */
  buffer: number;
  /** Edges, where the features of the layer are known by their ends only; they have no parts then. */
  edges: EdgeTable | null;
  /** The layer whose features are numbered the same, and which decides which of them a zoom shows; null for none. */
  follows: string | null;
  /** How much a feature matters where not all fit into a tile; null where all do equally. */
  weight: Float64Array | null;
  /** Zooms of single features, null where all have those of the layer. */
  zooms: FeatureZooms | null;
  /** −1 where the feature has none. */
  featureId: Float64Array;
  featureKind: Uint8Array;
  /** Feature i has the parts from `featurePart[i]` to `featurePart[i + 1]`; an outer ring stands before its holes. */
  featurePart: Uint32Array;
  /** 1 where the part is a hole. */
  partIsHole: Uint8Array;
  /** West, north, east, south of every part on the world grid. */
  partBox: Int32Array;
  /** Vertices of every part, a measure of work. */
  partSize: Uint32Array;
  /** Part i is made of the arc references from `partArc[i]` to `partArc[i + 1]`; empty for points. */
  partArc: Uint32Array;
  /** An arc, or ~arc where it is walked backwards. */
  arcReference: Int32Array;
  attributes: AttributeTable;
}

/** Shapes of edges between their ends: the shortest way on the sphere, a bend to the left, a straight line on the map. */
export const GREAT_CIRCLE = 1;
export const QUADRATIC = 2;
export const STRAIGHT = 3;
export type EdgeShape = typeof GREAT_CIRCLE | typeof QUADRATIC | typeof STRAIGHT;

/** Edges by their ends on the world grid; vertices between them are made for each zoom. */
export interface EdgeTable {
  curve: EdgeShape;
  /** Of quadratic curves: how far the control point lies beside the middle, in lengths of the edge. */
  bend: number;
  fromX: Int32Array;
  fromY: Int32Array;
  toX: Int32Array;
  toY: Int32Array;
}

/** Attributes of a layer, encoded once as the bytes a tile holds. */
export interface AttributeTable {
  /** `keys` entries of a layer message (MVT 2.1, section 4.1) with tag and length; key i begins at `keyStart[i]`. */
  keys: Uint8Array;
  keyStart: Uint32Array;
  /** `values` entries with tag and length, one after the other; value i begins at `valueStart[i]`. */
  values: Uint8Array;
  valueStart: Uint32Array;
  /** Feature i has the cells from `cellStart[i]` to `cellStart[i + 1]`; a cell is a token. */
  cellStart: Uint32Array;
  cell: Uint32Array;
  /** Key and value of every token. */
  tokenKey: Uint32Array;
  tokenValue: Uint32Array;
  /** Numbers that nearly every feature has, each its own: kept as they are and encoded where they are drawn. */
  numbers: NumberColumn[];
}

/** One number of every feature; NaN where it has none. */
export interface NumberColumn {
  /** Index of its key. */
  key: number;
  encoding: 'unsigned' | 'signed' | 'double';
  values: Float64Array;
}

/** What the tiles of a layer say about a field. */
export interface FieldSummary {
  name: string;
  type: FieldType;
  /** Number of distinct values, up to a thousand. */
  distinct: number;
  /** The first of them. */
  values: FieldValue[];
  min?: number;
  max?: number;
}
