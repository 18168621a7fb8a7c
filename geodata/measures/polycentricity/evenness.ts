import { squaredDeviations } from '../summation.ts';

/**
 * Green's 1 − σ / σ_max with σ_max the deviation of (0, max x): within [0, 1] because no set of numbers between 0 and
 * its maximum deviates by more than max / 2 (Popoviciu 1935).
 */
export function evenness(sizes: Float64Array): { value: number; details: { deviation: number } } {
  const deviation = Math.sqrt(squaredDeviations(sizes) / sizes.length);
  const largest = sizes.reduce((most, size) => Math.max(most, size), 0);
  return { value: Math.min(1, Math.max(0, 1 - deviation / (largest / 2))), details: { deviation } };
}
