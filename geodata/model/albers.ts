import type { Position } from './geometry.ts';

/** Albers' conic of equal area: standard parallels and origin in degrees. */
export interface AlbersParallels {
  south: number;
  north: number;
  meridian: number;
}

/** Coordinates in km east and north of the origin (meridian, equator). */
export type Plane = [x: number, y: number];

const RADIANS = Math.PI / 180;
const SEMI_MAJOR_KM = 6378.137;
const FLATTENING = 1 / 298.257223563;
const E2 = FLATTENING * (2 - FLATTENING);
const E = Math.sqrt(E2);

/** Projection and its inverse on the WGS84 ellipsoid (Snyder 1987, Map projections – a working manual, pp. 101–102). */
export function albers({ south, north, meridian }: AlbersParallels) {
  const [q1, q2] = [authalic(south * RADIANS), authalic(north * RADIANS)];
  const [m1, m2] = [parallelRadius(south * RADIANS), parallelRadius(north * RADIANS)];
  const n = south === north ? Math.sin(south * RADIANS) : (m1 ** 2 - m2 ** 2) / (q2 - q1);
  const c = m1 ** 2 + n * q1;
  const radius = (q: number): number => (SEMI_MAJOR_KM * Math.sqrt(Math.max(0, c - n * q))) / n;
  const originRadius = radius(0);

  return {
    forward: ([longitude, latitude]: Position): Plane => {
      const rho = radius(authalic(latitude * RADIANS));
      const theta = n * wrapped(longitude - meridian) * RADIANS;
      return [rho * Math.sin(theta), originRadius - rho * Math.cos(theta)];
    },

    inverse: ([x, y]: Plane): Position => {
      const rho = Math.hypot(x, originRadius - y) * Math.sign(n);
      const theta = Math.atan2(Math.sign(n) * x, Math.sign(n) * (originRadius - y));
      const q = (c - ((rho * n) / SEMI_MAJOR_KM) ** 2) / n;
      return [wrapped(meridian + theta / n / RADIANS), latitudeOf(q) / RADIANS];
    },
  };
}

/** Longitude between −180 and 180. */
const wrapped = (degrees: number): number => ((((degrees + 180) % 360) + 360) % 360) - 180;

const parallelRadius = (phi: number): number => Math.cos(phi) / Math.sqrt(1 - E2 * Math.sin(phi) ** 2);

/** q of Snyder (3-12): proportional to the area between the equator and a parallel. */
function authalic(phi: number): number {
  const s = Math.sin(phi);
  return (1 - E2) * (s / (1 - E2 * s * s) - Math.log((1 - E * s) / (1 + E * s)) / (2 * E));
}

/** Latitude with that q, by the iteration of Snyder (3-16). */
function latitudeOf(q: number): number {
  let phi = Math.asin(Math.max(-1, Math.min(1, q / 2)));
  for (let step = 0; step < 20; step++) {
    const s = Math.sin(phi);
    const w = 1 - E2 * s * s;
    const change =
      (w ** 2 / (2 * Math.cos(phi))) * (q / (1 - E2) - s / w + Math.log((1 - E * s) / (1 + E * s)) / (2 * E));
    phi += change;
    if (!(Math.abs(change) > 1e-15)) break;
  }
  return phi;
}
