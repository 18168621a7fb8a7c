import { presentValues, undefinedOver } from '../coverage.ts';
import { vectorWithBreaks } from '../inputs/vector-with-breaks.ts';
import { defineMeasure } from '../measure.ts';
import { classified, classes } from './classes.ts';

export const givenBreaks = defineMeasure({
  id: 'given-breaks',
  group: 'classification',
  title: { zh: '指定界限分级', en: 'Classes between given bounds' },
  summary: {
    zh: '按给定界限分级，例如省会占比 30 %、50 %、80 %；用原值比较，不取舍。',
    en: 'Sorts units by bounds one names, e.g. capital shares of 30, 50 and 80 %; compared unrounded.',
  },
  formula: String.raw`c(x) = 1 + |\{c : x > b_c\}|`,
  unit: 'class',
  range: [1, null],
  scope: 'unit',
  input: vectorWithBreaks,
  output: classes,
  params: [],
  source: 'Definition; upper bounds belong to their class.',
  example: {
    input: { values: [0.2, 0.3, 0.31, 0.9], breaks: [0.3, 0.5, 0.8] },
    value: [1, 1, 2, 4].map((value, index) => ({ code: String(index + 1), value })),
    details: { breaks: [0.3, 0.5, 0.8], counts: [2, 1, 0, 1], goodnessOfFit: 1 - 0.005 / 0.305075 },
    source: 'By hand: 0.3 is not above 30 %.',
  },
  evaluate({ codes, values, breaks }) {
    const present = presentValues({ codes, values });
    if (present.coverage.n === 0) return undefinedOver(present.coverage, 'too_few_units');
    return classified(present, breaks);
  },
});
