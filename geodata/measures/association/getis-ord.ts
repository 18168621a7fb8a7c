import { z } from 'zod';
import { undefinedOver } from '../coverage.ts';
import { located } from '../inputs/located.ts';
import { defineMeasure } from '../measure.ts';
import { normalTail } from '../normal.ts';
import { perUnit, rowReason } from '../output-shape.ts';
import type { SparseRows } from '../sparse-rows.ts';
import { sum, sumOf } from '../summation.ts';
import { discoveryRate, discoveryThreshold } from './false-discovery-rate.ts';
import { neighbourhood, neighbourhoodOf } from './spatial-weights.ts';

export const getisOrd = defineMeasure({
  id: 'getis-ord',
  group: 'association',
  title: { zh: 'Getis–Ord 热点', en: 'Getis–Ord hot spots' },
  summary: {
    zh: '单元及其邻居之和是否高于（热点）或低于（冷点）全局均值所预期。',
    en: 'Whether a unit and its neighbours together have more (hot spot) or less (cold spot) than the mean suggests.',
  },
  formula: String.raw`G_i^{*} = \frac{\sum_j w_{ij} x_j - W_i^{*} \bar{x}}{s \sqrt{\left( n S_{1i}^{*} - W_i^{*2} \right) / (n - 1)}}`,
  unit: 'standard deviations',
  range: [null, null],
  scope: 'unit',
  input: located,
  output: perUnit(
    {
      p: z.number().nullable().describe('Two-sided p under the normal distribution.'),
      significant: z.boolean().describe('Whether p passes the cut of the false discovery rate.'),
      reason: rowReason,
    },
    {
      threshold: z.number().nullable().describe('Largest p that passes; null where none does.'),
      ...neighbourhood,
    },
  ),
  params: [
    {
      name: 'star',
      description: {
        zh: '是否把单元自身计入（Gi*）；否则为 Gi。',
        en: 'Whether the unit counts as its own neighbour with weight 1 (Gi*); otherwise Gi.',
      },
      type: 'boolean',
      default: true,
    },
    discoveryRate,
  ],
  source:
    'Ord, J. K. & Getis, A. (1995). Local spatial autocorrelation statistics. Geographical Analysis 27, 286–306.',
  example: {
    input: {
      values: [1, 1, 4],
      links: [
        ['1', '2'],
        ['2', '3'],
      ],
    },
    value: [
      { code: '1', value: -Math.SQRT2, p: 0.15729920705028502, significant: false },
      { code: '2', value: null, p: null, significant: false, reason: 'constant' },
      { code: '3', value: Math.SQRT1_2, p: 0.4795001221869535, significant: false },
    ],
    source:
      'By hand: mean 2, s = √2; (2 − 4)/√2 and (5 − 4)/√2; a unit with all others as neighbours has no variance.',
  },
  evaluate(input, { star, rate }) {
    const { codes, values, weights, coverage, details } = neighbourhoodOf(input, 'given');
    if (coverage.n < 3) return undefinedOver(coverage, 'too_few_units');
    if (details.links === 0) return undefinedOver(coverage, 'no_edges');
    if (values.every((value) => value === values[0])) return undefinedOver(coverage, 'constant');
    const scores = star ? starScores(values, weights) : plainScores(values, weights);
    const p = scores.map((score) => (score === null ? null : 2 * normalTail(Math.abs(score))));
    const threshold = discoveryThreshold(Float64Array.from(p.filter((each) => each !== null)), rate);
    const value = codes.map((code, unit) => ({
      code,
      value: scores[unit]!,
      p: p[unit]!,
      significant: threshold !== null && p[unit] !== null && p[unit]! <= threshold,
      ...(scores[unit] === null ? { reason: 'constant' } : {}),
    }));
    return { coverage, value, details: { threshold, ...details }, variant: star ? 'star' : 'plain' };
  },
});

/** Gi*: the unit itself counts with weight 1. */
function starScores(x: Float64Array, rows: SparseRows): (number | null)[] {
  const n = x.length;
  const mean = sum(x) / n;
  const deviation = Math.sqrt(sumOf(n, (unit) => (x[unit]! - mean) ** 2) / n);
  return Array.from(x, (own, unit) => {
    const { total, squares, lag } = neighbourSums(x, rows, unit);
    const spread = (n * (squares + 1) - (total + 1) ** 2) / (n - 1);
    return spread > 1e-12 ? (lag + own - (total + 1) * mean) / (deviation * Math.sqrt(spread)) : null;
  });
}

/** Gi: the unit itself does not count, neither among the neighbours nor in mean and deviation. */
function plainScores(x: Float64Array, rows: SparseRows): (number | null)[] {
  const n = x.length;
  const total = sum(x);
  const squaresOfAll = sumOf(n, (unit) => x[unit]! ** 2);
  return Array.from(x, (own, unit) => {
    const { total: weight, squares, lag } = neighbourSums(x, rows, unit);
    const mean = (total - own) / (n - 1);
    const variance = (squaresOfAll - own * own) / (n - 1) - mean * mean;
    const spread = (((n - 1) * squares - weight ** 2) / (n - 2)) * variance;
    return spread > 1e-12 ? (lag - weight * mean) / Math.sqrt(spread) : null;
  });
}

/** Σ w_ij, Σ w_ij² and Σ w_ij x_j of one unit. */
function neighbourSums(x: Float64Array, { offsets, targets, weights }: SparseRows, unit: number) {
  let [total, squares, lag] = [0, 0, 0];
  for (let entry = offsets[unit]!; entry < offsets[unit + 1]!; entry++) {
    const weight = weights[entry]!;
    total += weight;
    squares += weight * weight;
    lag += weight * x[targets[entry]!]!;
  }
  return { total, squares, lag };
}
