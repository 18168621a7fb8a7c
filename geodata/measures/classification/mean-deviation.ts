import { presentValues, undefinedOver } from '../coverage.ts';
import { vector } from '../inputs/vector.ts';
import { defineMeasure } from '../measure.ts';
import { meanOf, squaredDeviations } from '../summation.ts';
import { classified, classes } from './classes.ts';

export const meanDeviation = defineMeasure({
  id: 'mean-deviation',
  group: 'classification',
  title: { zh: '均值±标准差分级', en: 'Classes by standard deviations from the mean' },
  summary: {
    zh: '以均值为中心、以总体标准差为步长分级。',
    en: 'Cuts at the mean and at whole standard deviations (of the full enumeration) on both sides.',
  },
  formula: String.raw`b_c = \bar{x} + c\,\sigma, \quad c = -m, \dots, m`,
  unit: 'class',
  range: [1, null],
  scope: 'unit',
  input: vector,
  output: classes,
  params: [
    {
      name: 'deviations',
      description: { zh: '两侧标准差个数 m。', en: 'Standard deviations m on each side.' },
      type: 'integer',
      default: 2,
      minimum: 0,
      maximum: 5,
    },
    {
      name: 'atMean',
      description: { zh: '是否在均值处也切分。', en: 'Whether to cut at the mean itself too.' },
      type: 'boolean',
      default: false,
    },
  ],
  source: 'Robinson, A. H. et al. (1995). Elements of cartography, 6th edition. Wiley.',
  example: {
    input: [2, 4, 4, 4, 5, 5, 7, 9],
    params: { deviations: 1 },
    value: [1, 2, 2, 2, 2, 2, 2, 3].map((value, index) => ({ code: String(index + 1), value })),
    details: { breaks: [3, 7], counts: [1, 6, 1], goodnessOfFit: 1 - (41 / 6 - 0) / 32 },
    source: 'Textbook series with mean 5 and standard deviation 2.',
  },
  evaluate(input, { deviations, atMean }) {
    const present = presentValues(input);
    const { values, coverage } = present;
    if (coverage.n === 0) return undefinedOver(coverage, 'too_few_units');
    const mean = meanOf(values);
    const deviation = Math.sqrt(squaredDeviations(values) / coverage.n);
    const breaks = Array.from({ length: 2 * deviations + 1 }, (_, index) => index - deviations)
      .filter((step) => deviation > 0 && (step !== 0 || atMean))
      .map((step) => mean + step * deviation);
    return classified(present, breaks);
  },
});
