import { z } from 'zod';
import { undefinedOver } from '../coverage.ts';
import { network, undirected } from '../inputs/network.ts';
import { defineMeasure } from '../measure.ts';
import { oneNumber } from '../output-shape.ts';
import { sum } from '../summation.ts';
import { componentLabels, componentsBySize } from './component-labels.ts';
import { pathParams, shortestPaths } from './shortest-paths.ts';

export const pathLength = defineMeasure({
  id: 'path-length',
  group: 'network',
  title: { zh: '平均路径长度', en: 'Mean path length' },
  summary: {
    zh: '可达节点对之间的平均最短距离，以及最大连通分量的直径。',
    en: 'Mean shortest distance between nodes that reach each other, and the diameter of the largest component.',
  },
  formula: String.raw`\ell = \frac{1}{|R|} \sum_{(i,j) \in R} d_{ij}, \quad R = \{(i,j) : d_{ij} < \infty,\ i \neq j\}`,
  unit: 'edges (weighted: length)',
  range: [0, null],
  scope: 'network',
  input: network,
  output: oneNumber({
    diameter: z.number().describe('Longest shortest path inside the largest component.'),
    reachable: z.number().describe('Share of ordered pairs with a path.'),
  }),
  params: [...pathParams],
  source:
    'Watts, D. J. & Strogatz, S. H. (1998). Collective dynamics of small-world networks. Nature 393, 440–442.',
  example: {
    input: {
      nodes: ['a', 'b', 'c', 'd'],
      edges: [
        ['a', 'b'],
        ['b', 'c'],
      ],
    },
    value: 4 / 3,
    details: { diameter: 2, reachable: 0.5 },
    source: 'By hand: distances 1, 1, 2 between a, b, c; d is out of reach.',
  },
  evaluate(input, options) {
    const { coverage, codes } = input;
    const n = codes.length;
    if (n < 2) return undefinedOver(coverage, 'too_few_units');
    const { farness, reached, eccentricity } = shortestPaths(input, options);
    const pairs = sum(reached);
    if (pairs === 0) return undefinedOver(coverage, 'no_edges');
    const labels = componentLabels(undirected(input).out);
    const [largest] = componentsBySize(labels, codes);
    const inLargest = eccentricity.filter((_, node) => labels.label[node] === largest);
    return {
      coverage,
      value: sum(farness) / pairs,
      details: {
        diameter: inLargest.reduce((longest, each) => Math.max(longest, each), 0),
        reachable: pairs / (n * (n - 1)),
      },
      variant: options.weighted ? 'weighted' : 'hops',
    };
  },
});
