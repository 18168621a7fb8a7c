import { z } from 'zod';
import { presentValues, singleUnitFlag, undefinedOver, whyNoShares } from '../coverage.ts';
import { groupsOf } from '../groups.ts';
import { grouped } from '../inputs/grouped.ts';
import { defineMeasure } from '../measure.ts';
import { oneNumber } from '../output-shape.ts';
import { meanOf, sum } from '../summation.ts';
import { giniOf } from './gini.ts';

export const dagumGini = defineMeasure({
  id: 'dagum-gini',
  group: 'concentration',
  title: { zh: 'Dagum 基尼系数分解', en: 'Dagum decomposition of the Gini coefficient' },
  summary: {
    zh: '将基尼系数分为区域内、区域间净值与超变密度（区域间重叠）三部分。',
    en: 'Splits the Gini coefficient into inside groups, net between groups, and the overlap of groups.',
  },
  formula: String.raw`G = G_w + G_{nb} + G_t, \quad G_w = \sum_j G_{jj} p_j s_j, \quad G_{nb} + G_t = \sum_{j>h} G_{jh} (p_j s_h + p_h s_j)`,
  unit: '',
  range: [0, 1],
  scope: 'nation',
  input: grouped,
  output: oneNumber({
    within: z.number().describe('G_w: inside groups.'),
    netBetween: z.number().describe('G_nb: between groups, net of overlap.'),
    transvariation: z.number().describe('G_t: intensity of overlap between groups.'),
    groups: z
      .array(z.object({ group: z.string(), n: z.int(), gini: z.number().nullable() }))
      .describe('Gini coefficient inside each group.'),
    pairs: z
      .array(
        z.object({
          group: z.string(),
          other: z.string(),
          gini: z
            .number()
            .nullable()
            .describe('G_jh: mean difference over the sum of means; null where both are 0.'),
          affluence: z
            .number()
            .nullable()
            .describe('D_jh: relative economic affluence; null where all are equal.'),
        }),
      )
      .describe('Each two groups.'),
  }),
  params: [],
  source:
    'Dagum, C. (1997). A new approach to the decomposition of the Gini income inequality ratio. Empirical Economics 22, 515–531.',
  example: {
    input: { values: [1, 3, 2, 6], groups: ['a', 'a', 'b', 'b'] },
    value: 1 / 3,
    details: {
      within: 1 / 8,
      netBetween: 1 / 6,
      transvariation: 1 / 24,
      groups: [
        { group: 'a', n: 2, gini: 0.25 },
        { group: 'b', n: 2, gini: 0.25 },
      ],
      pairs: [{ group: 'a', other: 'b', gini: 5 / 12, affluence: 0.8 }],
    },
    source:
      'By hand: mean difference 2.5 between groups of means 2 and 4; G_w = ¼ · ½ · (1/3 + 2/3); G_nb = p p |4 − 2| / 3.',
  },
  evaluate({ codes, values, groups: labels }) {
    const present = presentValues({ codes, values });
    const reason = whyNoShares(present);
    if (reason !== null) return undefinedOver(present.coverage, reason);
    const { n } = present.coverage;
    const mean = meanOf(present.values);
    const { ids, members } = groupsOf(present.positions.map((position) => labels[position]!));
    const groups = ids.map((group, index) => {
      const own = Float64Array.from(members[index]!, (position) => present.values[position]!).sort();
      const ownMean = meanOf(own);
      return { group, values: own, mean: ownMean, gini: ownMean === 0 ? null : giniOf(own) };
    });
    const within = sum(
      groups.map(
        ({ gini, values: { length }, mean: own }) => ((gini ?? 0) * length * length * own) / (n * n * mean),
      ),
    );

    // G_jh (p_j s_h + p_h s_j) is p_j p_h times the mean difference over the mean; its net part is |mean_j − mean_h|.
    let [netBetween, between] = [0, 0];
    const pairs = [];
    for (const [index, group] of groups.entries())
      for (const other of groups.slice(index + 1)) {
        const difference = meanDifference(group.values, other.values);
        const net = Math.abs(group.mean - other.mean);
        const weight = (group.values.length * other.values.length) / (n * n * mean);
        between += weight * difference;
        netBetween += weight * net;
        const means = group.mean + other.mean;
        pairs.push({
          group: group.group,
          other: other.group,
          gini: means === 0 ? null : difference / means,
          affluence: difference === 0 ? null : net / difference,
        });
      }
    return {
      coverage: present.coverage,
      flags: singleUnitFlag(present.coverage),
      value: within + between,
      details: {
        within,
        netBetween,
        transvariation: Math.max(0, between - netBetween),
        groups: groups.map(({ group, values: own, gini }) => ({ group, n: own.length, gini })),
        pairs,
      },
    };
  },
});

/** Mean of |a − b| over all pairs from two ascending lists, in one pass over both with running sums. */
function meanDifference(a: Float64Array, b: Float64Array): number {
  const total = sum(b);
  let below = 0;
  let sumBelow = 0;
  let differences = 0;
  for (const value of a) {
    while (below < b.length && b[below]! <= value) sumBelow += b[below++]!;
    differences += value * below - sumBelow + (total - sumBelow) - value * (b.length - below);
  }
  return differences / (a.length * b.length);
}
