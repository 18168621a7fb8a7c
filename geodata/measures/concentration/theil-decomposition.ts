import { z } from 'zod';
import { presentValues, singleUnitFlag, undefinedOver, whyNoShares } from '../coverage.ts';
import { groupsOf } from '../groups.ts';
import { grouped } from '../inputs/grouped.ts';
import { defineMeasure } from '../measure.ts';
import { oneNumber } from '../output-shape.ts';
import { sum } from '../summation.ts';
import { theilOf } from './theil.ts';

export const theilDecomposition = defineMeasure({
  id: 'theil-decomposition',
  group: 'concentration',
  title: { zh: '泰尔指数分解', en: 'Theil index between and within groups' },
  summary: {
    zh: '不均等有多少来自分区之间，有多少来自分区内部；两部分之和恰为总指数。',
    en: 'How much of the inequality lies between groups and how much inside them; the two add up exactly.',
  },
  formula: String.raw`T = \underbrace{\sum_g S_g \ln \frac{S_g}{n_g / n}}_{\text{between}} + \underbrace{\sum_g S_g T_g}_{\text{within}}`,
  unit: 'nat',
  range: [0, null],
  scope: 'nation',
  input: grouped,
  output: oneNumber({
    between: z.number().describe('Part between groups.'),
    within: z.number().describe('Part inside groups.'),
    betweenShare: z.number().nullable().describe('Part of T between groups; null where T is 0.'),
    groups: z
      .array(
        z.object({
          group: z.string(),
          n: z.int(),
          share: z.number().describe('Share of the group in the sum.'),
          theil: z.number().nullable().describe('Theil index inside the group; null where it has nothing.'),
        }),
      )
      .describe('Each group.'),
  }),
  params: [],
  source: 'Theil, H. (1967). Economics and information theory. North-Holland, chapter 4.',
  example: {
    input: { values: [1, 1, 3, 3], groups: ['low', 'low', 'high', 'high'] },
    value: 0.75 * Math.log(1.5) + 0.25 * Math.log(0.5),
    details: {
      between: 0.75 * Math.log(1.5) + 0.25 * Math.log(0.5),
      within: 0,
      betweenShare: 1,
      groups: [
        { group: 'high', n: 2, share: 0.75, theil: 0 },
        { group: 'low', n: 2, share: 0.25, theil: 0 },
      ],
    },
    source: 'By hand: equal values inside groups leave only the part between them.',
  },
  evaluate({ codes, values, groups: labels }) {
    const present = presentValues({ codes, values });
    const reason = whyNoShares(present);
    if (reason !== null) return undefinedOver(present.coverage, reason);
    const { n } = present.coverage;
    const total = sum(present.values);
    const { ids, members } = groupsOf(present.positions.map((position) => labels[position]!));
    const groups = ids.map((group, index) => {
      const own = Float64Array.from(members[index]!, (position) => present.values[position]!);
      const share = sum(own) / total;
      return { group, n: own.length, share, theil: share === 0 ? null : theilOf(own) };
    });
    const between = Math.max(
      0,
      sum(groups.map(({ share, n: size }) => (share === 0 ? 0 : share * Math.log((share * n) / size)))),
    );
    const within = sum(groups.map(({ share, theil }) => share * (theil ?? 0)));
    const value = between + within;
    return {
      coverage: present.coverage,
      flags: singleUnitFlag(present.coverage),
      value,
      details: { between, within, betweenShare: value === 0 ? null : between / value, groups },
    };
  },
});
