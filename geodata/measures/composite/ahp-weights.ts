import { z } from 'zod';
import { coverageOf, undefinedOver } from '../coverage.ts';
import { judgements } from '../inputs/judgements.ts';
import { defineMeasure } from '../measure.ts';
import { perIndicator } from '../output-shape.ts';

/** Mean consistency index of random judgements for 1, 2, 3 … items (Saaty 1980); beyond, the last. */
const RANDOM_INDEX = [0, 0, 0.58, 0.9, 1.12, 1.24, 1.32, 1.41, 1.45, 1.49, 1.51, 1.48, 1.56, 1.57, 1.59];

export const ahpWeights = defineMeasure({
  id: 'ahp-weights',
  group: 'composite',
  title: { zh: '层次分析法权重', en: 'Weights by pairwise judgements (AHP)' },
  summary: {
    zh: '由专家两两比较得到的权重及一致性比率；比率须不大于 0.10。',
    en: 'Weights out of pairwise judgements of experts, with their consistency ratio, which should not exceed 0.10.',
  },
  formula: String.raw`A w = \lambda_{\max} w, \quad CI = \frac{\lambda_{\max} - n}{n - 1}, \quad CR = \frac{CI}{RI}`,
  unit: '',
  range: [0, 1],
  scope: 'nation',
  input: judgements,
  output: perIndicator(
    {},
    {
      eigenvalue: z.number().describe('Leading eigenvalue; n where the judgements agree.'),
      consistencyIndex: z.number().describe('(λ − n)/(n − 1).'),
      consistencyRatio: z.number().describe('0 for fewer than three items.'),
      consistent: z.boolean().describe('Whether the ratio is at most 0.10.'),
    },
  ),
  params: [],
  source: 'Saaty, T. L. (1980). The analytic hierarchy process. McGraw-Hill.',
  example: {
    input: {
      items: ['price', 'comfort', 'style'],
      matrix: [
        [1, 2, 4],
        [0.5, 1, 2],
        [0.25, 0.5, 1],
      ],
    },
    value: [
      { indicator: 'price', value: 4 / 7 },
      { indicator: 'comfort', value: 2 / 7 },
      { indicator: 'style', value: 1 / 7 },
    ],
    details: { eigenvalue: 3, consistencyIndex: 0, consistencyRatio: 0, consistent: true },
    source: 'By hand: consistent judgements are ratios of the weights 4 : 2 : 1.',
  },
  evaluate({ items, matrix }) {
    const coverage = coverageOf(items, () => true);
    const leading = principalVector(matrix);
    if (leading === null) return undefinedOver(coverage, 'no_convergence');
    const { eigenvalue, weights } = leading;
    const n = items.length;
    const consistencyIndex = n < 2 ? 0 : Math.max(0, (eigenvalue - n) / (n - 1));
    const randomIndex = RANDOM_INDEX[n - 1] ?? RANDOM_INDEX.at(-1)!;
    const consistencyRatio = randomIndex === 0 ? 0 : consistencyIndex / randomIndex;
    return {
      coverage,
      value: items.map((indicator, index) => ({ indicator, value: weights[index]! })),
      details: { eigenvalue, consistencyIndex, consistencyRatio, consistent: consistencyRatio <= 0.1 },
      ...(consistencyRatio > 0.1 ? { flags: ['inconsistent'] } : {}),
    };
  },
});

/** Leading eigenvector of a positive matrix, its elements adding up to 1, by repeated multiplication. */
function principalVector(matrix: number[][]): { eigenvalue: number; weights: number[] } | null {
  let weights = matrix.map(() => 1 / matrix.length);
  for (let step = 0; step < 10_000; step++) {
    const product = matrix.map((row) => row.reduce((total, each, j) => total + each * weights[j]!, 0));
    const eigenvalue = product.reduce((total, each) => total + each, 0);
    const next = product.map((each) => each / eigenvalue);
    const change = next.reduce((total, each, i) => total + Math.abs(each - weights[i]!), 0);
    weights = next;
    if (change < 1e-15 * matrix.length) return { eigenvalue, weights };
  }
  return null;
}
