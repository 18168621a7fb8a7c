import { z } from 'zod';
import { fisherJenksBreaks } from '../classification/fisher-jenks.ts';
import { quantile } from '../classification/quantiles.ts';
import type { Present } from '../coverage.ts';
import { presentValues, undefinedOver } from '../coverage.ts';
import { vector } from '../inputs/vector.ts';
import { defineMeasure } from '../measure.ts';
import { perUnit } from '../output-shape.ts';
import { ranksOf } from './ranks.ts';

export const echelons = defineMeasure({
  id: 'echelons',
  group: 'composite',
  title: { zh: '梯队划分', en: 'Echelons' },
  summary: {
    zh: '中位数及以上为第一、第二梯队，其中第一梯队按规则切分；其余为第三梯队。',
    en: 'Units at or above the median form the first and second echelon, cut by a rule; all others the third.',
  },
  formula: String.raw`e_i = \begin{cases} 1 & i \in \text{first} \\ 2 & x_i \ge \operatorname{med}(x) \\ 3 & \text{else} \end{cases}`,
  unit: 'echelon',
  range: [1, 3],
  scope: 'unit',
  input: vector,
  output: perUnit(
    { rank: z.int().describe('Rank from 1 for the highest; ties by code.') },
    {
      median: z.number().describe('Median of all units.'),
      counts: z.array(z.int()).describe('Units in the first, second and third echelon.'),
      tiesAtMedian: z.int().describe('Units exactly at the median, all counted as at or above it.'),
    },
  ),
  params: [
    {
      name: 'first',
      description: {
        zh: '第一梯队：gap 最大落差之上；jenks 三级自然断点的最高级；count 前若干名。',
        en: 'First echelon: gap: above the widest gap; jenks: top of three natural classes; count: so many.',
      },
      type: 'enum',
      values: ['gap', 'jenks', 'count'],
      default: 'gap',
    },
    {
      name: 'count',
      description: { zh: '第一梯队的个数（count 时）。', en: 'Size of the first echelon, where counted.' },
      type: 'integer',
      default: 5,
      minimum: 0,
    },
  ],
  source: 'Rule stated here: at or above the median of all units; gaps and natural classes among those.',
  example: {
    input: { codes: ['a', 'b', 'c', 'd', 'e'], values: [90, 60, 55, 30, 20] },
    value: [
      { code: 'a', value: 1, rank: 1 },
      { code: 'b', value: 2, rank: 2 },
      { code: 'c', value: 2, rank: 3 },
      { code: 'd', value: 3, rank: 4 },
      { code: 'e', value: 3, rank: 5 },
    ],
    details: { median: 55, counts: [1, 2, 2], tiesAtMedian: 1 },
    source: 'By hand: the widest gap above the median is that between 90 and 60.',
  },
  evaluate(input, { first, count }) {
    const present = presentValues(input);
    const { coverage, codes, values } = present;
    if (coverage.n < 2) return undefinedOver(coverage, 'too_few_units');
    const median = quantile(values.toSorted(), 0.5);
    const ranks = ranksOf(codes, [...values]).map((rank) => rank!);
    const leading = sizeOfFirst(present, median, first, count);
    const value = codes.map((code, unit) => {
      const rank = ranks[unit]!;
      return { code, value: values[unit]! < median ? 3 : rank <= leading ? 1 : 2, rank };
    });
    return {
      coverage,
      value,
      details: {
        median,
        counts: [1, 2, 3].map((echelon) => value.filter((row) => row.value === echelon).length),
        tiesAtMedian: values.filter((each) => each === median).length,
      },
      variant: first,
    };
  },
});

/** How many of the units at or above the median, in order of rank, form the first echelon. */
function sizeOfFirst(
  { values }: Present,
  median: number,
  rule: 'gap' | 'jenks' | 'count',
  count: number,
): number {
  const upper = values
    .filter((value) => value >= median)
    .sort()
    .reverse();
  if (rule === 'count') return Math.min(count, upper.length);
  if (rule === 'jenks') {
    const bound = fisherJenksBreaks(values, 3).at(-1);
    return bound === undefined ? 0 : upper.filter((value) => value > bound).length;
  }
  let [size, widest] = [0, 0];
  for (let index = 1; index < upper.length; index++) {
    const gap = upper[index - 1]! - upper[index]!;
    if (gap > widest) [size, widest] = [index, gap];
  }
  return size;
}
