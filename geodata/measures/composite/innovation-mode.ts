import { z } from 'zod';
import { completeRows } from '../complete-rows.ts';
import { coverageOf, undefinedOver } from '../coverage.ts';
import { roleMatrix } from '../inputs/roles.ts';
import { defineMeasure } from '../measure.ts';
import { perUnit } from '../output-shape.ts';
import { meanOf, squaredDeviations } from '../summation.ts';

const modes = ['research-driven', 'industry-driven', 'balanced', 'mixed'] as const;

export const innovationMode = defineMeasure({
  id: 'innovation-mode',
  group: 'composite',
  title: { zh: '创新模式', en: 'Mode of innovation' },
  summary: {
    zh: '比较领先地区各要素组的标准分：科研驱动、产业驱动、均衡或混合。',
    en: 'Which groups lead in a region compared with its peers: research, industry, all alike, or others.',
  },
  formula: String.raw`z_{ig} = \frac{x_{ig} - \bar{x}_g}{\sigma_g}, \quad \text{balanced if } \max_g z_{ig} - \min_g z_{ig} < \delta`,
  unit: 'standard deviations',
  range: [0, null],
  scope: 'unit',
  input: roleMatrix,
  output: perUnit({
    mode: z.enum(modes).describe('Mixed: a group of neither side leads.'),
    leading: z.string().describe('Group with the highest z-score; ties by id.'),
    scores: z.array(z.object({ group: z.string(), value: z.number() })).describe('z-score of each group.'),
  }),
  params: [
    {
      name: 'spread',
      description: {
        zh: '最高与最低标准分之差小于该值为均衡。',
        en: 'Balanced below this difference of the highest and the lowest z-score.',
      },
      type: 'number',
      default: 1,
      minimum: 0,
    },
  ],
  source: 'Rule stated here: the value is the difference of the highest and the lowest z-score of the unit.',
  example: {
    input: {
      codes: ['a', 'b'],
      groups: [
        { id: 'universities', role: 'research' },
        { id: 'firms', role: 'industry' },
      ],
      values: [
        [3, 1],
        [1, 3],
      ],
    },
    value: [
      {
        code: 'a',
        value: 2,
        mode: 'research-driven',
        leading: 'universities',
        scores: [
          { group: 'universities', value: 1 },
          { group: 'firms', value: -1 },
        ],
      },
      {
        code: 'b',
        value: 2,
        mode: 'industry-driven',
        leading: 'firms',
        scores: [
          { group: 'universities', value: -1 },
          { group: 'firms', value: 1 },
        ],
      },
    ],
    source: 'By hand.',
  },
  evaluate(input, { spread }) {
    const { positions, rows } = completeRows(input);
    const coverage = coverageOf(input.codes, (unit) => rows.has(unit));
    if (positions.length < 2 || input.indicators.length === 0)
      return undefinedOver(coverage, 'too_few_units');
    const scales = input.indicators.map((_, group) => {
      const column = Float64Array.from(positions, (unit) => rows.get(unit)![group]!);
      return { mean: meanOf(column), deviation: Math.sqrt(squaredDeviations(column) / column.length) };
    });
    const value = positions.map((unit) => {
      const scores = input.indicators.map((group, index) => {
        const { mean, deviation } = scales[index]!;
        return { group, value: deviation === 0 ? 0 : (rows.get(unit)![index]! - mean) / deviation };
      });
      const ranked = [...scores].sort((a, b) => b.value - a.value || (a.group < b.group ? -1 : 1));
      const width = ranked[0]!.value - ranked.at(-1)!.value;
      const leading = ranked[0]!.group;
      const role = input.roles[input.indicators.indexOf(leading)]!;
      return { code: input.codes[unit]!, value: width, mode: modeOf(width < spread, role), leading, scores };
    });
    return { coverage, value };
  },
});

function modeOf(isBalanced: boolean, role: 'research' | 'industry' | 'other'): (typeof modes)[number] {
  if (isBalanced) return 'balanced';
  return role === 'other' ? 'mixed' : `${role}-driven`;
}
