import type { Position, Ring } from '../model/geometry.ts';

/** Twice the area in square degrees on the plane of longitude and latitude; positive for counterclockwise rings. */
export function signedDoubleArea(ring: Ring): number {
  // Taken from the first vertex on, so that small rings far from 0°, 0° keep their digits.
  const [originX, originY] = ring[0] ?? [0, 0];
  let sum = 0;
  for (let i = 1; i < ring.length; i++) {
    const [from, to] = [ring[i - 1]!, ring[i]!];
    sum += (from[0] - originX) * (to[1] - originY) - (to[0] - originX) * (from[1] - originY);
  }
  return sum;
}

/** Outer rings counterclockwise, holes clockwise (RFC 7946 §3.1.6). */
export function rewindPolygon(polygon: Ring[]): Ring[] {
  return polygon.map((ring, i) => (signedDoubleArea(ring) > 0 === (i === 0) ? ring : ring.toReversed()));
}

/** Whether a point lies inside a closed ring; on the border it may be either. */
export function ringContains(ring: Ring, [x, y]: Position): boolean {
  let inside = false;
  for (let i = 1; i < ring.length; i++) {
    const [from, to] = [ring[i - 1]!, ring[i]!];
    if (from[1] > y === to[1] > y) continue;
    if (x < from[0] + ((to[0] - from[0]) * (y - from[1])) / (to[1] - from[1])) inside = !inside;
  }
  return inside;
}
