import type { Ring } from '../model/geometry.ts';

const SEMI_MAJOR_AXIS = 6378137;
const ECCENTRICITY_SQUARED = 0.00669437999014;
const ECCENTRICITY = Math.sqrt(ECCENTRICITY_SQUARED);

/**
 * Area of a polygon with holes in m² on the WGS84 ellipsoid, for edges that are straight in the cylindrical equal-area
 * projection: q of Snyder, Map Projections (USGS Professional Paper 1395), eq. 3-12. Between points as close as those of
 * boundaries this is the geodesic area; on the sphere it would be up to 0.6 % off.
 */
export function ellipsoidalArea(polygon: readonly Ring[]): number {
  const [outer = [], ...holes] = polygon;
  return holes.reduce((area, hole) => area - ringArea(hole), ringArea(outer));
}

/** Shoelace formula on longitude in radians and q/2·a². */
function ringArea(ring: Ring): number {
  let sum = 0;
  for (let index = 0; index < ring.length; index++) {
    const [fromLongitude, fromLatitude] = ring[index] ?? [0, 0];
    const [toLongitude, toLatitude] = ring[(index + 1) % ring.length] ?? [0, 0];
    sum += (toLongitude - fromLongitude) * (authalicQ(fromLatitude) + authalicQ(toLatitude));
  }
  return (Math.abs(sum) / 4) * (Math.PI / 180) * SEMI_MAJOR_AXIS ** 2;
}

function authalicQ(latitude: number): number {
  const sine = Math.sin((latitude * Math.PI) / 180);
  const scaled = ECCENTRICITY * sine;
  return (
    (1 - ECCENTRICITY_SQUARED) *
    (sine / (1 - scaled ** 2) - Math.log((1 - scaled) / (1 + scaled)) / (2 * ECCENTRICITY))
  );
}
