import type { Geometry } from './geometry.ts';

export type FieldType = 'string' | 'number' | 'boolean';
export type FieldValue = string | number | boolean;

/** A vector layer's declared shape: what a tile, a style and a catalog may rely on. */
export interface LayerDeclaration {
  geometry: 'point' | 'line' | 'polygon';
  fields: Record<string, FieldType>;
}

/** A feature on its way into a tileset. `id` is the region id, or the edge's ordinal. */
export interface LayerFeature {
  id: number;
  geometry: Geometry;
  properties: Record<string, FieldValue>;
  /** Lowest and deepest zoom whose tiles hold it, where those are not the layer's. */
  minzoom?: number;
  maxzoom?: number;
  /** Where not all features of a tile fit into it, those with more stay; polygons always do. */
  priority?: number;
}

/** A layer ready to bake. */
export interface Layer extends LayerDeclaration {
  id: string;
  minzoom: number;
  maxzoom: number;
  features: LayerFeature[];
  /** True where neighbours share borders that must stay shared at every zoom. */
  coverage: boolean;
  /** Extra pixels (of 4096 per tile) around a tile that belong into it. */
  buffer: number;
}
