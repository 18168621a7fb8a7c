import { presentValues, undefinedOver } from '../coverage.ts';
import { vector } from '../inputs/vector.ts';
import { defineMeasure } from '../measure.ts';
import { oneNumber } from '../output-shape.ts';
import { meanOf } from '../summation.ts';

export const mean = defineMeasure({
  id: 'mean',
  group: 'concentration',
  title: { zh: '未加权均值', en: 'Unweighted mean' },
  summary: {
    zh: '各单元数值的简单平均，每个单元权重相同。',
    en: 'Plain average over units: every unit counts the same, whatever its size.',
  },
  formula: String.raw`\bar{x} = \frac{1}{n} \sum_i x_i`,
  unit: 'of the indicator',
  range: [null, null],
  scope: 'nation',
  input: vector,
  output: oneNumber(),
  params: [],
  source: 'Definition.',
  example: {
    input: [0.5, 0.7, null, 0.3],
    value: 0.5,
    source: 'By hand: (0.5 + 0.7 + 0.3) / 3; the missing unit does not count.',
  },
  evaluate(input) {
    const present = presentValues(input);
    if (present.coverage.n === 0) return undefinedOver(present.coverage, 'too_few_units');
    return { coverage: present.coverage, value: meanOf(present.values) };
  },
});
