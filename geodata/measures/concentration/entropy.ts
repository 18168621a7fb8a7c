import { z } from 'zod';
import { presentValues, singleUnitFlag, undefinedOver, whyNoShares } from '../coverage.ts';
import { vector } from '../inputs/vector.ts';
import { defineMeasure } from '../measure.ts';
import { oneNumber } from '../output-shape.ts';
import { sum, sumOf } from '../summation.ts';

export const entropy = defineMeasure({
  id: 'entropy',
  group: 'concentration',
  title: { zh: '香农熵', en: 'Shannon entropy' },
  summary: {
    zh: '份额分布的多样性：越大越分散，例如审批机构的多样性。',
    en: 'Diversity of shares: the larger, the more evenly spread, e.g. over approving bodies.',
  },
  formula: String.raw`H = -\sum_i s_i \ln s_i`,
  unit: 'nat',
  range: [0, null],
  scope: 'province',
  input: vector,
  output: oneNumber({
    normalised: z.number().nullable().describe('H / ln n (Pielou’s evenness); null for a single unit.'),
    effectiveNumber: z.number().describe('exp H: how many equal units would be as diverse.'),
  }),
  params: [],
  source:
    'Shannon, C. E. (1948). A mathematical theory of communication. Bell System Technical Journal 27, 379–423.',
  example: {
    input: [2, 1, 1],
    value: 1.5 * Math.LN2,
    details: { normalised: (1.5 * Math.LN2) / Math.log(3), effectiveNumber: 2 ** 1.5 },
    source: 'By hand: ½ ln 2 + 2 · ¼ ln 4.',
  },
  evaluate(input) {
    const present = presentValues(input);
    const reason = whyNoShares(present);
    if (reason !== null) return undefinedOver(present.coverage, reason);
    const { n } = present.coverage;
    const value = entropyOf(present.values);
    return {
      coverage: present.coverage,
      flags: singleUnitFlag(present.coverage),
      value,
      details: { normalised: n === 1 ? null : value / Math.log(n), effectiveNumber: Math.exp(value) },
    };
  },
});

/** Entropy in nats of the shares of non-negative numbers with a positive sum; 0 ln 0 counts as 0. */
export function entropyOf(values: Float64Array): number {
  const total = sum(values);
  const negative = sumOf(values.length, (index) => {
    const share = values[index]! / total;
    return share === 0 ? 0 : share * Math.log(share);
  });
  return Math.max(0, -negative);
}
