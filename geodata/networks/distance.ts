import type { Position } from '../model/geometry.ts';

/** Mean radius of the earth in km (IUGG R1, rounded as in the GRS 80 tables): the sphere of every distance here. */
export const EARTH_RADIUS_KM = 6371.0088;

const RADIANS = Math.PI / 180;

/**
 * Great-circle distance in km on the sphere by the haversine formula (Sinnott 1984), precise for near points.
 * Differs from the WGS84 geodesic by up to half a percent.
 */
export function distanceKm(from: Position, to: Position): number {
  const halfLatitude = Math.sin(((to[1] - from[1]) * RADIANS) / 2);
  const halfLongitude = Math.sin(((to[0] - from[0]) * RADIANS) / 2);
  const haversine =
    halfLatitude ** 2 + Math.cos(from[1] * RADIANS) * Math.cos(to[1] * RADIANS) * halfLongitude ** 2;
  return 2 * EARTH_RADIUS_KM * Math.asin(Math.min(1, Math.sqrt(haversine)));
}
