import type { Ring } from '../model/geometry.ts';

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
