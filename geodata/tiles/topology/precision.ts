import type { GeometryColumns } from '../read/geometry-builder.ts';

/** Steps between vertices that are looked at, over all layers. */
const SAMPLES = 50_000;
/** Share of steps that may be smaller than the precision: repaired and merged vertices. */
const OUTLIERS = 0.001;

/**
 * The grid that longitudes were rounded to, in steps of the world grid: the smallest step east or west between
 * neighbouring vertices but for a few. Files with full precision come out with next to nothing.
 */
export function coordinatePrecision(layers: readonly GeometryColumns[]): number {
  const vertices = layers.reduce((sum, { x }) => sum + x.length, 0);
  const stride = Math.max(1, Math.floor(vertices / SAMPLES));
  const steps: number[] = [];
  for (const { x } of layers) {
    for (let i = 1; i < x.length; i += stride) {
      const step = Math.abs(x[i]! - x[i - 1]!);
      if (step > 0) steps.push(step);
    }
  }
  steps.sort((a, b) => a - b);
  return steps[Math.floor(steps.length * OUTLIERS)] ?? 0;
}
