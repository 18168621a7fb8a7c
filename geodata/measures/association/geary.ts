import { undefinedOver } from '../coverage.ts';
import { risingRow } from '../example-inputs.ts';
import { located } from '../inputs/located.ts';
import { defineMeasure } from '../measure.ts';
import { oneNumber } from '../output-shape.ts';
import { drawing } from '../random.ts';
import type { SparseRows } from '../sparse-rows.ts';
import { squaredDeviations } from '../summation.ts';
import type { Variances } from './moments.ts';
import { kurtosisOf, momentFields, momentsOf } from './moments.ts';
import { deviations } from './moran.ts';
import { permutationFields, permutationTest } from './permutation-test.ts';
import type { WeightSums } from './spatial-weights.ts';
import { neighbourhood, neighbourhoodOf, weightStyle, weightSums } from './spatial-weights.ts';

export const geary = defineMeasure({
  id: 'geary',
  group: 'association',
  title: { zh: '吉尔里指数', en: "Geary's C" },
  summary: {
    zh: '相邻单元的平均差异：小于 1 为相似，大于 1 为相异；比莫兰指数更看重局部差异。',
    en: 'Squared differences of neighbours: below 1 they are alike, above 1 they differ; more local than Moran’s I.',
  },
  formula: String.raw`C = \frac{(n-1) \sum_i \sum_j w_{ij} (x_i - x_j)^2}{2 S_0 \sum_i z_i^2}`,
  unit: '',
  range: [0, null],
  scope: 'nation',
  input: located,
  output: oneNumber({
    ...momentFields,
    ...permutationFields,
    ...neighbourhood,
  }),
  params: [weightStyle, ...drawing],
  source:
    'Geary, R. C. (1954). The contiguity ratio and statistical mapping. The Incorporated Statistician 5, 115–145. Variances: Cliff & Ord (1981).',
  example: {
    input: risingRow,
    params: { style: 'given', permutations: 0 },
    value: 0.3,
    source: 'By hand: 3 · 6 / (2 · 6 · 5).',
  },
  evaluate(input, { style, permutations, seed }) {
    const { values, weights, coverage, details } = neighbourhoodOf(input, style);
    if (coverage.n < 2) return undefinedOver(coverage, 'too_few_units');
    if (details.links === 0) return undefinedOver(coverage, 'no_edges');
    const squares = squaredDeviations(values);
    if (!(squares > 0)) return undefinedOver(coverage, 'constant');
    const sums = weightSums(weights);
    const scale = (values.length - 1) / (2 * sums.s0 * squares);
    const statistic = (x: Float64Array): number => scale * differences(weights, x);
    const value = statistic(values);
    return {
      coverage,
      value,
      details: {
        ...momentsOf(value, 1, varianceOf(deviations(values), sums)),
        ...permutationTest(values, statistic, { permutations, seed }),
        ...details,
      },
      variant: style,
    };
  },
});

/** Σ_i Σ_j w_ij (x_i − x_j)². */
function differences({ size, offsets, targets, weights }: SparseRows, x: Float64Array): number {
  let total = 0;
  for (let row = 0; row < size; row++)
    for (let entry = offsets[row]!; entry < offsets[row + 1]!; entry++)
      total += weights[entry]! * (x[row]! - x[targets[entry]!]!) ** 2;
  return total;
}

/** Variances of C (Cliff & Ord 1981, chapter 2). */
function varianceOf(z: Float64Array, { s0, s1, s2 }: WeightSums): Variances {
  const n = z.length;
  const varianceNormal = ((2 * s1 + s2) * (n - 1) - 4 * s0 * s0) / (2 * (n + 1) * s0 * s0);
  if (n < 4) return { varianceNormal, varianceRandomised: null };
  const kurtosis = kurtosisOf(z);
  const varianceRandomised =
    ((n - 1) * s1 * (n * n - 3 * n + 3 - (n - 1) * kurtosis) -
      0.25 * (n - 1) * s2 * (n * n + 3 * n - 6 - (n * n - n + 2) * kurtosis) +
      s0 * s0 * (n * n - 3 - (n - 1) ** 2 * kurtosis)) /
    (n * (n - 2) * (n - 3) * s0 * s0);
  return { varianceNormal, varianceRandomised };
}
