import { pick, presentRows, singleUnitFlag, undefinedOver } from '../coverage.ts';
import { weighted } from '../inputs/weighted.ts';
import { defineMeasure } from '../measure.ts';
import { oneNumber } from '../output-shape.ts';
import { sum, sumOf } from '../summation.ts';

export const weightedGini = defineMeasure({
  id: 'weighted-gini',
  group: 'concentration',
  title: { zh: '人口加权基尼系数', en: 'Population-weighted Gini coefficient' },
  summary: {
    zh: '人均量在居民（而非单元）之间的不均等，每个单元按人口计。',
    en: 'Inequality of a quantity per head between people rather than places: every unit counts by its population.',
  },
  formula: String.raw`G_p = \frac{\sum_i \sum_j p_i p_j |y_i - y_j|}{2 \sum_i p_i y_i}`,
  unit: '',
  range: [0, 1],
  scope: 'province',
  input: weighted,
  output: oneNumber(),
  params: [],
  source:
    'Williamson, J. G. (1965). Regional inequality and the process of national development. Economic Development and Cultural Change 13(4), 1–84; Gini form.',
  example: {
    input: { values: [1, 2, 4], weights: [2, 1, 1] },
    value: 5 / 16,
    source: 'Equal to the Gini coefficient of 1, 1, 2, 4: (−3 − 1 + 2 + 12) / (4 · 8).',
  },
  evaluate({ codes, values, weights }) {
    const { positions, coverage } = presentRows(codes, values, weights);
    const [y, p] = [pick(values, positions), pick(weights, positions)];
    if (coverage.n === 0 || (coverage.n === 1 && coverage.missing.length > 0))
      return undefinedOver(coverage, 'too_few_units');
    if (y.some((each) => each < 0) || p.some((each) => each < 0))
      return undefinedOver(coverage, 'negative_values');
    if (sumOf(y.length, (index) => y[index]! * p[index]!) === 0) return undefinedOver(coverage, 'zero_mean');
    return { coverage, flags: singleUnitFlag(coverage), value: weightedGiniOf(y, p) };
  },
});

/** Gini coefficient in which value i counts `weights[i]` times, by cumulative sums over ascending values. */
export function weightedGiniOf(values: Float64Array, weights: Float64Array): number {
  const order = Uint32Array.from(values.keys()).sort((a, b) => values[a]! - values[b]!);
  const total = sum(weights);
  let below = 0;
  const differences = sumOf(order.length, (rank) => {
    const weight = weights[order[rank]!]!;
    const term = values[order[rank]!]! * weight * (2 * below + weight - total);
    below += weight;
    return term;
  });
  return differences / (total * sumOf(values.length, (index) => values[index]! * weights[index]!));
}
