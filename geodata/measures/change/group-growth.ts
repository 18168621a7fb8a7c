import { z } from 'zod';
import { pick, presentRows, undefinedOver } from '../coverage.ts';
import { groupsOf } from '../groups.ts';
import { groupedChange } from '../inputs/grouped-change.ts';
import { defineMeasure } from '../measure.ts';
import { perGroup, rowReason } from '../output-shape.ts';
import { meanOf } from '../summation.ts';
import { growthBetween, growthMode } from './growth.ts';

export const groupGrowth = defineMeasure({
  id: 'group-growth',
  group: 'change',
  title: { zh: '分区增长率', en: 'Growth of each group' },
  summary: {
    zh: '各分区均值在两年间的增长；也可取单元增长率的均值。',
    en: 'Growth of the mean of each group between two years, or the mean of the growth rates of its units.',
  },
  formula: String.raw`g = \left(\frac{\bar{x}_{g,b}}{\bar{x}_{g,a}}\right)^{1/(b-a)} - 1`,
  unit: 'share (points: unit of the indicator)',
  range: [null, null],
  scope: 'nation',
  input: groupedChange,
  output: perGroup({
    from: z.number().nullable().describe('Mean in the first year.'),
    to: z.number().nullable().describe('Mean in the last year.'),
    n: z.int().describe('Units of the group with both values.'),
    reason: rowReason,
  }),
  params: [
    growthMode,
    {
      name: 'of',
      description: {
        zh: 'mean：均值的增长；units：单元增长率的均值。',
        en: 'mean: growth of the mean; units: mean of the growth rates of the units.',
      },
      type: 'enum',
      values: ['mean', 'units'],
      default: 'mean',
    },
  ],
  source: 'Definition; growth of the mean and mean of growth differ, so the choice is stated.',
  example: {
    input: {
      years: [2012, 2023],
      from: [1, 3, 4],
      to: [2, 4, 4],
      groups: ['centre', 'centre', 'west'],
    },
    params: { mode: 'total' },
    value: [
      { group: 'centre', value: 0.5, from: 2, to: 3, n: 2 },
      { group: 'west', value: 0, from: 4, to: 4, n: 1 },
    ],
    source: 'By hand: 3/2 − 1.',
  },
  evaluate({ codes, years, from, to, groups }, { mode, of }) {
    const { positions, coverage } = presentRows(codes, from, to);
    if (coverage.n === 0) return undefinedOver(coverage, 'too_few_units');
    const span = years[1] - years[0];
    const { ids, members } = groupsOf(groups, positions);
    const value = ids.map((group, index) => {
      const units = members[index]!;
      const [before, after] = [meanOf(pick(from, units)), meanOf(pick(to, units))];
      const rates = units.map((unit) => growthBetween(from[unit]!, to[unit]!, span, mode));
      const rate = of === 'mean' ? growthBetween(before, after, span, mode) : meanOrNull(rates);
      const row = { group, value: rate, from: before, to: after, n: units.length };
      return rate === null ? { ...row, reason: 'zero_base' } : row;
    });
    return { coverage, value, variant: `${mode} of ${of}` };
  },
});

/** Mean of numbers; null where one of them is. */
function meanOrNull(rates: (number | null)[]): number | null {
  const defined = rates.filter((rate) => rate !== null);
  return defined.length < rates.length ? null : meanOf(Float64Array.from(defined));
}
