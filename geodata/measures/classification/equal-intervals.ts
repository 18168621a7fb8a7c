import { presentValues, undefinedOver } from '../coverage.ts';
import { vector } from '../inputs/vector.ts';
import { defineMeasure } from '../measure.ts';
import { classCount, classified, classes } from './classes.ts';

export const equalIntervals = defineMeasure({
  id: 'equal-intervals',
  group: 'classification',
  title: { zh: '等间距分级', en: 'Equal intervals' },
  summary: {
    zh: '把最小值到最大值等分；各级可能为空。',
    en: 'Cuts the span from the smallest to the largest value into equal parts; a part can be empty.',
  },
  formula: String.raw`b_c = x_{(1)} + \tfrac{c}{k} \, (x_{(n)} - x_{(1)})`,
  unit: 'class',
  range: [1, null],
  scope: 'unit',
  input: vector,
  output: classes,
  params: [classCount],
  source: 'Robinson, A. H. et al. (1995). Elements of cartography, 6th edition. Wiley.',
  example: {
    input: [0, 3, 4, 10],
    params: { classes: 2 },
    value: [1, 1, 1, 2].map((value, index) => ({ code: String(index + 1), value })),
    details: { breaks: [5], counts: [3, 1], goodnessOfFit: 1 - 26 / 3 / 52.75 },
    source: 'By hand.',
  },
  evaluate(input, params) {
    const present = presentValues(input);
    if (present.coverage.n === 0) return undefinedOver(present.coverage, 'too_few_units');
    return classified(present, equalBreaks(present.values, params.classes));
  },
});

/** Upper bounds of all classes but the last; none where all values are equal. */
export function equalBreaks(values: ArrayLike<number>, count: number): number[] {
  const ascending = Float64Array.from(values).sort();
  const [low, high] = [ascending[0]!, ascending.at(-1)!];
  if (low === high) return [];
  return Array.from({ length: count - 1 }, (_, index) => low + ((index + 1) / count) * (high - low));
}
