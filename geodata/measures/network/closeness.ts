import { z } from 'zod';
import { undefinedOver } from '../coverage.ts';
import { network } from '../inputs/network.ts';
import { defineMeasure } from '../measure.ts';
import { perUnit } from '../output-shape.ts';
import { pathParams, shortestPaths } from './shortest-paths.ts';

export const closeness = defineMeasure({
  id: 'closeness',
  group: 'network',
  title: { zh: '接近中心性', en: 'Closeness centrality' },
  summary: {
    zh: '节点到其他节点的平均距离的倒数，并按能到达的份额缩减；孤立节点为 0。',
    en: 'Inverse of the mean distance to the nodes one reaches, times the share of nodes reached; 0 for an isolate.',
  },
  formula: String.raw`c_i = \frac{r_i - 1}{n - 1} \cdot \frac{r_i - 1}{\sum_j d_{ij}}`,
  unit: '',
  range: [0, null],
  scope: 'unit',
  input: network,
  output: perUnit({ reached: z.int().describe('Nodes it reaches, itself not counted.') }),
  params: [...pathParams],
  source:
    'Wasserman, S. & Faust, K. (1994). Social network analysis. Cambridge University Press, chapter 5; along the direction of edges.',
  example: {
    input: {
      nodes: ['a', 'b', 'c', 'd'],
      edges: [
        ['a', 'b'],
        ['b', 'c'],
      ],
    },
    value: [
      { code: 'a', value: 4 / 9, reached: 2 },
      { code: 'b', value: 2 / 3, reached: 2 },
      { code: 'c', value: 4 / 9, reached: 2 },
      { code: 'd', value: 0, reached: 0 },
    ],
    source: 'By hand: a reaches 2 of 3 others in 1 + 2 steps: 2/3 · 2/3.',
  },
  evaluate(input, options) {
    const { coverage, codes } = input;
    if (codes.length < 2) return undefinedOver(coverage, 'too_few_units');
    const { farness, reached } = shortestPaths(input, options);
    const value = codes.map((code, node) => ({
      code,
      value: reached[node] === 0 ? 0 : reached[node]! ** 2 / ((codes.length - 1) * farness[node]!),
      reached: reached[node]!,
    }));
    return { coverage, value, variant: options.weighted ? 'weighted' : 'hops' };
  },
});
