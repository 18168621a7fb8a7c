import { sum, sumOf } from '../summation.ts';
import type { Plane } from '../../model/albers.ts';

export const ellipseScales = ['deviation', 'sqrt2', 'sample'] as const;
export type EllipseScale = (typeof ellipseScales)[number];

/** Weighted centre, half axes and direction of points in a plane; null without any weight. */
export function ellipseOf(points: readonly Plane[], weights: Float64Array, scale: EllipseScale) {
  const total = sum(weights);
  if (total === 0) return null;
  const mean = (axis: 0 | 1): number => sumOf(points.length, (i) => weights[i]! * points[i]![axis]) / total;
  const centre: Plane = [mean(0), mean(1)];
  const product = (a: 0 | 1, b: 0 | 1): number =>
    sumOf(points.length, (i) => weights[i]! * (points[i]![a] - centre[a]) * (points[i]![b] - centre[b])) /
    total;
  const [xx, yy, xy] = [product(0, 0), product(1, 1), product(0, 1)];
  const root = Math.sqrt((xx - yy) ** 2 + 4 * xy * xy);
  const n = weights.filter((weight) => weight > 0).length;
  const factor = scaleFactor(scale, n);
  const degrees = (Math.atan2(2 * xy, yy - xx) / 2) * (180 / Math.PI);
  return {
    centre,
    majorKm: factor * Math.sqrt((xx + yy + root) / 2),
    minorKm: factor * Math.sqrt(Math.max(0, (xx + yy - root) / 2)),
    rotation: (degrees + 180) % 180,
    n,
  };
}

function scaleFactor(scale: EllipseScale, n: number): number {
  if (scale === 'deviation') return 1;
  return scale === 'sqrt2' || n < 3 ? Math.SQRT2 : Math.SQRT2 * Math.sqrt(n / (n - 2));
}
