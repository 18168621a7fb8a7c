import { z } from 'zod';
import { coverageOf, presentValues, whyNoShares } from '../coverage.ts';
import { columnOf, matrix } from '../inputs/matrix.ts';
import { defineMeasure } from '../measure.ts';
import { oneNumber } from '../output-shape.ts';
import { meanOf, sum } from '../summation.ts';

export const capitalShareMean = defineMeasure({
  id: 'capital-share-mean',
  group: 'concentration',
  title: { zh: '指标平均省会占比', en: 'Mean capital share over indicators' },
  summary: {
    zh: '省会在各指标总量中的份额的平均；人均类指标没有总量，不应列入。',
    en: 'Share of the capital in the sum of every indicator, averaged; indicators per head have no sum and stay out.',
  },
  formula: String.raw`\bar{s} = \frac{1}{|K|} \sum_{k \in K} \frac{x_{k,\text{capital}}}{\sum_i x_{k,i}}`,
  unit: '',
  range: [0, 1],
  scope: 'province',
  input: matrix,
  output: oneNumber({
    primacy: z.number().describe('The mean share in multiples of an even share.'),
    capitalClass: z
      .enum(['below 30 %', 'above 30 %', 'above 50 %', 'above 80 %'])
      .describe('Compared unrounded.'),
    indicators: z
      .array(z.object({ indicator: z.string(), value: z.number().nullable() }))
      .describe('Share in each indicator.'),
  }),
  params: [
    {
      name: 'capital',
      description: { zh: '省会单元代码。', en: 'Code of the capital; the first unit by default.' },
      type: 'string',
      default: null,
    },
  ],
  source:
    'Mean share of the primate city: Jefferson, M. (1939). The law of the primate city. Geographical Review 29(2), 226–232.',
  example: {
    input: {
      codes: ['capital', 'b', 'c'],
      indicators: ['patents', 'students'],
      values: [
        [8, 3],
        [1, 4],
        [1, 3],
      ],
    },
    value: 0.55,
    details: {
      primacy: 1.65,
      capitalClass: 'above 50 %',
      indicators: [
        { indicator: 'patents', value: 0.8 },
        { indicator: 'students', value: 0.3 },
      ],
    },
    source: 'By hand: (8/10 + 3/10) / 2.',
  },
  evaluate(input, { capital }) {
    const code = capital ?? input.codes[0];
    const indicators = input.indicators.map((indicator, index) => {
      const present = presentValues(columnOf(input, index));
      const position = present.codes.findIndex((each) => each === code);
      if (position < 0 || whyNoShares(present) !== null) return { indicator, value: null };
      return { indicator, value: present.values[position]! / sum(present.values) };
    });
    const coverage = coverageOf(input.codes, (unit) => input.values[unit]!.some((value) => value !== null));
    const shares = indicators.flatMap(({ value }) => (value === null ? [] : [value]));
    if (shares.length === 0) return { coverage, value: null, reason: 'missing_value' };
    const value = meanOf(Float64Array.from(shares));
    return {
      coverage,
      value,
      details: { primacy: value * coverage.n, capitalClass: capitalClass(value), indicators },
      ...(shares.length < indicators.length ? { flags: ['incomplete'] } : {}),
    };
  },
});

function capitalClass(share: number) {
  if (share > 0.8) return 'above 80 %';
  if (share > 0.5) return 'above 50 %';
  return share > 0.3 ? 'above 30 %' : 'below 30 %';
}
