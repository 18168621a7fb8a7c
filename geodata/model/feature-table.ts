import type { Position, Ring } from './geometry.ts';
import type { Source } from './indicator.ts';
import type { LocalText } from './text.ts';

/** Integers lie within ±2^53; reals stay reals where all of them happen to be whole. */
export type ColumnType = 'string' | 'integer' | 'real' | 'boolean';

export type CellValue = string | number | boolean | null;

/** One column of a table for download. */
export interface FeatureColumn {
  /** Lower-case ASCII letters, digits and "_", unique in its table: safe in every format but dBASE, which cuts it. */
  name: string;
  label: LocalText;
  type: ColumnType;
  /** Null where the values have none. */
  unit: LocalText | null;
}

/** Geometries as downloads carry them: one type per table, so that a reader need not guess. */
export type UniformGeometry =
  | { type: 'Point'; coordinates: Position }
  | { type: 'MultiLineString'; coordinates: Position[][] }
  | { type: 'MultiPolygon'; coordinates: Ring[][] };

export type UniformGeometryType = UniformGeometry['type'];

export interface FeatureRow {
  /** Id of the region, or the ordinal of an edge: a whole number below 2^53. */
  id: number;
  /** One cell for each column of the table, in their order; null is no data. */
  values: CellValue[];
  /** CRS84: longitude and latitude in degrees; outer rings run counter-clockwise (RFC 7946 §3.1.6). */
  geometry: UniformGeometry | null;
}

/** Where a table comes from: goes into every download, or beside it. */
export interface Provenance {
  /** Id of the atlas. */
  atlas: string;
  title: LocalText;
  /** Revision of the bundle; null in the bundle itself, whose revision is a hash over its files. */
  revision: string | null;
  /** Program and version that made it. */
  generator: string;
  /** "示意图 / Schematic map", and the number of the map approval where there is one. */
  caption: LocalText;
  mapApproval: string | null;
  /** Credit lines. */
  credits: LocalText[];
  /** Sources of the values and boundaries, each with its licence. */
  sources: Source[];
}

/** A table with or without geometry, ready for any download format. */
export interface FeatureTable {
  /** Layer id or table id; part of file names. */
  id: string;
  title: LocalText;
  /** Null for a table without geometry. */
  geometryType: UniformGeometryType | null;
  columns: FeatureColumn[];
  rows: FeatureRow[];
  provenance: Provenance;
}
