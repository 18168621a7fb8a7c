import type { FieldType, FieldValue, Layer } from '../model/layer.ts';

/** An entry of `vector_layers` (TileJSON 3.0.0, section 3.3). */
export interface VectorLayerSummary {
  id: string;
  minzoom: number;
  maxzoom: number;
  fields: Record<string, string>;
}

/** What a layer holds, in the form of mapbox-geostats, which style editors read. */
export interface LayerStatistics {
  layer: string;
  count: number;
  geometry: 'Point' | 'LineString' | 'Polygon';
  attributeCount: number;
  attributes: AttributeStatistics[];
}

export interface AttributeStatistics {
  attribute: string;
  count: number;
  type: FieldType;
  /** Distinct values in order of appearance, as many as are useful to a style editor. */
  values: FieldValue[];
  min?: number;
  max?: number;
}

const MAX_LISTED_VALUES = 100;
const typeNames: Record<FieldType, string> = { string: 'String', number: 'Number', boolean: 'Boolean' };
const geometryNames = { point: 'Point', line: 'LineString', polygon: 'Polygon' } as const;

export const summarizeLayer = ({ id, minzoom, maxzoom, fields }: Layer): VectorLayerSummary => ({
  id,
  minzoom,
  maxzoom,
  fields: Object.fromEntries(Object.entries(fields).map(([name, type]) => [name, typeNames[type]])),
});

export function layerStatistics(layer: Layer): LayerStatistics {
  const attributes = Object.entries(layer.fields).map(([attribute, type]) => {
    const distinct = new Set<FieldValue>();
    let min = Infinity;
    let max = -Infinity;
    for (const { properties } of layer.features) {
      const value = properties[attribute];
      if (value === undefined) continue;
      distinct.add(value);
      if (typeof value === 'number') {
        min = Math.min(min, value);
        max = Math.max(max, value);
      }
    }
    const statistics: AttributeStatistics = {
      attribute,
      count: distinct.size,
      type,
      values: [...distinct].slice(0, MAX_LISTED_VALUES),
    };
    return min > max ? statistics : { ...statistics, min, max };
  });
  return {
    layer: layer.id,
    count: layer.features.length,
    geometry: geometryNames[layer.geometry],
    attributeCount: attributes.length,
    attributes,
  };
}
