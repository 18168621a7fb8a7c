import { z } from 'zod';
import { presentValues, singleUnitFlag, undefinedOver, whyNoShares } from '../coverage.ts';
import { vector } from '../inputs/vector.ts';
import { defineMeasure } from '../measure.ts';
import { oneNumber } from '../output-shape.ts';
import { sum, sumOf } from '../summation.ts';

export const herfindahl = defineMeasure({
  id: 'herfindahl',
  group: 'concentration',
  title: { zh: '赫芬达尔指数', en: 'Herfindahl–Hirschman index' },
  summary: {
    zh: '份额平方和；其倒数为等规模中心的有效个数。',
    en: 'Sum of squared shares; its inverse is the number of equal units that would be as concentrated.',
  },
  formula: String.raw`H = \sum_i s_i^2, \quad s_i = \frac{x_i}{\sum_j x_j}`,
  unit: '',
  range: [0, 1],
  scope: 'province',
  input: vector,
  output: oneNumber({
    effectiveNumber: z.number().describe('1 / H: how many equal units would be as concentrated.'),
    normalised: z.number().nullable().describe('(H − 1/n) / (1 − 1/n); null for a single unit.'),
  }),
  params: [],
  source:
    'Herfindahl, O. C. (1950). Concentration in the steel industry. Hirschman, A. O. (1945). National power and the structure of foreign trade.',
  example: {
    input: [50, 30, 20],
    value: 0.38,
    details: { effectiveNumber: 1 / 0.38, normalised: 0.07 },
    source: 'By hand: 0.25 + 0.09 + 0.04; (0.38 − 1/3) / (2/3).',
  },
  evaluate(input) {
    const present = presentValues(input);
    const reason = whyNoShares(present);
    if (reason !== null) return undefinedOver(present.coverage, reason);
    const { n } = present.coverage;
    const value = herfindahlOf(present.values);
    return {
      coverage: present.coverage,
      flags: singleUnitFlag(present.coverage),
      value,
      details: { effectiveNumber: 1 / value, normalised: n === 1 ? null : (value - 1 / n) / (1 - 1 / n) },
    };
  },
});

/** Sum of squared shares of non-negative numbers with a positive sum. */
export function herfindahlOf(values: Float64Array): number {
  const total = sum(values);
  return sumOf(values.length, (index) => (values[index]! / total) ** 2);
}
