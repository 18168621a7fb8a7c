import type { Position } from '../model/geometry.ts';
import { distanceKm, EARTH_RADIUS_KM } from './distance.ts';

const RADIANS = Math.PI / 180;

/**
 * A point on the great circle from one place to another, `fraction` of the way along, and the bearing of the circle
 * there in degrees clockwise from north, 0 ≤ bearing < 360. Null between places at the same point and between antipodes,
 * where no way is the shortest.
 */
export function pointAlong(
  from: Position,
  to: Position,
  fraction: number,
): { point: Position; bearing: number } | null {
  const angle = distanceKm(from, to) / EARTH_RADIUS_KM;
  if (angle === 0 || Math.PI - angle < 1e-9) return null;
  const [start, end] = [Math.sin((1 - fraction) * angle), Math.sin(fraction * angle)];
  const [longitude1, latitude1] = [from[0] * RADIANS, from[1] * RADIANS];
  const [longitude2, latitude2] = [to[0] * RADIANS, to[1] * RADIANS];
  const x =
    start * Math.cos(latitude1) * Math.cos(longitude1) + end * Math.cos(latitude2) * Math.cos(longitude2);
  const y =
    start * Math.cos(latitude1) * Math.sin(longitude1) + end * Math.cos(latitude2) * Math.sin(longitude2);
  const z = start * Math.sin(latitude1) + end * Math.sin(latitude2);
  const point: Position = [Math.atan2(y, x) / RADIANS, Math.atan2(z, Math.hypot(x, y)) / RADIANS];
  return { point, bearing: bearingTowards(point, to) };
}

/** Bearing at which the great circle to another place leaves. */
function bearingTowards(from: Position, to: Position): number {
  const [latitude1, latitude2] = [from[1] * RADIANS, to[1] * RADIANS];
  const turn = (to[0] - from[0]) * RADIANS;
  const east = Math.sin(turn) * Math.cos(latitude2);
  const north =
    Math.cos(latitude1) * Math.sin(latitude2) - Math.sin(latitude1) * Math.cos(latitude2) * Math.cos(turn);
  return (Math.atan2(east, north) / RADIANS + 360) % 360;
}
