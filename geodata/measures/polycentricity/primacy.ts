import { z } from 'zod';
import { largestPositions } from '../concentration/top-share.ts';
import { presentValues, undefinedOver, whyNoShares } from '../coverage.ts';
import { vector } from '../inputs/vector.ts';
import { defineMeasure } from '../measure.ts';
import { oneNumber } from '../output-shape.ts';
import { sum } from '../summation.ts';

export const primacy = defineMeasure({
  id: 'primacy',
  group: 'polycentricity',
  title: { zh: '首位度', en: 'Primacy' },
  summary: {
    zh: '首位城市规模与第二位之比；另给出四城市、十一城市指数与份额。',
    en: 'Size of the first city over the second; with the four-city and eleven-city indices and its share.',
  },
  formula: String.raw`P_2 = \frac{x_{1}}{x_{2}}, \quad P_4 = \frac{x_1}{x_2 + x_3 + x_4}, \quad P_{11} = \frac{2 x_1}{x_2 + \dots + x_{11}}`,
  unit: '',
  range: [1, null],
  scope: 'agglomeration',
  input: vector,
  output: oneNumber({
    first: z.string().describe('Code of the first city; ties by code.'),
    share: z.number().describe('Its share of all.'),
    fourCity: z.number().nullable().describe('Null with fewer than four cities.'),
    elevenCity: z.number().nullable().describe('Null with fewer than eleven cities.'),
  }),
  params: [],
  source:
    'Jefferson, M. (1939). Geographical Review 29(2), 226–232; four-city index: Davis, K. (1969). World urbanization 1950–1970.',
  example: {
    input: { codes: ['a', 'b', 'c', 'd'], values: [10, 40, 20, 10] },
    value: 2,
    details: { first: 'b', share: 0.5, fourCity: 1, elevenCity: null },
    source: 'By hand.',
  },
  evaluate(input) {
    const present = presentValues(input);
    const { coverage, values, codes } = present;
    if (coverage.n < 2) return undefinedOver(coverage, 'too_few_units');
    const reason = whyNoShares(present);
    if (reason !== null) return undefinedOver(coverage, reason);
    const ranked = largestPositions(values, codes, values.length);
    const [first = 0, second = 0, ...rest] = ranked.map((position) => values[position]!);
    if (second === 0) return undefinedOver(coverage, 'zero_base');
    const following = (count: number): number | null =>
      ranked.length <= count ? null : second + sum(rest.slice(0, count - 1));
    const [four, eleven] = [following(3), following(10)];
    return {
      coverage,
      value: first / second,
      details: {
        first: codes[ranked[0]!]!,
        share: first / sum(values),
        fourCity: four === null ? null : first / four,
        elevenCity: eleven === null ? null : (2 * first) / eleven,
      },
    };
  },
});
