import { z } from 'zod';
import { undefinedOver } from '../coverage.ts';
import { network } from '../inputs/network.ts';
import { defineMeasure } from '../measure.ts';
import { oneNumber } from '../output-shape.ts';
import type { SparseRows } from '../sparse-rows.ts';
import { sum } from '../summation.ts';

export const reciprocity = defineMeasure({
  id: 'reciprocity',
  group: 'network',
  title: { zh: '互惠性', en: 'Reciprocity' },
  summary: {
    zh: '有向边中有反向边者的份额；无向网络恒为 1。',
    en: 'Share of directed edges that are answered by one the other way; always 1 without directions.',
  },
  formula: String.raw`r = \frac{|\{(i,j) : w_{ij} > 0,\ w_{ji} > 0\}|}{m}`,
  unit: '',
  range: [0, 1],
  scope: 'network',
  input: network,
  output: oneNumber({
    weighted: z.number().describe('Share of the weight that is matched: Σ min(w_ij, w_ji) / Σ w_ij.'),
  }),
  params: [],
  source:
    'Wasserman & Faust (1994), chapter 13. Weighted: Squartini, T. et al. (2013). Reciprocity of weighted networks. Scientific Reports 3, 2729.',
  example: {
    input: {
      edges: [
        ['a', 'b', 3],
        ['b', 'a', 1],
        ['a', 'c', 4],
      ],
      directed: true,
    },
    value: 2 / 3,
    details: { weighted: 0.25 },
    source: 'By hand: two of three edges; (1 + 1 + 0) / 8.',
  },
  evaluate({ coverage, directed, out }) {
    if (out.targets.length === 0) return undefinedOver(coverage, 'no_edges');
    const { answered, matched } = returns(out);
    return {
      coverage,
      value: answered / out.targets.length,
      details: { weighted: matched / sum(out.weights) },
      ...(directed ? {} : { flags: ['symmetric'] }),
    };
  },
});

/** Edges that have one the other way, and the weight that both have. */
function returns({ size, offsets, targets, weights }: SparseRows) {
  const weightOf = new Map<number, number>();
  for (let row = 0; row < size; row++)
    for (let entry = offsets[row]!; entry < offsets[row + 1]!; entry++)
      weightOf.set(row * size + targets[entry]!, weights[entry]!);
  let [answered, matched] = [0, 0];
  for (const [key, weight] of weightOf) {
    const back = weightOf.get((key % size) * size + Math.floor(key / size));
    if (back === undefined) continue;
    answered++;
    matched += Math.min(weight, back);
  }
  return { answered, matched };
}
