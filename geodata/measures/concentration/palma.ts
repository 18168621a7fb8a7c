import { presentValues, undefinedOver, whyNoShares } from '../coverage.ts';
import { vector } from '../inputs/vector.ts';
import { defineMeasure } from '../measure.ts';
import { oneNumber } from '../output-shape.ts';
import { lorenzCurve } from './lorenz.ts';

export const palma = defineMeasure({
  id: 'palma',
  group: 'concentration',
  title: { zh: '帕尔马比', en: 'Palma ratio' },
  summary: {
    zh: '最高一成单元的份额与最低四成单元的份额之比。',
    en: 'Share of the top tenth of units over the share of the bottom four tenths.',
  },
  formula: String.raw`P = \frac{1 - L(0.9)}{L(0.4)}`,
  unit: '',
  range: [0.25, null],
  scope: 'province',
  input: vector,
  output: oneNumber(),
  params: [],
  source:
    'Palma, J. G. (2011). Homogeneous middles vs. heterogeneous tails. Development and Change 42(1), 87–153; on the piecewise linear Lorenz curve, so that few units suffice.',
  example: {
    input: [1, 1, 1, 1, 1, 1, 1, 1, 1, 9],
    value: 9 / 4,
    source: 'By hand: top unit 9/18, bottom four 4/18.',
  },
  evaluate(input) {
    const present = presentValues(input);
    const { coverage, values } = present;
    if (coverage.n < 2) return undefinedOver(coverage, 'too_few_units');
    const reason = whyNoShares(present);
    if (reason !== null) return undefinedOver(coverage, reason);
    const heights = lorenzCurve(values);
    const bottom = heightAt(heights, 0.4);
    if (bottom === 0) return undefinedOver(coverage, 'zero_base');
    return { coverage, value: (1 - heightAt(heights, 0.9)) / bottom };
  },
});

/** Height of the piecewise linear Lorenz curve at a share of units. */
function heightAt(heights: Float64Array, share: number): number {
  const position = share * (heights.length - 1);
  const below = Math.floor(position);
  const [lower, upper] = [heights[below]!, heights[Math.min(below + 1, heights.length - 1)]!];
  return lower + (position - below) * (upper - lower);
}
