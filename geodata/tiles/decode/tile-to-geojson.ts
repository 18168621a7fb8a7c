import type { FieldValue } from '../../model/layer.ts';
import { POINT, POLYGON } from '../bake-model.ts';
import { WORLD_BITS, xToLongitude, yToLatitude } from '../world-grid.ts';
import { decodeGeometry, ringArea, type DecodedPart } from './decode-geometry.ts';
import { decodeTile, type StoredFeature, type StoredLayer } from './decode-tile.ts';

type Position = [longitude: number, latitude: number];

/** Geometry as a tile can hold it; a tile has multipoints, which sources of ours need not have. */
export type TileGeometry =
  | { type: 'Point'; coordinates: Position }
  | { type: 'MultiPoint' | 'LineString'; coordinates: Position[] }
  | { type: 'MultiLineString' | 'Polygon'; coordinates: Position[][] }
  | { type: 'MultiPolygon'; coordinates: Position[][][] };

/** A feature of a tile in GeoJSON; `layer` is a foreign member (RFC 7946, section 6.1). */
export interface TileGeoJsonFeature {
  type: 'Feature';
  id?: number;
  layer: string;
  geometry: TileGeometry;
  properties: Record<string, FieldValue>;
}

/**
 * A vector tile as GeoJSON, as it is drawn: cut at its buffer, in steps of its extent. Throws a TileProblem where
 * the tile is damaged.
 */
export function tileToGeoJson(
  bytes: Uint8Array,
  z: number,
  x: number,
  y: number,
): { type: 'FeatureCollection'; features: TileGeoJsonFeature[] } {
  const features = decodeTile(bytes).flatMap((layer) => {
    const size = 2 ** (WORLD_BITS - z);
    const step = size / layer.extent;
    const toDegrees = (px: number, py: number): Position => [
      rounded(xToLongitude(x * size + px * step)),
      rounded(yToLatitude(y * size + py * step)),
    ];
    return layer.features.map((feature): TileGeoJsonFeature => ({
      type: 'Feature',
      ...(feature.id === undefined ? {} : { id: feature.id }),
      layer: layer.name,
      geometry: toGeometry(decodeGeometry(feature.geometry, feature.type), feature.type, toDegrees),
      properties: propertiesOf(layer, feature),
    }));
  });
  return { type: 'FeatureCollection', features };
}

function toGeometry(
  parts: readonly DecodedPart[],
  type: number,
  toDegrees: (px: number, py: number) => Position,
): TileGeometry {
  const rows = parts.map((part) => part.x.map((px, i) => toDegrees(px, part.y[i]!)));
  const [first] = rows;
  if (type === POINT) {
    const points = rows.flat();
    return points.length === 1
      ? { type: 'Point', coordinates: points[0]! }
      : { type: 'MultiPoint', coordinates: points };
  }
  if (type !== POLYGON) {
    return rows.length === 1
      ? { type: 'LineString', coordinates: first! }
      : { type: 'MultiLineString', coordinates: rows };
  }
  const polygons: Position[][][] = [];
  for (const [i, row] of rows.entries()) {
    const ring = [...row, row[0]!];
    // An outer ring begins a polygon, and the holes that follow belong to it (MVT 2.1, section 4.3.3.3).
    if (polygons.length === 0 || ringArea(parts[i]!) > 0) polygons.push([ring]);
    else polygons.at(-1)!.push(ring);
  }
  return polygons.length === 1
    ? { type: 'Polygon', coordinates: polygons[0]! }
    : { type: 'MultiPolygon', coordinates: polygons };
}

function propertiesOf({ keys, values }: StoredLayer, { tags }: StoredFeature): Record<string, FieldValue> {
  const pairs: [string, FieldValue][] = [];
  for (let i = 0; i + 1 < tags.length; i += 2) {
    const key = keys[tags[i]!];
    const value = values[tags[i + 1]!];
    if (key !== undefined && value !== undefined) pairs.push([key, value.value]);
  }
  return Object.fromEntries(pairs);
}

/** Eight decimals are a millimetre on the ground, finer than a step at any zoom that is baked. */
const rounded = (degrees: number): number => Number(degrees.toFixed(8));
