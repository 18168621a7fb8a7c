import { z } from 'zod';
import { coverageOf, undefinedOver } from '../coverage.ts';
import { kendallTauB, pearson, spearman } from '../correlation.ts';
import type { PanelPair } from '../inputs/panel.ts';
import { panelPair } from '../inputs/panel.ts';
import { defineMeasure } from '../measure.ts';
import { oneNumber } from '../output-shape.ts';
import { meanOf } from '../summation.ts';

export const coEvolution = defineMeasure({
  id: 'co-evolution',
  group: 'change',
  title: { zh: '协同演化相关', en: 'Co-evolution of two quantities' },
  summary: {
    zh: '两个量（如集中度与网络密度）是否同升同降；年份少，只作展示，不作检验。',
    en: 'Whether two quantities, e.g. concentration and network density, rise together. Shown, not tested: years are few.',
  },
  formula: String.raw`r = \frac{\sum_{i,t} \tilde{x}_{it} \tilde{y}_{it}}{\sqrt{\sum_{i,t} \tilde{x}_{it}^2 \sum_{i,t} \tilde{y}_{it}^2}}`,
  unit: '',
  range: [-1, 1],
  scope: 'nation',
  input: panelPair,
  output: oneNumber({
    spearman: z.number().nullable().describe('Rank correlation.'),
    kendall: z.number().nullable().describe("Kendall's tau-b."),
    observations: z.int().describe('Pairs of unit and year with both values.'),
  }),
  params: [
    {
      name: 'within',
      description: {
        zh: '先减去各单元的均值，只看时间上的共同变化。',
        en: 'Take the mean of each unit off first, so that only changes over time count.',
      },
      type: 'boolean',
      default: true,
    },
  ],
  source:
    'Pearson, K. (1896); Spearman, C. (1904); Kendall, M. G. (1945). The treatment of ties in ranking problems. Biometrika 33, 239–251.',
  example: {
    input: {
      codes: ['a', 'b'],
      years: [1, 2],
      x: [
        [1, 3],
        [10, 12],
      ],
      y: [
        [5, 6],
        [1, 2],
      ],
    },
    value: 1,
    details: { spearman: 1, kendall: 1, observations: 4 },
    source: 'By hand: in both units x rises by 2 and y by 1 around their means.',
  },
  evaluate(input, { within }) {
    const [x, y] = pooledPairs(input, within);
    const coverage = coverageOf(input.codes, (unit) =>
      input.years.some((_, year) => input.x[unit]![year] !== null && input.y[unit]![year] !== null),
    );
    if (x.length < 2) return undefinedOver(coverage, 'too_few_units');
    const value = pearson(x, y);
    if (value === null) return undefinedOver(coverage, 'constant');
    return {
      coverage,
      value,
      details: { spearman: spearman(x, y), kendall: kendallTauB(x, y), observations: x.length },
      variant: within ? 'within units' : 'pooled',
    };
  },
});

/** All pairs of unit and year with both values, as deviations from the mean of the unit if wanted. */
function pooledPairs({ codes, years, x, y }: PanelPair, within: boolean): [Float64Array, Float64Array] {
  const pooled: [number[], number[]] = [[], []];
  codes.forEach((_, unit) => {
    const both = [...years.keys()].filter((year) => x[unit]![year] !== null && y[unit]![year] !== null);
    if (both.length === 0) return;
    for (const [index, table] of [x, y].entries()) {
      const values = Float64Array.from(both, (year) => table[unit]![year]!);
      const centre = within ? meanOf(values) : 0;
      for (const value of values) pooled[index]!.push(value - centre);
    }
  });
  return [Float64Array.from(pooled[0]), Float64Array.from(pooled[1])];
}
