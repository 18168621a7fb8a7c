import { AtlasError } from '../model/atlas-error.ts';
import { explainNoDegrees } from '../model/degrees.ts';
import type { AreaGeometry, Position, Ring } from '../model/geometry.ts';
import { cutAtAntimeridian } from './antimeridian.ts';
import { rewindPolygon, signedDoubleArea } from './ring.ts';

/** What had to be done to a geometry, as words for a message. */
export type Repair =
  | 'Heights dropped'
  | 'Open rings closed'
  | 'Rings without area left out'
  | 'Cut at the antimeridian';

export interface AreaReading {
  /** Null where the geometry has no area. */
  area: AreaGeometry | null;
  repairs: Set<Repair>;
}

/**
 * The area of a GeoJSON geometry (RFC 7946 §3.1) of any type: polygons in collections are gathered, points and lines
 * have no area. Rings come out closed, two-dimensional, without repeated vertices, wound as §3.1.6 asks, and within
 * ±180° of longitude. Throws AtlasError where coordinates are not numbers, or not longitudes and latitudes.
 */
export function readArea(geometry: unknown): AreaReading {
  const repairs = new Set<Repair>();
  const polygons: Ring[][] = [];
  for (const source of gatherPolygons(geometry)) {
    const [outer, ...holes] = source.map((ring) => readRing(ring, repairs));
    if (outer === undefined || outer.length === 0) continue;
    const pieces = cutAtAntimeridian([outer, ...holes.filter((hole) => hole.length > 0)]);
    if (pieces[0]?.[0] !== outer) repairs.add('Cut at the antimeridian');
    // Only now: a ring around a pole has an area that its longitudes and latitudes do not show before it is cut.
    for (const piece of pieces) {
      const rings = piece.filter((ring) => signedDoubleArea(ring) !== 0);
      if (rings.length < piece.length) repairs.add('Rings without area left out');
      if (rings[0] === piece[0]) polygons.push(rewindPolygon(rings));
    }
  }
  const [first, ...others] = polygons;
  if (first === undefined) return { area: null, repairs };
  return {
    area:
      others.length === 0
        ? { type: 'Polygon', coordinates: first }
        : { type: 'MultiPolygon', coordinates: polygons },
    repairs,
  };
}

/** Coordinates of every polygon in a geometry. */
function gatherPolygons(geometry: unknown): unknown[][] {
  if (typeof geometry !== 'object' || geometry === null || !('type' in geometry)) return [];
  const { type } = geometry;
  if (type === 'GeometryCollection' && 'geometries' in geometry)
    return listOf(geometry.geometries, 'geometries').flatMap(gatherPolygons);
  if (!('coordinates' in geometry)) return [];
  if (type === 'Polygon') return [listOf(geometry.coordinates, 'rings')];
  if (type !== 'MultiPolygon') return [];
  return listOf(geometry.coordinates, 'polygons').map((polygon) => listOf(polygon, 'rings'));
}

function listOf(value: unknown, what: string): unknown[] {
  if (Array.isArray(value)) return value as unknown[];
  throw new AtlasError('invalid-data', `found ${JSON.stringify(value)}, expected a list of ${what}`);
}

function readRing(source: unknown, repairs: Set<Repair>): Ring {
  const ring: Ring = [];
  for (const position of listOf(source, 'positions')) {
    const [longitude, y, height] = listOf(position, 'numbers');
    if (!isFiniteNumber(longitude) || !isFiniteNumber(y))
      throw new AtlasError(
        'invalid-data',
        `found the position ${JSON.stringify(position)}, expected [longitude, latitude]`,
      );
    checkDegrees([longitude, y]);
    const x = roundToAntimeridian(longitude);
    if (height !== undefined) repairs.add('Heights dropped');
    const previous = ring.at(-1);
    if (previous === undefined || previous[0] !== x || previous[1] !== y) ring.push([x, y]);
  }
  const [first, last] = [ring[0], ring.at(-1)];
  if (first !== undefined && last !== undefined && (first[0] !== last[0] || first[1] !== last[1])) {
    ring.push(first);
    repairs.add('Open rings closed');
  }
  return ring;
}

const isFiniteNumber = (value: unknown): value is number =>
  typeof value === 'number' && Number.isFinite(value);

/** 180.00000000000006 is 180 after arithmetic; taken literally it would cut off a sliver. */
const roundToAntimeridian = (longitude: number): number =>
  Math.abs(Math.abs(longitude) - 180) < 1e-9 ? Math.sign(longitude) * 180 : longitude;

/** Longitudes up to one turn beyond ±180° are how some files write a shape across the antimeridian. */
function checkDegrees([x, y]: Position): void {
  if (Math.abs(x) <= 360 && Math.abs(y) <= 90) return;
  const cause = explainNoDegrees([x, y]);
  throw new AtlasError(
    'invalid-data',
    `found coordinates such as [${x}, ${y}], expected longitude and latitude in degrees (WGS84, EPSG:4326): ${cause}`,
  );
}
