import { presentValues, singleUnitFlag, undefinedOver, whyNoShares } from '../coverage.ts';
import { vector } from '../inputs/vector.ts';
import { defineMeasure } from '../measure.ts';
import { oneNumber } from '../output-shape.ts';
import { sum, sumOf } from '../summation.ts';

export const hoover = defineMeasure({
  id: 'hoover',
  group: 'concentration',
  title: { zh: '胡佛指数', en: 'Hoover index' },
  summary: {
    zh: '要使各单元相等，须转移的总量份额。',
    en: 'Share of the sum that would have to move for all units to have the same.',
  },
  formula: String.raw`H = \frac{1}{2} \sum_i \left| s_i - \frac{1}{n} \right|`,
  unit: '',
  range: [0, 1],
  scope: 'province',
  input: vector,
  output: oneNumber(),
  params: [],
  source:
    'Hoover, E. M. (1936). The measurement of industrial localization. Review of Economics and Statistics 18(4), 162–171.',
  example: { input: [6, 2, 1, 1], value: 0.35, source: 'By hand: ½ (0.35 + 0.05 + 0.15 + 0.15).' },
  evaluate(input) {
    const present = presentValues(input);
    const reason = whyNoShares(present);
    if (reason !== null) return undefinedOver(present.coverage, reason);
    const { values, coverage } = present;
    const total = sum(values);
    const deviation = sumOf(values.length, (index) => Math.abs(values[index]! / total - 1 / coverage.n));
    return { coverage, flags: singleUnitFlag(coverage), value: deviation / 2 };
  },
});
