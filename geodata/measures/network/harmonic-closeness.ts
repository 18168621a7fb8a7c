import { undefinedOver } from '../coverage.ts';
import { network } from '../inputs/network.ts';
import { defineMeasure } from '../measure.ts';
import { perUnit } from '../output-shape.ts';
import { pathParams, shortestPaths } from './shortest-paths.ts';

export const harmonicCloseness = defineMeasure({
  id: 'harmonic-closeness',
  group: 'network',
  title: { zh: '调和接近中心性', en: 'Harmonic closeness' },
  summary: {
    zh: '到其他节点距离倒数的平均；网络不连通时也有意义。',
    en: 'Mean inverse distance to all other nodes; makes sense where a network falls apart, too.',
  },
  formula: String.raw`h_i = \frac{1}{n - 1} \sum_{j \neq i} \frac{1}{d_{ij}}`,
  unit: '',
  range: [0, null],
  scope: 'unit',
  input: network,
  output: perUnit({}),
  params: [...pathParams],
  source: 'Marchiori, M. & Latora, V. (2000). Harmony in the small-world. Physica A 285, 539–546.',
  example: {
    input: {
      nodes: ['a', 'b', 'c', 'd'],
      edges: [
        ['a', 'b'],
        ['b', 'c'],
      ],
    },
    value: [
      { code: 'a', value: 0.5 },
      { code: 'b', value: 2 / 3 },
      { code: 'c', value: 0.5 },
      { code: 'd', value: 0 },
    ],
    source: 'By hand: (1 + 1/2) / 3.',
  },
  evaluate(input, options) {
    const { coverage, codes } = input;
    if (codes.length < 2) return undefinedOver(coverage, 'too_few_units');
    const { harmonic } = shortestPaths(input, options);
    const value = codes.map((code, node) => ({ code, value: harmonic[node]! / (codes.length - 1) }));
    return { coverage, value, variant: options.weighted ? 'weighted' : 'hops' };
  },
});
