import { z } from 'zod';
import { pick, presentValues, undefinedOver } from '../coverage.ts';
import { groupsOf } from '../groups.ts';
import { grouped } from '../inputs/grouped.ts';
import { defineMeasure } from '../measure.ts';
import { perGroup } from '../output-shape.ts';
import { meanOf } from '../summation.ts';

export const groupMean = defineMeasure({
  id: 'group-mean',
  group: 'concentration',
  title: { zh: '分区均值', en: 'Mean of each group' },
  summary: {
    zh: '东、中、西、东北等分区内单元的未加权均值。',
    en: 'Unweighted mean over the units of each group, e.g. of each macro-region.',
  },
  formula: String.raw`\bar{x}_g = \frac{1}{n_g} \sum_{i \in g} x_i`,
  unit: 'of the indicator',
  range: [null, null],
  scope: 'nation',
  input: grouped,
  output: perGroup({
    n: z.int().describe('Units of the group that have a value.'),
    missing: z.int().describe('Units of the group without one.'),
  }),
  params: [],
  source: 'Definition.',
  example: {
    input: { values: [1, 3, null, 5], groups: ['east', 'east', 'east', 'west'] },
    value: [
      { group: 'east', value: 2, n: 2, missing: 1 },
      { group: 'west', value: 5, n: 1, missing: 0 },
    ],
    source: 'By hand.',
  },
  evaluate({ codes, values, groups }) {
    const { coverage } = presentValues({ codes, values });
    if (coverage.n === 0) return undefinedOver(coverage, 'too_few_units');
    const { ids, members } = groupsOf(groups);
    const value = ids.map((group, index) => {
      const present = members[index]!.filter((position) => values[position] !== null);
      return {
        group,
        value: present.length === 0 ? null : meanOf(pick(values, present)),
        n: present.length,
        missing: members[index]!.length - present.length,
      };
    });
    return { coverage, value };
  },
});
