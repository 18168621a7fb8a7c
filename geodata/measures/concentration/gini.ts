import { presentValues, singleUnitFlag, undefinedOver, whyNoShares } from '../coverage.ts';
import { vector } from '../inputs/vector.ts';
import { defineMeasure } from '../measure.ts';
import { oneNumber } from '../output-shape.ts';
import { sum, sumOf } from '../summation.ts';

export const gini = defineMeasure({
  id: 'gini',
  group: 'concentration',
  title: { zh: '空间基尼系数', en: 'Spatial Gini coefficient' },
  summary: {
    zh: '各单元数值分布的集中程度：0 为完全均等，越接近 1 越集中。',
    en: 'How unevenly a quantity is spread over units: 0 where all have the same, near 1 where one has all.',
  },
  formula: String.raw`G = \frac{\sum_i \sum_j |x_i - x_j|}{2 n^2 \bar{x}}`,
  unit: '',
  range: [0, 1],
  scope: 'province',
  input: vector,
  output: oneNumber(),
  params: [
    {
      name: 'normalised',
      description: {
        zh: '乘以 n/(n−1)，使不同单元数可比。',
        en: 'Multiply by n/(n−1), so that frames of different size can be compared.',
      },
      type: 'boolean',
      default: false,
    },
  ],
  source:
    'Gini, C. (1912). Variabilità e mutabilità. Corrected form: Deltas, G. (2003). The small-sample bias of the Gini coefficient. Review of Economics and Statistics 85(1), 226–234.',
  example: {
    input: [1, 2, 3, 4, 5],
    value: 4 / 15,
    source: 'Closed form: (n² − 1) / (3 n (n + 1)) of the first n whole numbers, n = 5.',
  },
  evaluate(input, { normalised }) {
    const present = presentValues(input);
    const reason = whyNoShares(present);
    if (reason !== null) return undefinedOver(present.coverage, reason);
    const { n } = present.coverage;
    const flags = singleUnitFlag(present.coverage);
    if (!normalised) return { coverage: present.coverage, flags, value: giniOf(present.values) };
    if (n === 1) return undefinedOver(present.coverage, 'too_few_units');
    const value = (giniOf(present.values) * n) / (n - 1);
    return { coverage: present.coverage, flags, value, variant: 'normalised' };
  },
});

/**
 * Gini coefficient of non-negative numbers with a positive sum, between 0 and (n − 1)/n, in O(n log n):
 * Σ (2i − n − 1) x₍ᵢ₎ / (n Σ x) over ascending x, equal to the mean difference over all pairs.
 */
export function giniOf(values: Float64Array): number {
  const n = values.length;
  const ascending = values.toSorted();
  const total = sum(ascending);
  return sumOf(n, (index) => (2 * index + 1 - n) * ascending[index]!) / (n * total);
}
