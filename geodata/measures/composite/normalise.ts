import { averageRanks } from '../correlation.ts';
import { presentValues } from '../coverage.ts';
import type { IndicatorSystem } from '../inputs/indicator-system.ts';
import { columnOf } from '../inputs/matrix.ts';
import { meanOf, squaredDeviations } from '../summation.ts';

export const normalisations = ['min-max', 'z-score', 'rank', 'distance-to-max'] as const;
export type Normalisation = (typeof normalisations)[number];

/** Parameter of every measure that makes indicators comparable. */
export const normalisationParam = {
  name: 'normalisation',
  description: {
    zh: 'min-max 极差；z-score 标准化；rank 百分位；distance-to-max 与最大值之比。',
    en: 'min-max to 0–1; z-score with population deviation; rank as percentile 0–1; distance-to-max: x / max.',
  },
  type: 'enum',
  values: normalisations,
  default: 'min-max',
} as const;

/**
 * Every indicator over the units that have it, on a common scale, upwards being better; null stays null. A constant
 * indicator gets 0.5 (min–max, rank), 0 (z-score) or 1 (distance to max): it tells units apart in none of them.
 */
export function normalise(system: IndicatorSystem, how: Normalisation): (number | null)[][] {
  const columns = system.places.map(({ direction }, indicator) => {
    const { values, positions } = presentValues(columnOf(system, indicator));
    const scaled = scaleColumn(values, how, direction);
    const column: (number | null)[] = system.codes.map(() => null);
    positions.forEach((position, index) => (column[position] = scaled[index]!));
    return column;
  });
  return system.codes.map((_, unit) => columns.map((column) => column[unit]!));
}

function scaleColumn(values: Float64Array, how: Normalisation, direction: 1 | -1): Float64Array {
  if (values.length === 0) return values;
  const low = values.reduce((least, value) => Math.min(least, value), Infinity);
  const high = values.reduce((most, value) => Math.max(most, value), -Infinity);
  const isConstant = low === high;
  if (how === 'z-score') {
    const [mean, deviation] = [meanOf(values), Math.sqrt(squaredDeviations(values) / values.length)];
    return values.map((value) => (isConstant ? 0 : (direction * (value - mean)) / deviation));
  }
  if (how === 'distance-to-max') {
    const best = direction === 1 ? high : low;
    return values.map((value) => (value === best ? 1 : direction === 1 ? value / best : best / value));
  }
  if (isConstant) return values.map(() => 0.5);
  const scaled =
    how === 'rank'
      ? averageRanks(values).map((rank) => (rank - 1) / (values.length - 1))
      : values.map((value) => (value - low) / (high - low));
  return direction === 1 ? scaled : scaled.map((value) => 1 - value);
}
