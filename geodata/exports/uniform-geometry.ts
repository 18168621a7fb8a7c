import type { UniformGeometry, UniformGeometryType } from '../model/feature-table.ts';
import type { BoundingBox, Geometry, Position, Ring } from '../model/geometry.ts';

/** The type that all geometries of a kind of layer get. */
export const uniformTypes = {
  point: 'Point',
  line: 'MultiLineString',
  polygon: 'MultiPolygon',
} as const satisfies Record<string, UniformGeometryType>;

/** Makes single parts multiple, and outer rings run counter-clockwise, inner ones clockwise (RFC 7946 §3.1.6). */
export function uniformGeometry(geometry: Geometry): UniformGeometry {
  switch (geometry.type) {
    case 'LineString':
      return { type: 'MultiLineString', coordinates: [geometry.coordinates] };
    case 'Polygon':
      return { type: 'MultiPolygon', coordinates: [windRings(geometry.coordinates)] };
    case 'MultiPolygon':
      return { type: 'MultiPolygon', coordinates: geometry.coordinates.map(windRings) };
    default:
      return geometry;
  }
}

const windRings = (rings: Ring[]): Ring[] =>
  rings.map((ring, index) => (isClockwise(ring) === index > 0 ? ring : ring.toReversed()));

function isClockwise(ring: Ring): boolean {
  let doubleArea = 0;
  for (let i = 1; i < ring.length; i++) {
    const [x0, y0] = ring[i - 1]!;
    const [x1, y1] = ring[i]!;
    doubleArea += x0 * y1 - x1 * y0;
  }
  return doubleArea < 0;
}

/** The lines or rings of a geometry, one after the other; a point is a line of one position. */
export function pathsOf(geometry: UniformGeometry): Position[][] {
  if (geometry.type === 'Point') return [[geometry.coordinates]];
  return geometry.type === 'MultiLineString' ? geometry.coordinates : geometry.coordinates.flat();
}

/**
 * Smallest and largest longitude and latitude; null where there is no position. What crosses the antimeridian is cut
 * there (RFC 7946 §3.1.9), so that its box reaches around the world.
 */
export function extentOf(geometries: Iterable<UniformGeometry | null>): BoundingBox | null {
  const box: BoundingBox = [Infinity, Infinity, -Infinity, -Infinity];
  for (const geometry of geometries) {
    for (const [longitude, latitude] of geometry === null ? [] : pathsOf(geometry).flat()) {
      box[0] = Math.min(box[0], longitude);
      box[1] = Math.min(box[1], latitude);
      box[2] = Math.max(box[2], longitude);
      box[3] = Math.max(box[3], latitude);
    }
  }
  return box[0] <= box[2] ? box : null;
}
