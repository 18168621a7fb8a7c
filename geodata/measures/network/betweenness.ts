import { z } from 'zod';
import { undefinedOver } from '../coverage.ts';
import { starOfThree } from '../example-inputs.ts';
import { network } from '../inputs/network.ts';
import { defineMeasure } from '../measure.ts';
import { perUnit } from '../output-shape.ts';
import { pathParams, shortestPaths } from './shortest-paths.ts';

export const betweenness = defineMeasure({
  id: 'betweenness',
  group: 'network',
  title: { zh: '中介中心性', en: 'Betweenness centrality' },
  summary: {
    zh: '其他节点间的最短路径有多少经过该节点。',
    en: 'How many of the shortest paths between others lead through a node.',
  },
  formula: String.raw`b_i = \frac{2}{(n-1)(n-2)} \sum_{s<t} \frac{\sigma_{st}(i)}{\sigma_{st}}`,
  unit: '',
  range: [0, 1],
  scope: 'unit',
  input: network,
  output: perUnit({ paths: z.number().describe('The sum before it is normalised; each pair counted once.') }),
  params: [...pathParams],
  source:
    'Freeman, L. C. (1977). Sociometry 40, 35–41. Algorithm: Brandes, U. (2001). Journal of Mathematical Sociology 25, 163–177; weights: Newman, M. E. J. (2001). Physical Review E 64, 016132.',
  example: {
    input: starOfThree,
    value: [
      { code: 'a', value: 0, paths: 0 },
      { code: 'b', value: 0, paths: 0 },
      { code: 'c', value: 0, paths: 0 },
      { code: 'hub', value: 1, paths: 3 },
    ],
    source: 'By hand: all three pairs of a star meet in its centre.',
  },
  evaluate(input, options) {
    const { coverage, codes, directed } = input;
    const n = codes.length;
    if (n < 3) return undefinedOver(coverage, 'too_few_units');
    const { betweenness: sums } = shortestPaths(input, options);

    // The sums are over ordered pairs, so that an undirected path counts twice in them.
    const value = codes.map((code, node) => ({
      code,
      value: sums[node]! / ((n - 1) * (n - 2)),
      paths: directed ? sums[node]! : sums[node]! / 2,
    }));
    return { coverage, value, variant: options.weighted ? 'weighted' : 'hops' };
  },
});
