import { undefinedOver } from '../coverage.ts';
import { degreesOf, network, undirected } from '../inputs/network.ts';
import { defineMeasure } from '../measure.ts';
import { oneNumber } from '../output-shape.ts';
import { sumOf } from '../summation.ts';
import { shortestPaths } from './shortest-paths.ts';

export const centralisation = defineMeasure({
  id: 'centralisation',
  group: 'network',
  title: { zh: '中心势', en: 'Centralisation' },
  summary: {
    zh: '网络在多大程度上由一个节点主导：星形为 1，各节点相同为 0。',
    en: 'How far a network is ruled by one node: 1 for a star, 0 where all nodes are alike.',
  },
  formula: String.raw`C_k = \frac{\sum_i (\max_j k_j - k_i)}{(n-1)(n-2)}, \quad C_b = \frac{\sum_i (\max_j b_j - b_i)}{n-1}`,
  unit: '',
  range: [0, 1],
  scope: 'network',
  input: network,
  output: oneNumber(),
  params: [
    {
      name: 'of',
      description: { zh: '度或中介中心性。', en: 'Of which centrality: degree or betweenness (unweighted).' },
      type: 'enum',
      values: ['degree', 'betweenness'],
      default: 'degree',
    },
  ],
  source: 'Freeman, L. C. (1978). Centrality in social networks. Social Networks 1, 215–239.',
  example: {
    input: {
      edges: [
        ['a', 'b'],
        ['b', 'c'],
        ['c', 'd'],
      ],
    },
    value: 1 / 3,
    source: 'By hand: degrees 1, 2, 2, 1; (1 + 0 + 0 + 1) / (3 · 2).',
  },
  evaluate(input, { of }) {
    const plain = undirected(input);
    const { coverage, out } = plain;
    const n = out.size;
    if (n < 3) return undefinedOver(coverage, 'too_few_units');

    // Betweenness is a sum over ordered pairs: divided by (n − 1)(n − 2) it lies between 0 and 1.
    const byDegree = of === 'degree';
    const centrality = byDegree
      ? Float64Array.from(degreesOf(out))
      : shortestPaths(plain, { weighted: false, exponent: 1 }).betweenness;
    const most = centrality.reduce((largest, each) => Math.max(largest, each), 0);
    const lead = sumOf(n, (node) => most - centrality[node]!) / ((n - 1) * (n - 2));
    return { coverage, value: byDegree ? lead : lead / (n - 1), variant: of };
  },
});
