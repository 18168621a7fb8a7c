import { z } from 'zod';
import { presentValues, singleUnitFlag, undefinedOver, whyNoShares } from '../coverage.ts';
import { vector } from '../inputs/vector.ts';
import { defineMeasure } from '../measure.ts';
import { oneNumber } from '../output-shape.ts';
import { sum } from '../summation.ts';
import { largestPositions } from './top-share.ts';

export const capitalShare = defineMeasure({
  id: 'capital-share',
  group: 'concentration',
  title: { zh: '省会占比', en: 'Capital share' },
  summary: {
    zh: '省会（或指定单元）占全省总量的份额。',
    en: 'Share of the capital (or another named unit) in the sum over all units.',
  },
  formula: String.raw`s = \frac{x_{\text{capital}}}{\sum_i x_i}`,
  unit: '',
  range: [0, 1],
  scope: 'province',
  input: vector,
  output: oneNumber({
    primacy: z.number().describe('The share in multiples of an even share, s / (1/n).'),
  }),
  params: [
    {
      name: 'capital',
      description: {
        zh: '省会单元代码；缺省为数值最大的单元。',
        en: 'Code of the capital; the unit with the largest value by default (ties: lowest code).',
      },
      type: 'string',
      default: null,
    },
  ],
  source:
    'Share of the primate city: Jefferson, M. (1939). The law of the primate city. Geographical Review 29(2), 226–232.',
  example: {
    input: { codes: ['410100', '410200', '410300', '410400'], values: [60, 20, 15, 5] },
    params: { capital: '410100' },
    value: 0.6,
    details: { primacy: 2.4 },
    source: 'By hand: 60 of 100; an even share of four units is 0.25.',
  },
  evaluate(input, { capital }) {
    const present = presentValues(input);
    const reason = whyNoShares(present);
    if (reason !== null) return undefinedOver(present.coverage, reason);
    const position =
      capital === null
        ? largestPositions(present.values, present.codes, 1)[0]!
        : present.codes.indexOf(capital);
    if (position < 0) return undefinedOver(present.coverage, 'missing_value');
    const value = present.values[position]! / sum(present.values);
    return {
      coverage: present.coverage,
      flags: singleUnitFlag(present.coverage),
      value,
      details: { primacy: value * present.coverage.n },
      ...(capital === null ? { variant: 'largest' } : {}),
    };
  },
});
