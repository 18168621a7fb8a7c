import { z } from 'zod';
import { network } from '../inputs/network.ts';
import { defineMeasure } from '../measure.ts';
import { perUnit, rowReason } from '../output-shape.ts';
import { rowSums } from '../sparse-rows.ts';

export const flowAsymmetry = defineMeasure({
  id: 'flow-asymmetry',
  group: 'network',
  title: { zh: '流量不对称度', en: 'Flow asymmetry' },
  summary: {
    zh: '流出与流入之差占总量的份额：1 为只流出，−1 为只流入；无向网络恒为 0。',
    en: 'Net outflow over total flow: 1 only sends, −1 only receives; always 0 in a network without directions.',
  },
  formula: String.raw`a_i = \frac{s_i^{\text{out}} - s_i^{\text{in}}}{s_i^{\text{out}} + s_i^{\text{in}}}`,
  unit: '',
  range: [-1, 1],
  scope: 'unit',
  input: network,
  output: perUnit({
    in: z.number().describe('Weight that arrives.'),
    out: z.number().describe('Weight that leaves.'),
    reason: rowReason,
  }),
  params: [],
  source:
    'Limtanakul, N., Schwanen, T. & Dijst, M. (2009). Developments in the Dutch urban system. Regional Studies 43, 179–196 (symmetry of flows).',
  example: {
    input: {
      nodes: ['a', 'b', 'c'],
      edges: [
        ['a', 'b', 3],
        ['b', 'a', 1],
      ],
      directed: true,
    },
    value: [
      { code: 'a', value: 0.5, in: 1, out: 3 },
      { code: 'b', value: -0.5, in: 3, out: 1 },
      { code: 'c', value: null, in: 0, out: 0, reason: 'no_edges' },
    ],
    source: 'By hand: (3 − 1) / (3 + 1).',
  },
  evaluate({ coverage, codes, directed, out, in: incoming }) {
    const [sent, received] = [rowSums(out), rowSums(incoming)];
    const value = codes.map((code, node) => {
      const flows = { in: received[node]!, out: sent[node]! };
      const total = flows.in + flows.out;
      if (total === 0) return { code, value: null, ...flows, reason: 'no_edges' };
      return { code, value: (flows.out - flows.in) / total, ...flows };
    });
    return { coverage, value, ...(directed ? {} : { flags: ['symmetric'] }) };
  },
});
