import { AtlasError } from '../model/atlas-error.ts';
import type { BoundaryFormat, RawFeature } from './boundary-format.ts';

const geometryTypes = [
  'Point',
  'MultiPoint',
  'LineString',
  'MultiLineString',
  'Polygon',
  'MultiPolygon',
  'GeometryCollection',
];

/** GeoJSON, RFC 7946: a feature collection, a feature, or a bare geometry. */
export const geojson: BoundaryFormat = {
  id: 'geojson',
  title: 'GeoJSON',
  matches: (file) => file.looksLikeJson,
  read: (file) => featuresOf(file.json, file.name),
};

/**
 * The features of a GeoJSON value. The `id` of a feature, which many files use as their only key, becomes a property
 * unless there is one of that name.
 */
export function featuresOf(value: unknown, at: string): RawFeature[] {
  const source = asObject(value);
  const type = source?.['type'];
  if (type === 'FeatureCollection') {
    const features = source?.['features'];
    if (Array.isArray(features)) return features.flatMap((feature: unknown) => featuresOf(feature, at));
    throw unexpected('a FeatureCollection without a list of features', at);
  }
  if (type === 'Feature') {
    const { id, properties, geometry } = source as Record<'id' | 'properties' | 'geometry', unknown>;
    return [{ geometry, properties: { ...(id === undefined ? {} : { id }), ...asObject(properties) } }];
  }
  if (typeof type === 'string' && geometryTypes.includes(type)) return [{ geometry: value, properties: {} }];
  throw unexpected(describe(value), at);
}

const asObject = (value: unknown): Record<string, unknown> | null =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : null;

function describe(value: unknown): string {
  const source = asObject(value);
  if (source === null) return Array.isArray(value) ? 'a list' : JSON.stringify(value);
  if ('type' in source) return `an object of type ${JSON.stringify(source['type'])}`;
  return `an object with the keys ${Object.keys(source).slice(0, 5).join(', ') || '(none)'}`;
}

const unexpected = (found: string, at: string): AtlasError =>
  new AtlasError(
    'invalid-data',
    `Found ${found}, expected a GeoJSON FeatureCollection, Feature or geometry. Export the boundaries as GeoJSON ` +
      '(RFC 7946).',
    { at },
  );
