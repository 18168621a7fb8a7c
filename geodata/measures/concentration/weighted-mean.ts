import { pick, presentRows, undefinedOver } from '../coverage.ts';
import { weighted } from '../inputs/weighted.ts';
import { defineMeasure } from '../measure.ts';
import { oneNumber } from '../output-shape.ts';
import { sum, sumOf } from '../summation.ts';

export const weightedMean = defineMeasure({
  id: 'weighted-mean',
  group: 'concentration',
  title: { zh: '加权均值', en: 'Weighted mean' },
  summary: {
    zh: '按权重（如人口）平均，大单元计得更多。',
    en: 'Average over units in which each counts by its weight, e.g. its population.',
  },
  formula: String.raw`\bar{x}_w = \frac{\sum_i w_i x_i}{\sum_i w_i}`,
  unit: 'of the indicator',
  range: [null, null],
  scope: 'nation',
  input: weighted,
  output: oneNumber(),
  params: [],
  source: 'Definition.',
  example: {
    input: { values: [0.2, 0.5], weights: [3, 1] },
    value: 0.275,
    source: 'By hand: (0.6 + 0.5) / 4.',
  },
  evaluate({ codes, values, weights }) {
    const { positions, coverage } = presentRows(codes, values, weights);
    const [x, w] = [pick(values, positions), pick(weights, positions)];
    if (coverage.n === 0) return undefinedOver(coverage, 'too_few_units');
    if (w.some((weight) => weight < 0)) return undefinedOver(coverage, 'negative_values');
    const total = sum(w);
    if (total === 0) return undefinedOver(coverage, 'zero_mean');
    return { coverage, value: sumOf(x.length, (index) => w[index]! * x[index]!) / total };
  },
});
