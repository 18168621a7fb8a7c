import type { Geometry, Position } from '../model/geometry.ts';
import type { Layer } from '../model/layer.ts';

/** Digits after the point: a tenth of a metre, finer than any boundary we read. */
const DECIMALS = 6;

/**
 * A layer as one GeoJSON document (RFC 7946), features/{layer}.geojson of the bundle: features in their order with
 * whole geometries, all of one type, Point, MultiLineString or MultiPolygon, because readers take the type of the first
 * for that of all.
 */
export function featureDocument(layer: Layer): string {
  const features = layer.features.map(
    ({ id, geometry, properties }) =>
      `{"type":"Feature","id":${id},"properties":${JSON.stringify(properties)},"geometry":${geometryText(geometry)}}`,
  );
  return `{"type":"FeatureCollection","features":[\n${features.join(',\n')}\n]}\n`;
}

function geometryText(geometry: Geometry): string {
  switch (geometry.type) {
    case 'Point':
      return `{"type":"Point","coordinates":${positionText(geometry.coordinates)}}`;
    case 'LineString':
      return `{"type":"MultiLineString","coordinates":[${lineText(geometry.coordinates)}]}`;
    case 'MultiLineString':
      return `{"type":"MultiLineString","coordinates":[${geometry.coordinates.map(lineText).join(',')}]}`;
    case 'Polygon':
      return `{"type":"MultiPolygon","coordinates":[${areaText(geometry.coordinates)}]}`;
  }
  return `{"type":"MultiPolygon","coordinates":[${geometry.coordinates.map(areaText).join(',')}]}`;
}

const areaText = (rings: Position[][]): string => `[${rings.map(lineText).join(',')}]`;
const lineText = (positions: Position[]): string => `[${positions.map(positionText).join(',')}]`;
const positionText = ([longitude, latitude]: Position): string => `[${round(longitude)},${round(latitude)}]`;

const scale = 10 ** DECIMALS;
const round = (degrees: number): number => Math.round(degrees * scale) / scale;
