import type { Plate } from '../plate/plate.ts';
import type { Size } from './home-padding.ts';

/** Radii in pixels: of a place without a value, of one that has any, of the largest, and the bounds of circles that are all alike. */
const radii = { withoutValue: 2.5, withValue: 2.5, largest: 22, alike: [2.2, 8] } as const;

/** How the circles of places on the map are sized: by the value of a place, or all the same. */
export interface PlaceScale {
  /** False where values do not add up, so that areas would say nothing; then colour alone tells. */
  bySize: boolean;
  radius(value: number | null): number;
}

/**
 * The scale of a plate's places on a map of some size. Areas grow with the value, up to the largest of all years, so that
 * they compare across years; the more places there are, the smaller. Circles keep their size while the map is zoomed.
 */
export function placeScale(
  { shown, coverage, register }: Pick<Plate, 'shown' | 'coverage' | 'register'>,
  { width, height }: Size,
): PlaceScale {
  const side = Math.sqrt(width * height);
  const count = Math.max(12, register.code.length);
  const addsUp = shown?.kind === 'count' || shown?.kind === 'extensive';
  const bySize = addsUp && shown.ramp === 'sequential' && shown.since === null && shown.extent[0] >= 0;
  if (!bySize) {
    const [least, most] = radii.alike;
    const radius = Math.min(most, Math.max(least, (0.1 * side) / Math.sqrt(count)));
    return { bySize, radius: () => radius };
  }
  const largest = Math.min(radii.largest, (0.085 * side) / count ** 0.25);
  const most = coverage!.extent[1];
  return {
    bySize,
    radius(value) {
      if (value === null || most <= 0) return radii.withoutValue;
      return Math.max(radii.withValue, largest * Math.sqrt(value / most));
    },
  };
}
