import { z } from 'zod';
import { degreesOf, network } from '../inputs/network.ts';
import { defineMeasure } from '../measure.ts';
import { perUnit } from '../output-shape.ts';
import { rowSums } from '../sparse-rows.ts';

export const strength = defineMeasure({
  id: 'strength',
  group: 'network',
  title: { zh: '强度', en: 'Strength' },
  summary: {
    zh: '每个节点各边权重之和；另给出兼顾边数与权重的广义度。',
    en: 'Sum of the weights of the edges of each node; with a generalised degree between number and weight.',
  },
  formula: String.raw`s_i = \sum_j w_{ij}, \quad k_i^{1-\alpha} s_i^{\alpha}`,
  unit: 'of the weight',
  range: [0, null],
  scope: 'unit',
  input: network,
  output: perUnit({
    in: z.number().describe('Weight that arrives.'),
    out: z.number().describe('Weight that leaves.'),
    generalised: z.number().describe('k^(1−α) · s^α.'),
  }),
  params: [
    {
      name: 'alpha',
      description: {
        zh: '广义度的 α：0 只计边数，1 只计权重。',
        en: 'α of the generalised degree: 0 counts edges, 1 adds weights.',
      },
      type: 'number',
      default: 0.5,
      minimum: 0,
      maximum: 2,
    },
  ],
  source:
    'Barrat, A. et al. (2004). PNAS 101, 3747–3752. Generalised degree: Opsahl, T., Agneessens, F. & Skvoretz, J. (2010). Social Networks 32, 245–251.',
  example: {
    input: {
      edges: [
        ['a', 'b', 3],
        ['a', 'c', 5],
      ],
    },
    value: [
      { code: 'a', value: 8, in: 8, out: 8, generalised: 4 },
      { code: 'b', value: 3, in: 3, out: 3, generalised: Math.sqrt(3) },
      { code: 'c', value: 5, in: 5, out: 5, generalised: Math.sqrt(5) },
    ],
    source: 'By hand: √(2 · 8) = 4.',
  },
  evaluate({ coverage, codes, directed, out, in: incoming }, { alpha }) {
    const [leaving, arriving] = [rowSums(out), rowSums(incoming)];
    const [edgesOut, edgesIn] = [degreesOf(out), degreesOf(incoming)];
    const value = codes.map((code, node) => {
      const total = directed ? leaving[node]! + arriving[node]! : leaving[node]!;
      const edges = directed ? edgesOut[node]! + edgesIn[node]! : edgesOut[node]!;
      return {
        code,
        value: total,
        in: arriving[node]!,
        out: leaving[node]!,
        generalised: edges === 0 ? 0 : edges ** (1 - alpha) * total ** alpha,
      };
    });
    return { coverage, value };
  },
});
