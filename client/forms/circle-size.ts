import type { Size } from '../map/home-padding.ts';
import type { Plate } from '../plate/plate.ts';

/** Least radii in pixels: of a region without a value, of one that has any, and of circles that are all alike. */
const least = { withoutValue: 2, withValue: 2.5, alike: 4 } as const;

/** How circles are sized: by the value of a region, or all the same. */
export interface CircleScale {
  /** False where values do not add up, so that areas would say nothing; then colour alone tells. */
  bySize: boolean;
  radius(value: number | null): number;
}

/**
 * The scale of a plate's circles on a map of some size. Areas grow with the value, up to the largest of all years, so
 * that they compare across years; only counts are shown so. All sizes are smaller where there are many circles.
 */
export function circleScale({ shown, coverage, frame }: Plate, { width, height }: Size): CircleScale {
  const side = Math.sqrt(width * height);
  const bySize =
    shown?.kind === 'count' && shown.ramp === 'sequential' && shown.since === null && shown.extent[0] >= 0;
  if (!bySize) {
    const radius = Math.max(least.alike, (0.21 * side) / Math.sqrt(Math.max(12, frame.length)));
    return { bySize, radius: () => radius };
  }
  const largest = (0.125 * side) / Math.max(12, frame.length) ** 0.25;
  const most = coverage!.extent[1];
  return {
    bySize,
    radius(value) {
      if (value === null || most <= 0) return least.withoutValue;
      return Math.max(least.withValue, largest * Math.sqrt(value / most));
    },
  };
}
