import { z } from 'zod';
import { coverageOf, presentValues, whyNoShares } from '../coverage.ts';
import { columnOf, matrix } from '../inputs/matrix.ts';
import { defineMeasure } from '../measure.ts';
import { oneNumber, rowReason } from '../output-shape.ts';
import { meanOf } from '../summation.ts';
import { giniOf } from './gini.ts';

export const giniMean = defineMeasure({
  id: 'gini-mean',
  group: 'concentration',
  title: { zh: '指标平均空间基尼系数', en: 'Mean spatial Gini over indicators' },
  summary: {
    zh: '对各指标分别计算空间基尼系数后取平均，例如创新基尼（8 项）与经济基尼（4 项）。',
    en: 'Gini coefficient of every indicator over the units, averaged: e.g. an innovation Gini of eight indicators.',
  },
  formula: String.raw`\bar{G} = \frac{1}{|K|} \sum_{k \in K} G(x_k)`,
  unit: '',
  range: [0, 1],
  scope: 'province',
  input: matrix,
  output: oneNumber({
    indicators: z
      .array(
        z.object({
          indicator: z.string(),
          value: z.number().nullable(),
          n: z.int().describe('Units with a value.'),
          reason: rowReason,
        }),
      )
      .describe('Gini coefficient of each indicator.'),
  }),
  params: [
    {
      name: 'minimumShare',
      description: {
        zh: '至少应有定义的指标比例（8 项中 6 项）。',
        en: 'Least share of indicators with a Gini coefficient: six of eight by default.',
      },
      type: 'number',
      default: 0.75,
      minimum: 0,
      maximum: 1,
    },
  ],
  source: 'Mean of Gini coefficients over an indicator system; equal weights, indicators as given.',
  example: {
    input: {
      codes: ['a', 'b', 'c'],
      indicators: ['patents', 'students'],
      values: [
        [0, 1],
        [0, 2],
        [9, 3],
      ],
    },
    value: (2 / 3 + 2 / 9) / 2,
    source: 'Closed forms: all in one of three units gives 2/3; 1, 2, 3 gives (n² − 1)/(3 n (n + 1)) = 2/9.',
  },
  evaluate(input, { minimumShare }) {
    const indicators = input.indicators.map((indicator, index) => {
      const present = presentValues(columnOf(input, index));
      const reason = whyNoShares(present);
      const { n } = present.coverage;
      return reason === null
        ? { indicator, value: giniOf(present.values), n }
        : { indicator, value: null, n, reason };
    });
    const defined = indicators.flatMap(({ value }) => (value === null ? [] : [value]));
    const coverage = coverageOf(input.codes, (unit) => input.values[unit]!.some((value) => value !== null));
    const enough = defined.length > 0 && defined.length >= minimumShare * indicators.length;
    return {
      coverage,
      value: enough ? meanOf(Float64Array.from(defined)) : null,
      details: { indicators },
      ...(enough ? {} : { reason: 'missing_value' }),
    };
  },
});
