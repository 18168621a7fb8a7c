import { z } from 'zod';
import { presentValues, singleUnitFlag, undefinedOver, whyNoShares } from '../coverage.ts';
import { vector } from '../inputs/vector.ts';
import { defineMeasure } from '../measure.ts';
import { oneNumber } from '../output-shape.ts';
import { sum } from '../summation.ts';

export const topShare = defineMeasure({
  id: 'top-share',
  group: 'concentration',
  title: { zh: '前 k 位份额', en: 'Share of the top k units' },
  summary: {
    zh: '数值最大的 k 个单元合计占总量的份额（集中率 CRk）。',
    en: 'Share of the k largest units in the sum (concentration ratio CRk).',
  },
  formula: String.raw`CR_k = \sum_{i=1}^{k} s_{(n+1-i)}`,
  unit: '',
  range: [0, 1],
  scope: 'province',
  input: vector,
  output: oneNumber({
    top: z.array(z.string()).describe('Codes of these units, largest first; ties by code.'),
  }),
  params: [
    {
      name: 'count',
      description: { zh: '单元个数 k。', en: 'Number of units k.' },
      type: 'integer',
      default: 1,
      minimum: 1,
    },
  ],
  source: 'Concentration ratio: Bain, J. S. (1951). Quarterly Journal of Economics 65(3), 293–324.',
  example: {
    input: { codes: ['a', 'b', 'c', 'd'], values: [10, 40, 20, 30] },
    params: { count: 2 },
    value: 0.7,
    details: { top: ['b', 'd'] },
    source: 'By hand: 40 + 30 of 100.',
  },
  evaluate(input, { count }) {
    const present = presentValues(input);
    const reason = whyNoShares(present);
    if (reason !== null) return undefinedOver(present.coverage, reason);
    const { values, codes, coverage } = present;
    const top = largestPositions(values, codes, count);
    return {
      coverage,
      flags: singleUnitFlag(coverage),
      value: Math.min(1, sum(top.map((position) => values[position]!)) / sum(values)),
      details: { top: top.map((position) => codes[position]!) },
    };
  },
});

/** Positions of the largest values, largest first; equal ones in ascending order of their codes. */
export function largestPositions(values: Float64Array, codes: readonly string[], count: number): number[] {
  return [...values.keys()]
    .sort((a, b) => values[b]! - values[a]! || (codes[a]! < codes[b]! ? -1 : 1))
    .slice(0, count);
}
