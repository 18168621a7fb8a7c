import type { IndicatorKind } from '../../geodata/model/indicator.ts';
import type { Plate } from '../plate/plate.ts';
import type { Size } from './home-padding.ts';

/** How circles are sized: by the value of a region, or all the same. */
export interface CircleScale {
  /** False where values do not add up, so that areas would say nothing; then colour alone tells. */
  bySize: boolean;
  radius(value: number | null): number;
}

/** How large circles are. Radii are in pixels, shares are of the side of a square as large as the map. */
export interface CircleLooks {
  /** Indicators whose values areas may show. */
  sized: readonly IndicatorKind[];
  withoutValue: number;
  /** The least radius that stands for a value. */
  withValue: number;
  largest: { share: number; most: number };
  /** Circles that are all the same. */
  alike: { share: number; least: number; most: number };
}

/** Fewer circles than this are no larger. */
const FEW = 12;

/**
 * The scale of a plate's circles on a map of some size. Areas grow with the value, up to the largest of all years, so
 * that they compare across years; the more circles there are, the smaller.
 */
export function scaleCircles(
  { shown, coverage }: Pick<Plate, 'shown' | 'coverage'>,
  circles: number,
  { width, height }: Size,
  { sized, withoutValue, withValue, largest, alike }: CircleLooks,
): CircleScale {
  const side = Math.sqrt(width * height);
  const count = Math.max(FEW, circles);
  const bySize =
    shown !== null &&
    sized.includes(shown.kind) &&
    shown.ramp === 'sequential' &&
    shown.since === null &&
    shown.extent[0] >= 0;
  if (!bySize) {
    const radius = Math.min(alike.most, Math.max(alike.least, (alike.share * side) / Math.sqrt(count)));
    return { bySize, radius: () => radius };
  }
  const full = Math.min(largest.most, (largest.share * side) / count ** 0.25);
  const most = coverage!.extent[1];
  return {
    bySize,
    radius(value) {
      if (value === null || most <= 0) return withoutValue;
      return Math.max(withValue, full * Math.sqrt(value / most));
    },
  };
}
