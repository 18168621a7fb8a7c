import { presentValues, singleUnitFlag, undefinedOver, whyNoShares } from '../coverage.ts';
import { vector } from '../inputs/vector.ts';
import { defineMeasure } from '../measure.ts';
import { oneNumber } from '../output-shape.ts';
import { meanOf, sumOf } from '../summation.ts';

export const atkinson = defineMeasure({
  id: 'atkinson',
  group: 'concentration',
  title: { zh: '阿特金森指数', en: 'Atkinson index' },
  summary: {
    zh: '不均等造成的福利损失份额；参数 ε 越大，越看重低值单元。',
    en: 'Share of the sum lost to inequality; the larger ε, the more units with little count.',
  },
  formula: String.raw`A_\varepsilon = 1 - \left[ \frac{1}{n} \sum_i \left( \frac{x_i}{\bar{x}} \right)^{1-\varepsilon} \right]^{1/(1-\varepsilon)}, \quad A_1 = 1 - \frac{(\prod_i x_i)^{1/n}}{\bar{x}}`,
  unit: '',
  range: [0, 1],
  scope: 'province',
  input: vector,
  output: oneNumber(),
  params: [
    {
      name: 'aversion',
      description: { zh: '不均等厌恶参数 ε。', en: 'Aversion to inequality ε.' },
      type: 'number',
      default: 0.5,
      minimum: 0,
      maximum: 10,
    },
  ],
  source: 'Atkinson, A. B. (1970). On the measurement of inequality. Journal of Economic Theory 2, 244–263.',
  example: {
    input: [1, 4],
    value: 0.1,
    source: 'By hand, ε = ½: ((√0.4 + √1.6)/2)² = (3√0.4/2)² = 0.9.',
  },
  evaluate(input, { aversion }) {
    const present = presentValues(input);
    const reason = whyNoShares(present);
    if (reason !== null) return undefinedOver(present.coverage, reason);
    const value = Math.max(0, atkinsonOf(present.values, aversion));
    return { coverage: present.coverage, flags: singleUnitFlag(present.coverage), value };
  },
});

/** Atkinson's index of non-negative numbers with a positive mean: 1 where one of them is 0 and ε is at least 1. */
function atkinsonOf(values: Float64Array, aversion: number): number {
  const mean = meanOf(values);
  const n = values.length;
  if (aversion >= 1 && values.includes(0)) return 1;
  if (aversion === 1) return 1 - Math.exp(sumOf(n, (index) => Math.log(values[index]! / mean)) / n);
  const power = 1 - aversion;
  const powerMean = sumOf(n, (index) => (values[index]! / mean) ** power) / n;
  return 1 - powerMean ** (1 / power);
}
