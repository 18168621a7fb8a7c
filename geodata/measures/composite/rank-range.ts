import { z } from 'zod';
import { coverageOf, undefinedOver } from '../coverage.ts';
import { indicatorSystem } from '../inputs/indicator-system.ts';
import { defineMeasure } from '../measure.ts';
import { perUnit } from '../output-shape.ts';
import { aggregationParam, compositeScores } from './composite-index.ts';
import { normalisationParam } from './normalise.ts';
import { ranksOf } from './ranks.ts';
import { weightings } from './weighting.ts';

export const rankRange = defineMeasure({
  id: 'rank-range',
  group: 'composite',
  title: { zh: '位次区间', en: 'Range of ranks over weightings' },
  summary: {
    zh: '五种赋权方法下综合指数位次的最好与最差：区间越宽，结论越依赖权重。',
    en: 'Best and worst rank under five ways of weighting: the wider, the more the result rests on the weights.',
  },
  formula: String.raw`\max_w r_i(w) - \min_w r_i(w)`,
  unit: 'ranks',
  range: [0, null],
  scope: 'unit',
  input: indicatorSystem,
  output: perUnit({
    best: z.int().nullable().describe('Highest rank under any weighting.'),
    worst: z.int().nullable().describe('Lowest rank under any weighting.'),
    ranks: z
      .array(z.object({ weighting: z.enum(weightings), rank: z.int().nullable() }))
      .describe('Rank under each weighting; null where the data give no weights.'),
  }),
  params: [{ ...normalisationParam, values: ['min-max', 'rank', 'distance-to-max'] }, aggregationParam],
  source:
    'Saisana, M., Saltelli, A. & Tarantola, S. (2005). Uncertainty and sensitivity analysis techniques for composite indicators. Journal of the Royal Statistical Society A 168, 307–323.',
  example: {
    input: {
      codes: ['a', 'b', 'c'],
      indicators: [{ id: 'x' }, { id: 'y' }],
      values: [
        [3, 3],
        [2, 2],
        [1, 1],
      ],
    },
    value: ['a', 'b', 'c'].map((code, index) => ({
      code,
      value: 0,
      best: index + 1,
      worst: index + 1,
      ranks: weightings.map((weighting) => ({
        weighting,
        rank: weighting === 'critic' ? null : index + 1,
      })),
    })),
    source:
      'By hand: where indicators agree, no weighting changes a rank (CRITIC finds no conflict and no weights).',
  },
  evaluate(system, { normalisation, aggregation }) {
    const byWeighting = weightings.map((weighting) => {
      const scored = compositeScores(system, { normalisation, weighting, aggregation });
      const values = system.codes.map((_, unit) => scored?.scores[unit]?.value ?? null);
      return { weighting, ranks: ranksOf(system.codes, values) };
    });
    const ranksOfUnit = (unit: number): number[] => byWeighting.flatMap(({ ranks }) => ranks[unit] ?? []);
    const coverage = coverageOf(system.codes, (unit) => ranksOfUnit(unit).length > 0);
    if (coverage.n === 0) return undefinedOver(coverage, 'too_few_units');
    const value = system.codes.map((code, unit) => {
      const ranks = ranksOfUnit(unit);
      const [best, worst] = ranks.length === 0 ? [null, null] : [Math.min(...ranks), Math.max(...ranks)];
      return {
        code,
        value: best === null ? null : worst - best,
        best,
        worst,
        ranks: byWeighting.map(({ weighting, ranks: all }) => ({ weighting, rank: all[unit]! })),
      };
    });
    return { coverage, value };
  },
});
