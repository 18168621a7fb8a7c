import { z } from 'zod';
import { coverageOf, undefinedOver } from '../coverage.ts';
import type { IndicatorSystem } from '../inputs/indicator-system.ts';
import { indicatorSystem } from '../inputs/indicator-system.ts';
import { defineMeasure } from '../measure.ts';
import { indicatorWeightList, perUnit, rowReason } from '../output-shape.ts';
import type { Aggregation } from './aggregate.ts';
import { aggregations, scorePart, topsisScores, treeOf } from './aggregate.ts';
import type { Normalisation } from './normalise.ts';
import { normalisationParam, normalise } from './normalise.ts';
import { ranksOf } from './ranks.ts';
import type { Weighting } from './weighting.ts';
import { weightingParam, weightsOf } from './weighting.ts';

/** Parameter of every measure that adds indicators up. */
export const aggregationParam = {
  name: 'aggregation',
  description: {
    zh: 'arithmetic 加权平均；geometric 几何平均（下限 0.01）；topsis 逼近理想解。',
    en: 'arithmetic: weighted mean; geometric: with a floor of 0.01; topsis: closeness to the best unit.',
  },
  type: 'enum',
  values: aggregations,
  default: 'arithmetic',
} as const;

export const compositeIndex = defineMeasure({
  id: 'composite-index',
  group: 'composite',
  title: { zh: '综合指数', en: 'Composite index' },
  summary: {
    zh: '由指标体系合成 0–100 的得分与位次，并给出一级指标得分。',
    en: 'A score of 0–100 and a rank out of a system of indicators, with the scores of its first level.',
  },
  formula: String.raw`S_i = 100 \sum_j w_j \tilde{x}_{ij}`,
  unit: 'points',
  range: [0, 100],
  scope: 'unit',
  input: indicatorSystem,
  output: perUnit(
    {
      rank: z.int().nullable().describe('Rank from 1 for the highest; ties by code.'),
      groups: z
        .array(z.object({ group: z.string(), value: z.number().nullable() }))
        .describe('Scores of the first level of groups.'),
      missing: z
        .array(z.string())
        .describe('Indicators without a value; the weights of others were scaled up.'),
      reason: rowReason,
    },
    { weights: indicatorWeightList },
  ),
  params: [
    { ...normalisationParam, values: ['min-max', 'rank', 'distance-to-max'] },
    weightingParam,
    aggregationParam,
  ],
  source:
    'OECD & JRC (2008). Handbook on constructing composite indicators. TOPSIS: Hwang, C. L. & Yoon, K. (1981). Multiple attribute decision making. Springer.',
  example: {
    input: {
      codes: ['a', 'b'],
      indicators: [
        { id: 'patents', path: ['output'] },
        { id: 'papers', path: ['output'] },
        { id: 'staff', path: ['input'] },
      ],
      values: [
        [1, 2, 3],
        [2, 1, 5],
      ],
    },
    value: [
      {
        code: 'a',
        value: 25,
        rank: 2,
        groups: [
          { group: 'output', value: 50 },
          { group: 'input', value: 0 },
        ],
        missing: [],
      },
      {
        code: 'b',
        value: 75,
        rank: 1,
        groups: [
          { group: 'output', value: 50 },
          { group: 'input', value: 100 },
        ],
        missing: [],
      },
    ],
    source: 'By hand: ¼ · 0 + ¼ · 1 + ½ · 0.',
  },
  evaluate(system, params) {
    const scored = compositeScores(system, params);
    const coverage = coverageOf(system.codes, (unit) => scored?.scores[unit]?.value != null);
    if (scored === null) return undefinedOver(coverage, 'constant');
    if (coverage.n === 0) return undefinedOver(coverage, 'too_few_units');
    const ranks = ranksOf(
      system.codes,
      scored.scores.map(({ value }) => value),
    );
    const value = system.codes.map((code, unit) => {
      const row = { code, ...scored.scores[unit]!, rank: ranks[unit]! };
      return row.value === null ? { ...row, reason: 'missing_value' } : row;
    });
    const weights = system.indicators.map((indicator, index) => ({
      indicator,
      weight: scored.weights[index]!,
    }));
    return { coverage, value, details: { weights }, variant: `${params.weighting}, ${params.aggregation}` };
  },
});

interface CompositeOptions {
  normalisation: Normalisation;
  weighting: Weighting;
  aggregation: Aggregation;
}

/** Scores of 0–100 in the order of the units, and the weights they rest on; null where there are no weights. */
export function compositeScores(
  system: IndicatorSystem,
  { normalisation, weighting, aggregation }: CompositeOptions,
) {
  const weights = weightsOf(system, weighting);
  if (weights === null) return null;
  const rows = normalise(system, normalisation);
  const tree = treeOf(system.places, weights);
  const how = aggregation === 'geometric' ? 'geometric' : 'arithmetic';
  const topsis = aggregation === 'topsis' ? topsisScores(rows, weights) : null;
  const groupNames = [...new Set(system.places.flatMap(({ path }) => path.slice(0, 1)))];
  const hundredfold = (score: number | null): number | null => (score === null ? null : 100 * score);
  const scores = rows.map((row, unit) => ({
    value: hundredfold(topsis === null ? scorePart(tree, row, how) : topsis[unit]!),
    groups: groupNames.map((group, index) => ({
      group,
      value: hundredfold(scorePart(tree.parts[index]!, row, how)),
    })),
    missing: system.indicators.filter((_, indicator) => row[indicator] === null),
  }));
  return { scores, weights };
}
