import { presentValues, undefinedOver } from '../coverage.ts';
import { vector } from '../inputs/vector.ts';
import { defineMeasure } from '../measure.ts';
import { meanOf } from '../summation.ts';
import { classified, classes } from './classes.ts';

export const headTail = defineMeasure({
  id: 'head-tail',
  group: 'classification',
  title: { zh: '头尾分级', en: 'Head/tail breaks' },
  summary: {
    zh: '在均值处反复切分，适合少数极大、多数很小的分布；级数由数据决定。',
    en: 'Cuts at the mean, then again among those above it, for a few large and many small; the data decide how often.',
  },
  formula: String.raw`b_1 = \bar{x}, \quad b_{c+1} = \overline{\{x : x > b_c\}}`,
  unit: 'class',
  range: [1, null],
  scope: 'unit',
  input: vector,
  output: classes,
  params: [
    {
      name: 'headShare',
      description: {
        zh: '头部占比超过该值时停止。',
        en: 'Stop where the head is more than this share of what was cut.',
      },
      type: 'number',
      default: 1,
      minimum: 0,
      maximum: 1,
    },
  ],
  source: 'Jiang, B. (2013). Head/tail breaks. The Professional Geographer 65(3), 482–494.',
  example: {
    input: [1, 1, 1, 1, 6],
    value: [1, 1, 1, 1, 2].map((value, index) => ({ code: String(index + 1), value })),
    details: { breaks: [2], counts: [4, 1], goodnessOfFit: 1 },
    source: 'By hand: the mean is 2, and one value is above it.',
  },
  evaluate(input, { headShare }) {
    const present = presentValues(input);
    if (present.coverage.n === 0) return undefinedOver(present.coverage, 'too_few_units');
    return classified(present, headTailBreaks(present.values, headShare));
  },
});

/** Upper bounds of all classes but the last: the means of what is left each time, until it is one value. */
export function headTailBreaks(values: Float64Array, headShare = 1): number[] {
  const breaks: number[] = [];
  for (let rest = values; ;) {
    const mean = meanOf(rest);
    const head = rest.filter((value) => value > mean);
    if (head.length === 0 || head.length > headShare * rest.length) return breaks;
    breaks.push(mean);
    rest = head;
  }
}
