import { pick, presentRows, undefinedOver } from '../coverage.ts';
import { pair } from '../inputs/pair.ts';
import { defineMeasure } from '../measure.ts';
import { oneNumber } from '../output-shape.ts';
import { sum, sumOf } from '../summation.ts';

export const locationalGini = defineMeasure({
  id: 'locational-gini',
  group: 'concentration',
  title: { zh: '区位基尼系数', en: 'Locational Gini coefficient' },
  summary: {
    zh: '某活动 x 相对于参照量 y（如人口）的地理集中程度。',
    en: 'How unevenly an activity x is spread relative to a reference y, e.g. patents relative to population.',
  },
  formula: String.raw`G_L = 1 - \sum_i a_i \,(S_i + S_{i-1}), \quad \text{units by ascending } s_i / a_i`,
  unit: '',
  range: [0, 1],
  scope: 'nation',
  input: pair,
  output: oneNumber(),
  params: [],
  source: 'Krugman, P. (1991). Geography and trade. MIT Press, appendix D.',
  example: {
    input: { x: [1, 3], y: [1, 1] },
    value: 0.25,
    source: 'By hand: with equal references it is the Gini coefficient of 1 and 3.',
  },
  evaluate({ codes, x, y }) {
    const { positions, coverage } = presentRows(codes, x, y);
    const [activity, reference] = [pick(x, positions), pick(y, positions)];
    if (coverage.n < 2) return undefinedOver(coverage, 'too_few_units');
    if ([activity, reference].some((column) => column.some((each) => each < 0)))
      return undefinedOver(coverage, 'negative_values');
    const [totalX, totalY] = [sum(activity), sum(reference)];
    if (totalX === 0 || totalY === 0) return undefinedOver(coverage, 'zero_mean');

    // Twice the area under the curve of cumulative shares is the sum of trapezoids, each ends' heights added.
    const order = Uint32Array.from(activity.keys()).sort(
      (a, b) => activity[a]! * reference[b]! - activity[b]! * reference[a]!,
    );
    let height = 0;
    const twiceArea = sumOf(order.length, (rank) => {
      const before = height;
      height += activity[order[rank]!]! / totalX;
      return (reference[order[rank]!]! / totalY) * (before + height);
    });
    return { coverage, value: Math.max(0, 1 - twiceArea) };
  },
});
