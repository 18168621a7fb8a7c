import type { FieldType } from '../model/layer.ts';
import type { AttributeColumns } from './encode/attribute-collector.ts';
import type { Encoding } from './encode/field-statistics.ts';
import type { EdgeTable } from './bake-model.ts';
import type { FeatureZooms } from './feature-zooms.ts';
import type { GeometryColumns } from './read/geometry-columns.ts';

/** How a layer is drawn. */
export interface LayerSettings {
  id: string;
  minzoom: number;
  maxzoom: number;
  /** Steps around a tile that belong into it. */
  buffer: number;
  /** True where polygons share borders that must stay shared at every zoom. */
  coverage: boolean;
}

/** A layer as it was read: parts with vertices of their own on the world grid, nothing shared yet. */
export interface FlatLayer extends LayerSettings {
  geometry: GeometryColumns;
  /** Types of fields that were declared beforehand; other layers have the fields their features bring. */
  declared: Record<string, FieldType> | null;
  attributes: AttributeColumns;
  /** By key how its values are written, where that follows from more than these features. */
  encodings?: readonly Encoding[];
  /** Edges, where features are known by their ends only; they have no parts then. */
  edges: EdgeTable | null;
  /** The layer whose choice of features this one takes over: feature by feature, one for each of its own. */
  follows?: string;
  /** How much every feature matters where not all fit into a tile. */
  weight: Float64Array | null;
  /** Zooms of single features, null where all have those of the layer. */
  zooms: FeatureZooms | null;
}

/** Gives the memory of vertices back; what is known of features and fields stays. */
export function releaseVertices({ geometry }: FlatLayer): void {
  geometry.x = new Int32Array(0);
  geometry.y = new Int32Array(0);
}
