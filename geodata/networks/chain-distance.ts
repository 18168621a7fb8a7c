import type { Position } from '../model/geometry.ts';
import { distanceKm, EARTH_RADIUS_KM } from './distance.ts';
import { cross, dot, toVector } from './sphere-vector.ts';

/** Shortest distance in km from a point to a chain of places joined by great circles; Infinity to none. */
export function distanceToChainKm(point: Position, chain: readonly Position[]): number {
  let nearest = chain.reduce((least, place) => Math.min(least, distanceKm(point, place)), Infinity);
  for (let index = 1; index < chain.length; index++) {
    const beside = distanceBesideKm(point, chain[index - 1]!, chain[index]!);
    if (beside !== null) nearest = Math.min(nearest, beside);
  }
  return nearest;
}

/** Distance to the great circle between two places, for points that lie beside it; null for those beyond its ends. */
function distanceBesideKm(point: Position, from: Position, to: Position): number | null {
  const [start, end, vector] = [toVector(from), toVector(to), toVector(point)];
  const normal = cross(start, end);
  const length = Math.hypot(...normal);
  // Between a place and itself, or its antipode, there is no one circle.
  if (length < 1e-12) return null;
  if (dot(cross(normal, start), vector) < 0 || dot(cross(end, normal), vector) < 0) return null;
  return Math.asin(Math.min(1, Math.abs(dot(normal, vector)) / length)) * EARTH_RADIUS_KM;
}
