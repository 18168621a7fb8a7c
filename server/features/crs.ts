import type { BoundingBox, Geometry, Position } from '../../geodata/model/geometry.ts';

/** Coordinate reference systems of OGC API – Features Part 2 that are offered, by URI. */
export const CRS84 = 'http://www.opengis.net/def/crs/OGC/1.3/CRS84';
const EPSG4326 = 'http://www.opengis.net/def/crs/EPSG/0/4326';
const EPSG3857 = 'http://www.opengis.net/def/crs/EPSG/0/3857';
export const supportedCrs: readonly string[] = [CRS84, EPSG4326, EPSG3857];

const RADIUS = 6_378_137;
/** Where Web Mercator ends: beyond, its square world has no place. */
const MAX_LATITUDE = 85.051_128_779_806_59;
const HALF_WORLD = RADIUS * Math.PI;

/** Longitude and latitude in another system; 4326 has the latitude first, 3857 is in metres to the centimetre. */
export function project([longitude, latitude]: Position, crs: string): Position {
  if (crs === EPSG4326) return [latitude, longitude];
  if (crs !== EPSG3857) return [longitude, latitude];
  const clamped = Math.max(-MAX_LATITUDE, Math.min(MAX_LATITUDE, latitude));
  const north = RADIUS * Math.asinh(Math.tan((clamped * Math.PI) / 180));
  return [roundCentimetre((longitude * HALF_WORLD) / 180), roundCentimetre(north)];
}

/** A box of another system in longitude and latitude. */
export function unprojectBox([a, b, c, d]: BoundingBox, crs: string): BoundingBox {
  if (crs === EPSG4326) return [b, a, d, c];
  if (crs !== EPSG3857) return [a, b, c, d];
  const longitude = (x: number): number => (x / HALF_WORLD) * 180;
  const latitude = (y: number): number => (Math.atan(Math.sinh(y / RADIUS)) * 180) / Math.PI;
  return [longitude(a), latitude(b), longitude(c), latitude(d)];
}

export function projectGeometry(geometry: Geometry, crs: string): Geometry {
  if (crs === CRS84) return geometry;
  const line = (positions: Position[]): Position[] => positions.map((position) => project(position, crs));
  switch (geometry.type) {
    case 'Point':
      return { type: 'Point', coordinates: project(geometry.coordinates, crs) };
    case 'LineString':
      return { type: 'LineString', coordinates: line(geometry.coordinates) };
    case 'MultiLineString':
      return { type: 'MultiLineString', coordinates: geometry.coordinates.map(line) };
    case 'Polygon':
      return { type: 'Polygon', coordinates: geometry.coordinates.map(line) };
  }
  return { type: 'MultiPolygon', coordinates: geometry.coordinates.map((rings) => rings.map(line)) };
}

const roundCentimetre = (metres: number): number => Math.round(metres * 100) / 100;
