import { z } from 'zod';
import { presentValues, singleUnitFlag, undefinedOver, whyNoShares } from '../coverage.ts';
import { vector } from '../inputs/vector.ts';
import { defineMeasure } from '../measure.ts';
import { curve } from '../output-shape.ts';
import { sum } from '../summation.ts';

export const lorenz = defineMeasure({
  id: 'lorenz',
  group: 'concentration',
  title: { zh: '洛伦兹曲线', en: 'Lorenz curve' },
  summary: {
    zh: '按数值升序累计的份额曲线，与对角线所夹面积的两倍即基尼系数。',
    en: 'Cumulative share over units in ascending order; twice the area to the diagonal is the Gini coefficient.',
  },
  formula: String.raw`L\!\left(\tfrac{k}{n}\right) = \frac{\sum_{i=1}^{k} x_{(i)}}{\sum_{i=1}^{n} x_{(i)}}`,
  unit: '',
  range: [0, 1],
  scope: 'province',
  input: vector,
  output: curve({
    x: z.number().describe('Share of units, ascending by value.'),
    y: z.number().describe('Their share of the sum.'),
  }),
  params: [],
  source:
    'Lorenz, M. O. (1905). Methods of measuring the concentration of wealth. Publications of the American Statistical Association 9(70), 209–219.',
  example: {
    input: [4, 1, 2, 3],
    value: [
      { x: 0, y: 0 },
      { x: 0.25, y: 0.1 },
      { x: 0.5, y: 0.3 },
      { x: 0.75, y: 0.6 },
      { x: 1, y: 1 },
    ],
    source: 'By hand: cumulative sums 1, 3, 6, 10 of ten.',
  },
  evaluate(input) {
    const present = presentValues(input);
    const reason = whyNoShares(present);
    if (reason !== null) return undefinedOver(present.coverage, reason);
    const heights = lorenzCurve(present.values);
    const last = heights.length - 1;
    return {
      coverage: present.coverage,
      flags: singleUnitFlag(present.coverage),
      value: Array.from(heights, (y, index) => ({ x: index / last, y })),
    };
  },
});

/** The n + 1 heights of the Lorenz curve, from 0 to 1, over non-negative numbers with a positive sum. */
export function lorenzCurve(values: Float64Array): Float64Array {
  const ascending = values.toSorted();
  const total = sum(ascending);
  const heights = new Float64Array(ascending.length + 1);
  let cumulative = 0;
  ascending.forEach((value, index) => {
    cumulative += value;
    heights[index + 1] = Math.min(1, cumulative / total);
  });
  heights[ascending.length] = 1;
  return heights;
}
