import { z } from 'zod';
import { undefinedOver } from '../coverage.ts';
import { risingRow } from '../example-inputs.ts';
import { located } from '../inputs/located.ts';
import { defineMeasure } from '../measure.ts';
import { perUnit } from '../output-shape.ts';
import { drawing } from '../random.ts';
import type { SparseRows } from '../sparse-rows.ts';
import { multiply } from '../sparse-rows.ts';
import { sumOf } from '../summation.ts';
import { conditionalPermutation } from './conditional-permutation.ts';
import { discoveryRate, discoveryThreshold } from './false-discovery-rate.ts';
import { deviations } from './moran.ts';
import { foldedP } from './permutation-test.ts';
import { neighbourhood, neighbourhoodOf, weightStyle } from './spatial-weights.ts';

const quadrants = ['HH', 'LL', 'LH', 'HL', 'isolate'] as const;

export const localMoran = defineMeasure({
  id: 'local-moran',
  group: 'association',
  title: { zh: '局部莫兰指数（LISA）', en: 'Local Moran (LISA)' },
  summary: {
    zh: '每个单元与其邻居是否同高、同低或相异，并给出显著性与错误发现率界限。',
    en: 'For each unit, whether it is high among high, low among low, or stands out, with significance.',
  },
  formula: String.raw`I_i = \frac{z_i}{m_2} \sum_j w_{ij} z_j, \quad m_2 = \frac{1}{n} \sum_i z_i^2`,
  unit: '',
  range: [null, null],
  scope: 'unit',
  input: located,
  output: perUnit(
    {
      standardised: z.number().describe('z_i / √m₂: the value in standard deviations from the mean.'),
      lag: z.number().describe('Weighted sum of the standardised values of the neighbours.'),
      quadrant: z
        .enum(quadrants)
        .describe('High or low, among high or low neighbours; isolate: no neighbours.'),
      zScore: z
        .number()
        .nullable()
        .describe('Deviations from the conditional expectation; null without variance.'),
      p: z.number().nullable().describe('Pseudo p by conditional permutation, folded; null for isolates.'),
      significant: z.boolean().describe('Whether p passes the cut of the false discovery rate.'),
    },
    {
      sum: z.number().describe('Σ I_i / S₀ = Moran’s I.'),
      threshold: z.number().nullable().describe('Largest p that passes; null where none does.'),
      ...neighbourhood,
    },
  ),
  params: [weightStyle, ...drawing, discoveryRate],
  source:
    'Anselin, L. (1995). Local indicators of spatial association – LISA. Geographical Analysis 27, 93–115. m₂ is over n, as there and in R spdep; PySAL multiplies by (n − 1)/n.',
  example: {
    input: risingRow,
    params: { permutations: 0 },
    value: [
      [-1.5, -0.5, 'LL', 0.6],
      [-0.5, -0.5, 'LL', 0.2],
      [0.5, 0.5, 'HH', 0.2],
      [1.5, 0.5, 'HH', 0.6],
    ].map(([x, lag, quadrant, value], index) => ({
      code: String(index + 1),
      value,
      standardised: Number(x) / Math.sqrt(1.25),
      lag: Number(lag) / Math.sqrt(1.25),
      quadrant,
      zScore: [1.224744871391589, 1.0690449676496976, 1.0690449676496976, 1.224744871391589][index],
      p: null,
      significant: false,
    })),
    source:
      'By hand: m₂ = 1.25; unit 2 has neighbours −1.5 and 0.5 with mean −0.5; (0.6 + 0.6)/√0.96 and (0.2 + 0.2/3)/√(0.4 · 1/6 · 14/15).',
  },
  evaluate(input, { style, permutations, seed, rate }) {
    const { codes, values, weights, coverage, details } = neighbourhoodOf(input, style);
    if (coverage.n < 2) return undefinedOver(coverage, 'too_few_units');
    if (details.links === 0) return undefinedOver(coverage, 'no_edges');
    const centred = deviations(values);
    const scale = Math.sqrt(sumOf(centred.length, (unit) => centred[unit]! ** 2) / coverage.n);
    if (!(scale > 0)) return undefinedOver(coverage, 'constant');

    const standardised = centred.map((each) => each / scale);
    const lag = multiply(weights, standardised);
    const zScores = conditionalScores(standardised, lag, weights);
    const islands = new Set(details.islands);
    const hasP = (unit: number): boolean => permutations > 0 && !islands.has(codes[unit]!);
    const extreme = conditionalPermutation(standardised, weights, standardised, { permutations, seed });
    const p = Array.from(extreme, (count, unit) => (hasP(unit) ? foldedP(count, permutations) : null));
    const threshold = discoveryThreshold(Float64Array.from(p.filter((each) => each !== null)), rate);
    const value = codes.map((code, unit) => ({
      code,
      value: standardised[unit]! * lag[unit]!,
      standardised: standardised[unit]!,
      lag: lag[unit]!,
      quadrant: islands.has(code) ? ('isolate' as const) : quadrantOf(standardised[unit]!, lag[unit]!),
      zScore: zScores[unit]!,
      p: p[unit]!,
      significant: threshold !== null && p[unit] !== null && p[unit]! <= threshold,
    }));
    const s0 = weights.weights.reduce((total, weight) => total + weight, 0);
    const sum = sumOf(value.length, (unit) => value[unit]!.value) / s0;
    return { coverage, value, details: { sum, threshold, ...details }, variant: style };
  },
});

function quadrantOf(own: number, lag: number): (typeof quadrants)[number] {
  if (own > 0) return lag > 0 ? 'HH' : 'HL';
  return lag > 0 ? 'LH' : 'LL';
}

/**
 * Deviations of I_i from its expectation when the values of all others are in random order, the unit's own being held
 * (Sokal, Oden & Thomson 1998, Geographical Analysis 30, 331–354); here m₂ = 1.
 */
function conditionalScores(z: Float64Array, lag: Float64Array, rows: SparseRows): (number | null)[] {
  const n = z.length;
  return Array.from(z, (own, unit) => {
    let [total, squares] = [0, 0];
    for (let entry = rows.offsets[unit]!; entry < rows.offsets[unit + 1]!; entry++) {
      total += rows.weights[entry]!;
      squares += rows.weights[entry]! ** 2;
    }
    const expected = (-own * own * total) / (n - 1);
    const variance =
      own * own * (n / (n - 2)) * (squares - total ** 2 / (n - 1)) * (1 - (own * own) / (n - 1));
    return n > 2 && variance > 1e-15 ? (own * lag[unit]! - expected) / Math.sqrt(variance) : null;
  });
}
