import { z } from 'zod';
import { sumOf } from '../summation.ts';

/** Details of a global statistic: its variances, and how many deviations it lies from its expectation. */
export const momentFields = {
  varianceNormal: z.number().describe('Variance if values are normal.'),
  varianceRandomised: z
    .number()
    .nullable()
    .describe('Variance if any order is as likely; null below four units.'),
  zNormal: z.number().nullable().describe('Deviations from the expectation, if values are normal.'),
  zRandomised: z.number().nullable().describe('The same, if any order is as likely.'),
};

export interface Variances {
  varianceNormal: number;
  varianceRandomised: number | null;
}

/** The variances, and the distance of the value from its expectation in standard deviations of each. */
export function momentsOf(value: number, expected: number, variances: Variances) {
  const distance = (variance: number | null): number | null =>
    variance === null || variance <= 0 ? null : (value - expected) / Math.sqrt(variance);
  return {
    ...variances,
    zNormal: distance(variances.varianceNormal),
    zRandomised: distance(variances.varianceRandomised),
  };
}

/** Kurtosis m₄ / m₂² of deviations from a mean, 3 for a normal distribution. */
export function kurtosisOf(deviations: Float64Array): number {
  const second = sumOf(deviations.length, (unit) => deviations[unit]! ** 2);
  return (deviations.length * sumOf(deviations.length, (unit) => deviations[unit]! ** 4)) / second ** 2;
}
