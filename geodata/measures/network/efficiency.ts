import { undefinedOver } from '../coverage.ts';
import { network } from '../inputs/network.ts';
import { defineMeasure } from '../measure.ts';
import { oneNumber } from '../output-shape.ts';
import { sum } from '../summation.ts';
import { pathParams, shortestPaths } from './shortest-paths.ts';

export const efficiency = defineMeasure({
  id: 'efficiency',
  group: 'network',
  title: { zh: '网络效率', en: 'Global efficiency' },
  summary: {
    zh: '任意两节点间距离倒数的平均，不可达计 0。',
    en: 'Mean inverse distance between any two nodes; 0 for pairs without a path.',
  },
  formula: String.raw`E = \frac{1}{n(n-1)} \sum_{i \neq j} \frac{1}{d_{ij}}`,
  unit: '',
  range: [0, null],
  scope: 'network',
  input: network,
  output: oneNumber(),
  params: [...pathParams],
  source:
    'Latora, V. & Marchiori, M. (2001). Efficient behavior of small-world networks. Physical Review Letters 87, 198701.',
  example: {
    input: {
      nodes: ['a', 'b', 'c', 'd'],
      edges: [
        ['a', 'b'],
        ['b', 'c'],
      ],
    },
    value: 5 / 12,
    source: 'By hand: ordered pairs at distance 1: 4, at 2: 2; (4 + 1) / 12.',
  },
  evaluate(input, options) {
    const { coverage, codes } = input;
    const n = codes.length;
    if (n < 2) return undefinedOver(coverage, 'too_few_units');
    const { harmonic } = shortestPaths(input, options);
    return {
      coverage,
      value: sum(harmonic) / (n * (n - 1)),
      variant: options.weighted ? 'weighted' : 'hops',
    };
  },
});
