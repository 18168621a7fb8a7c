import { z } from 'zod';
import { degreesOf, network } from '../inputs/network.ts';
import { defineMeasure } from '../measure.ts';
import { perUnit } from '../output-shape.ts';

export const degree = defineMeasure({
  id: 'degree',
  group: 'network',
  title: { zh: '度', en: 'Degree' },
  summary: {
    zh: '每个节点有多少条边；有向网络为出度与入度之和。',
    en: 'How many edges each node has; edges in and out together where they have a direction.',
  },
  formula: String.raw`k_i = |\{j : w_{ij} > 0\}|`,
  unit: 'edges',
  range: [0, null],
  scope: 'unit',
  input: network,
  output: perUnit({
    in: z.int().describe('Edges that arrive.'),
    out: z.int().describe('Edges that leave.'),
    normalised: z
      .number()
      .nullable()
      .describe('Degree over the largest possible one; null for a single node.'),
  }),
  params: [],
  source: 'Freeman, L. C. (1978). Centrality in social networks. Social Networks 1, 215–239.',
  example: {
    input: {
      edges: [
        ['a', 'b'],
        ['a', 'c'],
      ],
    },
    value: [
      { code: 'a', value: 2, in: 2, out: 2, normalised: 1 },
      { code: 'b', value: 1, in: 1, out: 1, normalised: 0.5 },
      { code: 'c', value: 1, in: 1, out: 1, normalised: 0.5 },
    ],
    source: 'By hand.',
  },
  evaluate({ coverage, codes, directed, out, in: incoming }) {
    const [leaving, arriving] = [degreesOf(out), degreesOf(incoming)];
    const most = (directed ? 2 : 1) * (codes.length - 1);
    const value = codes.map((code, node) => {
      const total = directed ? leaving[node]! + arriving[node]! : leaving[node]!;
      return {
        code,
        value: total,
        in: arriving[node]!,
        out: leaving[node]!,
        normalised: most === 0 ? null : total / most,
      };
    });
    return { coverage, value };
  },
});
