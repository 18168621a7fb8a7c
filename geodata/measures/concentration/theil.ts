import { z } from 'zod';
import { presentValues, singleUnitFlag, undefinedOver, whyNoShares } from '../coverage.ts';
import { vector } from '../inputs/vector.ts';
import { defineMeasure } from '../measure.ts';
import { oneNumber } from '../output-shape.ts';
import { meanOf, sumOf } from '../summation.ts';

export const theil = defineMeasure({
  id: 'theil',
  group: 'concentration',
  title: { zh: '泰尔指数', en: 'Theil index' },
  summary: {
    zh: '信息论的不均等指数，可无残差地分解为组间与组内。',
    en: 'Inequality as information; splits into between and within groups without a remainder.',
  },
  formula: String.raw`T = \frac{1}{n} \sum_i \frac{x_i}{\bar{x}} \ln \frac{x_i}{\bar{x}}, \qquad L = \frac{1}{n} \sum_i \ln \frac{\bar{x}}{x_i}`,
  unit: 'nat',
  range: [0, null],
  scope: 'province',
  input: vector,
  output: oneNumber({
    normalised: z.number().nullable().describe('T / ln n; null for a single unit.'),
    meanLogDeviation: z.number().nullable().describe('Theil L; null where a value is zero.'),
  }),
  params: [],
  source: 'Theil, H. (1967). Economics and information theory. North-Holland.',
  example: {
    input: [1, 0, 0, 0],
    value: Math.LN2 * 2,
    details: { normalised: 1, meanLogDeviation: null },
    source: 'Closed form: all in one of n units gives ln n.',
  },
  evaluate(input) {
    const present = presentValues(input);
    const reason = whyNoShares(present);
    if (reason !== null) return undefinedOver(present.coverage, reason);
    const { n } = present.coverage;
    const value = theilOf(present.values);
    return {
      coverage: present.coverage,
      flags: singleUnitFlag(present.coverage),
      value,
      details: {
        normalised: n === 1 ? null : value / Math.log(n),
        meanLogDeviation: present.values.includes(0) ? null : meanLogDeviation(present.values),
      },
    };
  },
});

/** Theil's T of non-negative numbers with a positive mean; 0 ln 0 counts as 0. */
export function theilOf(values: Float64Array): number {
  const mean = meanOf(values);
  const information = sumOf(values.length, (index) => {
    const ratio = values[index]! / mean;
    return ratio === 0 ? 0 : ratio * Math.log(ratio);
  });
  return Math.max(0, information / values.length);
}

/** Theil's L of positive numbers. */
function meanLogDeviation(values: Float64Array): number {
  const mean = meanOf(values);
  return Math.max(0, sumOf(values.length, (index) => Math.log(mean / values[index]!)) / values.length);
}
