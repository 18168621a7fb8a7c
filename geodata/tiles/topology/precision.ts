import { growingInt32 } from '../growing-array.ts';
import type { GeometryColumns } from '../read/geometry-columns.ts';

/** Rounding moves two borders apart by up to the diagonal of the grid they were rounded to. */
const DIAGONAL = 1.5;
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
  const steps = growingInt32();
  for (const { x } of layers) {
    for (let i = 1; i < x.length; i += stride) {
      const step = Math.abs(x[i]! - x[i - 1]!);
      if (step > 0) steps.push(step);
    }
  }
  return steps.view().sort()[Math.floor(steps.length * OUTLIERS)] ?? 0;
}

/** Shares of a unit's size below which a gap is taken for rounding at most. */
const LARGEST_SHARE = 1 / 200;

/**
 * How far apart two lines may be and still be one border that was rounded: the diagonal of the grid of the
 * coordinates, but never more than a small part of what a unit usually measures; hand-made boundaries on whole
 * degrees must not collapse.
 */
export function roundingTolerance(layers: readonly GeometryColumns[]): number {
  const sizes: number[] = [];
  for (const { featurePart, partBox } of layers) {
    for (let feature = 0; feature + 1 < featurePart.length; feature++) {
      let size = 0;
      for (let part = featurePart[feature]!; part < featurePart[feature + 1]!; part++) {
        size = Math.max(
          size,
          partBox[part * 4 + 2]! - partBox[part * 4]!,
          partBox[part * 4 + 3]! - partBox[part * 4 + 1]!,
        );
      }
      if (size > 0) sizes.push(size);
    }
  }
  sizes.sort((a, b) => a - b);
  const usual = sizes[sizes.length >> 1] ?? 0;
  return Math.min(DIAGONAL * coordinatePrecision(layers), usual * LARGEST_SHARE);
}
