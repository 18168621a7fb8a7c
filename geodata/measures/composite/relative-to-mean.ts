import { z } from 'zod';
import { coverageOf, presentValues, undefinedOver } from '../coverage.ts';
import { columnOf, matrix } from '../inputs/matrix.ts';
import { defineMeasure } from '../measure.ts';
import { perCell, rowReason } from '../output-shape.ts';
import { meanOf } from '../summation.ts';

export const relativeToMean = defineMeasure({
  id: 'relative-to-mean',
  group: 'composite',
  title: { zh: '相对全国均值', en: 'Multiple of the mean' },
  summary: {
    zh: '各单元各指标为全体均值的多少倍，用于雷达图。',
    en: 'Each indicator of each unit in multiples of the mean over all units, as a radar chart shows it.',
  },
  formula: String.raw`r_{ij} = \frac{x_{ij}}{\bar{x}_j}`,
  unit: 'times the mean',
  range: [null, null],
  scope: 'unit',
  input: matrix,
  output: perCell(
    { reason: rowReason },
    {
      means: z
        .array(z.object({ indicator: z.string(), value: z.number().nullable() }))
        .describe('Mean of each indicator.'),
    },
  ),
  params: [],
  source: 'Definition; a mean of zero leaves the multiple undefined.',
  example: {
    input: {
      codes: ['a', 'b'],
      indicators: ['x', 'y'],
      values: [
        [3, 0],
        [1, 0],
      ],
    },
    value: [
      { code: 'a', indicator: 'x', value: 1.5 },
      { code: 'a', indicator: 'y', value: null, reason: 'zero_mean' },
      { code: 'b', indicator: 'x', value: 0.5 },
      { code: 'b', indicator: 'y', value: null, reason: 'zero_mean' },
    ],
    details: {
      means: [
        { indicator: 'x', value: 2 },
        { indicator: 'y', value: 0 },
      ],
    },
    source: 'By hand.',
  },
  evaluate(input) {
    const coverage = coverageOf(input.codes, (unit) => input.values[unit]!.some((value) => value !== null));
    if (coverage.n === 0) return undefinedOver(coverage, 'too_few_units');
    const means = input.indicators.map((indicator, index) => {
      const { values } = presentValues(columnOf(input, index));
      return { indicator, value: values.length === 0 ? null : meanOf(values) };
    });
    const value = input.codes.flatMap((code, unit) =>
      means.map(({ indicator, value: mean }, index) => {
        const own = input.values[unit]![index]!;
        if (own === null || mean === null) return { code, indicator, value: null, reason: 'missing_value' };
        if (mean === 0) return { code, indicator, value: null, reason: 'zero_mean' };
        return { code, indicator, value: own / mean };
      }),
    );
    return { coverage, value, details: { means } };
  },
});
