import { presentValues, undefinedOver } from '../coverage.ts';
import { vector } from '../inputs/vector.ts';
import { defineMeasure } from '../measure.ts';
import { oneNumber } from '../output-shape.ts';
import { meanOf, squaredDeviations } from '../summation.ts';

export const coefficientOfVariation = defineMeasure({
  id: 'coefficient-of-variation',
  group: 'concentration',
  title: { zh: '变异系数', en: 'Coefficient of variation' },
  summary: {
    zh: '标准差与均值之比，衡量单元间差异，逐年比较即 σ 收敛。',
    en: 'Standard deviation over mean; its course over years shows whether units converge.',
  },
  formula: String.raw`CV = \frac{1}{\bar{x}} \sqrt{\frac{\sum_i (x_i - \bar{x})^2}{n - \mathrm{ddof}}}`,
  unit: '',
  range: [0, null],
  scope: 'nation',
  input: vector,
  output: oneNumber(),
  params: [
    {
      name: 'ddof',
      description: {
        zh: '自由度修正：0 为全体单元（缺省），1 为样本。',
        en: 'Degrees of freedom taken off n: 0 for a full enumeration of units, 1 for a sample.',
      },
      type: 'integer',
      default: 0,
      minimum: 0,
      maximum: 1,
    },
  ],
  source:
    'Pearson, K. (1896). Mathematical contributions to the theory of evolution III. Philosophical Transactions A 187, 253–318.',
  example: {
    input: [2, 4, 4, 4, 5, 5, 7, 9],
    value: 0.4,
    source: 'Textbook series with mean 5 and population standard deviation 2.',
  },
  evaluate(input, { ddof }) {
    const present = presentValues(input);
    const { coverage, values } = present;
    if (coverage.n < 2) return undefinedOver(coverage, 'too_few_units');
    if (values.some((value) => value < 0)) return undefinedOver(coverage, 'negative_values');
    const mean = meanOf(values);
    if (mean === 0) return undefinedOver(coverage, 'zero_mean');
    return { coverage, value: Math.sqrt(squaredDeviations(values) / (coverage.n - ddof)) / mean };
  },
});
