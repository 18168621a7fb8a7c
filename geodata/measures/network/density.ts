import { undefinedOver } from '../coverage.ts';
import { network } from '../inputs/network.ts';
import { defineMeasure } from '../measure.ts';
import { oneNumber } from '../output-shape.ts';

export const density = defineMeasure({
  id: 'density',
  group: 'network',
  title: { zh: '网络密度', en: 'Density of a network' },
  summary: {
    zh: '实际存在的边占全部可能的边的份额；取决于给定的节点全集。',
    en: 'Share of the possible edges that exist; depends on which nodes one lists.',
  },
  formula: String.raw`\Delta = \frac{2m}{n(n-1)}`,
  unit: '',
  range: [0, 1],
  scope: 'network',
  input: network,
  output: oneNumber(),
  params: [],
  source: 'Wasserman, S. & Faust, K. (1994). Social network analysis. Cambridge University Press, chapter 4.',
  example: {
    input: {
      nodes: ['a', 'b', 'c', 'd'],
      edges: [
        ['a', 'b'],
        ['b', 'c'],
        ['a', 'c'],
      ],
    },
    value: 0.5,
    source: 'By hand: three of six pairs.',
  },
  evaluate({ coverage, codes: { length: n }, edges, directed }) {
    if (n < 2) return undefinedOver(coverage, 'too_few_units');
    return { coverage, value: (directed ? edges : 2 * edges) / (n * (n - 1)) };
  },
});
