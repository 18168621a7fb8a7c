import { z } from 'zod';
import { undefinedOver } from '../coverage.ts';
import { risingRow } from '../example-inputs.ts';
import { located } from '../inputs/located.ts';
import { defineMeasure } from '../measure.ts';
import { oneNumber } from '../output-shape.ts';
import { drawing } from '../random.ts';
import type { SparseRows } from '../sparse-rows.ts';
import { meanOf, sumOf } from '../summation.ts';
import type { Variances } from './moments.ts';
import { kurtosisOf, momentFields, momentsOf } from './moments.ts';
import { permutationFields, permutationTest } from './permutation-test.ts';
import type { WeightSums } from './spatial-weights.ts';
import { neighbourhood, neighbourhoodOf, weightStyle, weightSums } from './spatial-weights.ts';

export const moran = defineMeasure({
  id: 'moran',
  group: 'association',
  title: { zh: '全局莫兰指数', en: "Moran's I" },
  summary: {
    zh: '相邻单元是否相似：正值为集聚，负值为相间，接近 −1/(n−1) 为随机。',
    en: 'Whether neighbours are alike: positive where like stands by like, negative where opposites alternate.',
  },
  formula: String.raw`I = \frac{n}{S_0} \, \frac{\sum_i \sum_j w_{ij} z_i z_j}{\sum_i z_i^2}, \quad z_i = x_i - \bar{x}`,
  unit: '',
  range: [null, null],
  scope: 'nation',
  input: located,
  output: oneNumber({
    expected: z.number().describe('−1/(n − 1): expected without association.'),
    ...momentFields,
    ...permutationFields,
    ...neighbourhood,
  }),
  params: [weightStyle, ...drawing],
  source:
    'Moran, P. A. P. (1950). Biometrika 37, 17–23. Variances: Cliff, A. D. & Ord, J. K. (1981). Spatial processes. Pion.',
  example: {
    input: risingRow,
    params: { style: 'given', permutations: 0 },
    value: 1 / 3,
    source: 'By hand: z = −1.5, −0.5, 0.5, 1.5; (4/6) · 2 (0.75 − 0.25 + 0.75) / 5.',
  },
  evaluate(input, { style, permutations, seed }) {
    const { values, weights, coverage, details } = neighbourhoodOf(input, style);
    if (coverage.n < 2) return undefinedOver(coverage, 'too_few_units');
    if (details.links === 0) return undefinedOver(coverage, 'no_edges');
    const centred = deviations(values);
    const squares = sumOf(values.length, (unit) => centred[unit]! ** 2);
    if (!(squares > 0)) return undefinedOver(coverage, 'constant');
    const sums = weightSums(weights);
    const expected = -1 / (values.length - 1);
    const scale = values.length / (sums.s0 * squares);
    const statistic = (z: Float64Array): number => scale * crossProduct(weights, z);
    const value = statistic(centred);
    return {
      coverage,
      value,
      details: {
        expected,
        ...momentsOf(value, expected, varianceOf(centred, sums)),
        ...permutationTest(centred, statistic, { permutations, seed }),
        ...details,
      },
      variant: style,
    };
  },
});

/** Deviations from the mean. */
export function deviations(values: Float64Array): Float64Array {
  const mean = meanOf(values);
  return values.map((value) => value - mean);
}

/** Σ_i Σ_j w_ij z_i z_j. */
function crossProduct({ size, offsets, targets, weights }: SparseRows, z: Float64Array): number {
  let total = 0;
  for (let row = 0; row < size; row++) {
    let lag = 0;
    for (let entry = offsets[row]!; entry < offsets[row + 1]!; entry++)
      lag += weights[entry]! * z[targets[entry]!]!;
    total += z[row]! * lag;
  }
  return total;
}

/** Variances of I around −1/(n − 1) (Cliff & Ord 1981, chapter 2). */
function varianceOf(z: Float64Array, { s0, s1, s2 }: WeightSums): Variances {
  const n = z.length;
  const square = 1 / (n - 1) ** 2;
  const varianceNormal = (n * n * s1 - n * s2 + 3 * s0 * s0) / ((n * n - 1) * s0 * s0) - square;
  if (n < 4) return { varianceNormal, varianceRandomised: null };
  const varianceRandomised =
    (n * ((n * n - 3 * n + 3) * s1 - n * s2 + 3 * s0 * s0) -
      kurtosisOf(z) * ((n * n - n) * s1 - 2 * n * s2 + 6 * s0 * s0)) /
      ((n - 1) * (n - 2) * (n - 3) * s0 * s0) -
    square;
  return { varianceNormal, varianceRandomised };
}
