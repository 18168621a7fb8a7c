import type { FieldType, FieldValue } from '../model/layer.ts';
import { statisticsOf, type FieldStatistics } from './encode/field-statistics.ts';
import { LINE, POINT, type FieldSummary } from './bake-model.ts';
import type { FlatLayer } from './flat-layer.ts';

/** What the tiles of a layer hold. */
export interface LayerSummary {
  id: string;
  minzoom: number;
  maxzoom: number;
  features: number;
  /** The geometry type of its first feature. */
  geometry: 'Point' | 'LineString' | 'Polygon';
  fields: FieldSummary[];
}

/** An entry of `vector_layers` (TileJSON 3.0.0, section 3.3). */
export interface VectorLayerEntry {
  id: string;
  minzoom: number;
  maxzoom: number;
  fields: Record<string, string>;
}

/** An entry of `tilestats` as mapbox-geostats writes it and style editors read it. */
export interface TileStatistics {
  layer: string;
  count: number;
  geometry: string;
  attributeCount: number;
  attributes: {
    attribute: string;
    count: number;
    type: FieldType;
    values: FieldValue[];
    min?: number;
    max?: number;
  }[];
}

export const typeNames: Record<FieldType, string> = {
  string: 'String',
  number: 'Number',
  boolean: 'Boolean',
};

export const summarizeLayer = (layer: FlatLayer): LayerSummary =>
  summarizeFeatures(
    layer,
    layer.geometry.featureId.length,
    layer.geometry.featureKind[0],
    statisticsOf(layer.attributes),
  );

/** The same of a layer that is known by its statistics. `kind` is that of its first feature. */
export const summarizeFeatures = (
  { id, minzoom, maxzoom, declared }: Pick<FlatLayer, 'id' | 'minzoom' | 'maxzoom' | 'declared'>,
  features: number,
  kind: number | undefined,
  statistics: FieldStatistics,
): LayerSummary => ({
  id,
  minzoom,
  maxzoom,
  features,
  geometry: kind === POINT ? 'Point' : kind === LINE ? 'LineString' : 'Polygon',
  fields: statistics.summaries().flatMap((field) => {
    // A key that never had a value is in no tile; it is listed only where the layer promised it.
    if (field.distinct > 0) return [field];
    const type = declared?.[field.name];
    return type === undefined ? [] : [{ ...field, type }];
  }),
});

export const vectorLayerEntry = ({ id, minzoom, maxzoom, fields }: LayerSummary): VectorLayerEntry => ({
  id,
  minzoom,
  maxzoom,
  fields: Object.fromEntries(fields.map(({ name, type }) => [name, typeNames[type]])),
});

export const tileStatistics = ({ id, features, geometry, fields }: LayerSummary): TileStatistics => ({
  layer: id,
  count: features,
  geometry,
  attributeCount: fields.length,
  attributes: fields.map(({ name, distinct, ...rest }) => ({ attribute: name, count: distinct, ...rest })),
});
