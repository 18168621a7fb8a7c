import { presentValues, undefinedOver } from '../coverage.ts';
import { vector } from '../inputs/vector.ts';
import { defineMeasure } from '../measure.ts';
import { classCount, classified, classes } from './classes.ts';

export const quantiles = defineMeasure({
  id: 'quantiles',
  group: 'classification',
  title: { zh: '分位数分级', en: 'Quantile classes' },
  summary: {
    zh: '各级单元数大致相等；相同的分位数会合并。',
    en: 'Classes with about equally many units; equal quantiles are merged.',
  },
  formula: String.raw`Q(p) = x_{(h)} + (h' - h)\,(x_{(h+1)} - x_{(h)}), \quad h' = (n-1)p + 1`,
  unit: 'class',
  range: [1, null],
  scope: 'unit',
  input: vector,
  output: classes,
  params: [classCount],
  source:
    'Hyndman, R. J. & Fan, Y. (1996). Sample quantiles in statistical packages. The American Statistician 50(4), 361–365: type 7.',
  example: {
    input: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10],
    params: { classes: 4 },
    value: [1, 1, 1, 2, 2, 3, 3, 4, 4, 4].map((value, index) => ({ code: String(index + 1), value })),
    details: { breaks: [3.25, 5.5, 7.75], counts: [3, 2, 2, 3], goodnessOfFit: 1 - 5 / 82.5 },
    source: 'numpy.quantile([1..10], [.25, .5, .75]) = 3.25, 5.5, 7.75.',
  },
  evaluate(input, params) {
    const present = presentValues(input);
    if (present.coverage.n === 0) return undefinedOver(present.coverage, 'too_few_units');
    return classified(present, quantileBreaks(present.values, params.classes));
  },
});

/** Upper bounds of all classes but the last, ascending and without duplicates; none is the maximum itself. */
export function quantileBreaks(values: ArrayLike<number>, count: number): number[] {
  const ascending = Float64Array.from(values).sort();
  const breaks: number[] = [];
  for (let index = 1; index < count; index++) {
    const bound = quantile(ascending, index / count);
    if (bound < ascending.at(-1)! && bound !== breaks.at(-1)) breaks.push(bound);
  }
  return breaks;
}

/** Quantile of ascending numbers by linear interpolation (type 7 of Hyndman & Fan). */
export function quantile(ascending: Float64Array, probability: number): number {
  const position = (ascending.length - 1) * probability;
  const below = Math.floor(position);
  const lower = ascending[below]!;
  const upper = ascending[Math.min(below + 1, ascending.length - 1)]!;
  return lower + (position - below) * (upper - lower);
}
