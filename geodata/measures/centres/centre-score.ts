import { z } from 'zod';
import { fisherJenksBreaks } from '../classification/fisher-jenks.ts';
import { coverageOf, undefinedOver } from '../coverage.ts';
import type { WeightedIndicators } from '../inputs/weighted-indicators.ts';
import { weightedIndicators } from '../inputs/weighted-indicators.ts';
import { defineMeasure } from '../measure.ts';
import { indicatorWeightList, perUnit } from '../output-shape.ts';
import { createRandom, seedParams } from '../random.ts';
import { drawWeights } from './dirichlet.ts';

export const centreScore = defineMeasure({
  id: 'centre-score',
  group: 'centres',
  title: { zh: '创新中心得分与层级', en: 'Score and tier of centres' },
  summary: {
    zh: '由加权指标合成 0–100 的得分，按自然断点分层，并给出权重扰动下层级不变的比例。',
    en: 'A score of 0–100 out of weighted indicators, tiers by natural breaks, and how often a tier survives other weights.',
  },
  formula: String.raw`S_i = 100 \sum_j w_j z_{ij}, \quad z_{ij} = \frac{x_{ij} - \min_i x_{ij}}{\max_i x_{ij} - \min_i x_{ij}}`,
  unit: 'points',
  range: [0, 100],
  scope: 'unit',
  input: weightedIndicators,
  output: perUnit(
    {
      tier: z.int().describe('1 is the highest class of the scores.'),
      stability: z.number().nullable().describe('Share of the draws in which the unit keeps its tier.'),
    },
    {
      breaks: z.array(z.number()).describe('Highest scores of all tiers but the first, from the lowest up.'),
      weights: indicatorWeightList,
    },
  ),
  params: [
    {
      name: 'tiers',
      description: { zh: '层级数。', en: 'Number of tiers.' },
      type: 'integer',
      default: 4,
      minimum: 2,
      maximum: 10,
    },
    {
      name: 'draws',
      description: { zh: '扰动权重的次数。', en: 'Number of perturbed weightings; 0 for none.' },
      type: 'integer',
      default: 1000,
      minimum: 0,
      maximum: 100_000,
    },
    {
      name: 'concentration',
      description: {
        zh: 'Dirichlet 分布的集中度；越大，权重扰动越小。',
        en: 'Concentration of the Dirichlet distribution around the weights; the larger, the smaller the changes.',
      },
      type: 'number',
      default: 100,
      minimum: 0.01,
    },
    ...seedParams,
  ],
  source:
    'OECD & JRC (2008). Handbook on constructing composite indicators (normalisation, weights, robustness). Classes: Fisher, W. D. (1958). On grouping for maximum homogeneity. JASA 53, 789–798.',
  example: {
    input: {
      codes: ['a', 'b', 'c', 'd'],
      indicators: [
        { id: 'universities', weight: 3 },
        { id: 'vacancy', weight: 1, direction: -1 },
      ],
      values: [
        [10, 0],
        [9, 0],
        [0, 4],
        [1, 2],
      ],
    },
    params: { tiers: 2, draws: 0 },
    value: [
      { code: 'a', value: 100, tier: 1, stability: null },
      { code: 'b', value: 92.5, tier: 1, stability: null },
      { code: 'c', value: 0, tier: 2, stability: null },
      { code: 'd', value: 20, tier: 2, stability: null },
    ],
    details: {
      breaks: [20],
      weights: [
        { indicator: 'universities', weight: 0.75 },
        { indicator: 'vacancy', weight: 0.25 },
      ],
    },
    source: 'By hand: ¾ · x/10 + ¼ · (1 − y/4).',
  },
  evaluate(input, { tiers, draws, concentration, seed }) {
    const scaled = scaledIndicators(input);
    const total = input.weights.reduce((sum, { weight }) => sum + weight, 0);
    const weights = input.weights.map(({ weight }) => weight / total);
    const units = [...input.codes.keys()].filter((unit) => hasEnough(scaled[unit]!));
    const coverage = coverageOf(input.codes, (unit) => hasEnough(scaled[unit]!));
    if (units.length < 2) return undefinedOver(coverage, 'too_few_units');

    const rows = units.map((unit) => scaled[unit]!);
    const scores = Float64Array.from(rows, (row) => scoreOf(row, weights));
    const breaks = fisherJenksBreaks(scores, tiers);
    const ranks = tiersOf(scores, breaks);
    const kept = new Uint32Array(units.length);
    const random = createRandom(seed);
    for (let draw = 0; draw < draws; draw++) {
      const drawn = drawWeights(weights, concentration, random);
      const others = Float64Array.from(rows, (row) => scoreOf(row, drawn));
      const otherRanks = tiersOf(others, fisherJenksBreaks(others, tiers));
      for (const [index, rank] of ranks.entries()) if (otherRanks[index] === rank) kept[index]!++;
    }
    return {
      coverage,
      value: units.map((unit, index) => ({
        code: input.codes[unit]!,
        value: scores[index]!,
        tier: ranks[index]!,
        stability: draws === 0 ? null : kept[index]! / draws,
      })),
      details: {
        breaks,
        weights: input.indicators.map((indicator, index) => ({ indicator, weight: weights[index]! })),
      },
      flags: units.some((unit) => scaled[unit]!.includes(null)) ? ['indicators_missing'] : [],
    };
  },
});

/** Every indicator on 0–1 over the units that have it, upwards being better; 0.5 where it is the same for all. */
function scaledIndicators({ codes, values, weights }: WeightedIndicators): (number | null)[][] {
  const rows = codes.map((): (number | null)[] => []);
  for (const [indicator, { direction, logarithm }] of weights.entries()) {
    const column = values.map((row) => {
      const value = row[indicator] ?? null;
      return value === null || (logarithm && value <= -1) ? null : logarithm ? Math.log1p(value) : value;
    });
    const present = column.filter((value) => value !== null);
    const low = present.reduce((least, value) => Math.min(least, value), Infinity);
    const high = present.reduce((most, value) => Math.max(most, value), -Infinity);
    for (const [unit, value] of column.entries()) {
      const share = value === null ? null : high === low ? 0.5 : (value - low) / (high - low);
      rows[unit]!.push(share === null || direction === 1 ? share : 1 - share);
    }
  }
  return rows;
}

/** A score rests on at least half of the indicators. */
const hasEnough = (row: readonly (number | null)[]): boolean =>
  row.length > 0 && 2 * row.filter((value) => value !== null).length >= row.length;

/** Weighted mean of what is there, in points of 100. */
function scoreOf(row: readonly (number | null)[], weights: readonly number[]): number {
  let sum = 0;
  let weight = 0;
  for (const [indicator, value] of row.entries()) {
    if (value === null) continue;
    sum += weights[indicator]! * value;
    weight += weights[indicator]!;
  }
  return weight > 0 ? (100 * sum) / weight : 0;
}

/** Tier of every score, 1 for those above the last break. Fewer breaks than asked for are fewer tiers, from 1 down. */
function tiersOf(scores: Float64Array, breaks: readonly number[]): Uint32Array {
  return Uint32Array.from(scores, (score) => 1 + breaks.filter((upper) => score <= upper).length);
}
