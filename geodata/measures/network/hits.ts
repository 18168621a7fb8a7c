import { z } from 'zod';
import { undefinedOver } from '../coverage.ts';
import { network } from '../inputs/network.ts';
import { defineMeasure } from '../measure.ts';
import { perUnit } from '../output-shape.ts';
import { multiply } from '../sparse-rows.ts';

const MAXIMUM_STEPS = 20_000;
const TOLERANCE = 1e-13;

export const hits = defineMeasure({
  id: 'hits',
  group: 'network',
  title: { zh: '枢纽与权威（HITS）', en: 'Hubs and authorities (HITS)' },
  summary: {
    zh: '有向网络中：权威被好的枢纽指向，枢纽指向好的权威。',
    en: 'In a directed network: authorities are pointed to by good hubs, hubs point to good authorities.',
  },
  formula: String.raw`a = A^{\top} h, \quad h = A a, \quad \textstyle\sum_i a_i = \sum_i h_i = 1`,
  unit: '',
  range: [0, 1],
  scope: 'unit',
  input: network,
  output: perUnit({ hub: z.number().describe('Hub score; the value is the authority score.') }),
  params: [],
  source:
    'Kleinberg, J. M. (1999). Authoritative sources in a hyperlinked environment. Journal of the ACM 46, 604–632.',
  example: {
    input: {
      edges: [
        ['a', 'c'],
        ['b', 'c'],
        ['b', 'd'],
      ],
      directed: true,
    },
    value: [
      { code: 'a', value: 0, hub: (3 - Math.sqrt(5)) / 2 },
      { code: 'b', value: 0, hub: (Math.sqrt(5) - 1) / 2 },
      { code: 'c', value: (Math.sqrt(5) - 1) / 2, hub: 0 },
      { code: 'd', value: (3 - Math.sqrt(5)) / 2, hub: 0 },
    ],
    source: 'By hand: c = a + b, d = b and likewise for hubs give the golden section.',
  },
  evaluate({ coverage, codes, out, in: incoming, edges }) {
    if (edges === 0) return undefinedOver(coverage, 'no_edges');
    let hub = new Float64Array(codes.length).fill(1 / codes.length);
    for (let step = 0; step < MAXIMUM_STEPS; step++) {
      const authority = shares(multiply(incoming, hub));
      const next = shares(multiply(out, authority));
      const change = next.reduce((total, each, node) => total + Math.abs(each - hub[node]!), 0);
      hub = next;
      if (change < TOLERANCE)
        return {
          coverage,
          value: codes.map((code, node) => ({ code, value: authority[node]!, hub: hub[node]! })),
        };
    }
    return undefinedOver(coverage, 'no_convergence');
  },
});

function shares(vector: Float64Array): Float64Array<ArrayBuffer> {
  const total = vector.reduce((sum, each) => sum + each, 0);
  return Float64Array.from(vector, (each) => each / total);
}
