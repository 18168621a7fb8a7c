import { z } from 'zod';
import { coverageOf, undefinedOver } from '../coverage.ts';
import { labelPair } from '../inputs/label-pair.ts';
import { defineMeasure } from '../measure.ts';
import { oneNumber } from '../output-shape.ts';
import { adjustedRand, normalisedMutualInformation } from './partitions.ts';

export const partitionAgreement = defineMeasure({
  id: 'partition-agreement',
  group: 'network',
  title: { zh: '分组一致性', en: 'Agreement of two partitions' },
  summary: {
    zh: '两种分组（如网络社区与规划城市群）有多一致：1 为相同，0 为随机。',
    en: 'How far two groupings agree, e.g. network communities and planned agglomerations: 1 the same, 0 by chance.',
  },
  formula: String.raw`\mathrm{ARI} = \frac{\sum_{ij} \binom{n_{ij}}{2} - E}{\frac{1}{2} \left[ \sum_i \binom{a_i}{2} + \sum_j \binom{b_j}{2} \right] - E}, \quad E = \frac{\sum_i \binom{a_i}{2} \sum_j \binom{b_j}{2}}{\binom{n}{2}}`,
  unit: '',
  range: [-1, 1],
  scope: 'network',
  input: labelPair,
  output: oneNumber({
    mutualInformation: z
      .number()
      .nullable()
      .describe('Mutual information over the mean of both entropies; null where both have one group.'),
  }),
  params: [],
  source:
    'Hubert, L. & Arabie, P. (1985). Comparing partitions. Journal of Classification 2, 193–218. Mutual information: Danon, L. et al. (2005). Journal of Statistical Mechanics P09008.',
  example: {
    input: { x: ['a', 'a', 'b', 'b'], y: ['1', '1', '2', '3'] },
    value: 4 / 7,
    details: { mutualInformation: 0.8 },
    source: 'scikit-learn adjusted_rand_score and normalized_mutual_info_score.',
  },
  evaluate({ codes, x, y }) {
    const coverage = coverageOf(codes, () => true);
    if (codes.length < 2) return undefinedOver(coverage, 'too_few_units');
    return {
      coverage,
      value: adjustedRand(x, y),
      details: { mutualInformation: normalisedMutualInformation(x, y) },
    };
  },
});
