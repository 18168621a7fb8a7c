import { presentValues, undefinedOver } from '../coverage.ts';
import { vector } from '../inputs/vector.ts';
import { defineMeasure } from '../measure.ts';
import { classCount, classified, classes } from './classes.ts';

export const fisherJenks = defineMeasure({
  id: 'fisher-jenks',
  group: 'classification',
  title: { zh: '自然断点（Fisher–Jenks）', en: 'Natural breaks (Fisher–Jenks)' },
  summary: {
    zh: '使类内离差平方和最小的精确最优分级，相同的值不会被分开。',
    en: 'The classes with the least squared deviation inside; exact, and equal values are never split.',
  },
  formula: String.raw`\min \sum_{c=1}^{k} \sum_{x \in c} (x - \bar{x}_c)^2`,
  unit: 'class',
  range: [1, null],
  scope: 'unit',
  input: vector,
  output: classes,
  params: [classCount],
  source:
    'Fisher, W. D. (1958). On grouping for maximum homogeneity. Journal of the American Statistical Association 53, 789–798. Algorithm: Wang, H. & Song, M. (2011). Ckmeans.1d.dp. R Journal 3(2), 29–33.',
  example: {
    input: [1, 2, 4, 5, 7, 9, 10, 20],
    params: { classes: 3 },
    value: [1, 1, 1, 1, 2, 2, 2, 3].map((value, index) => ({ code: String(index + 1), value })),
    details: { breaks: [5, 10], counts: [4, 3, 1], goodnessOfFit: 1 - (10 + 14 / 3) / 255.5 },
    source: 'By hand; mapclassify 2.10.0 FisherJenks (Python) gives the same bins.',
  },
  evaluate(input, params) {
    const present = presentValues(input);
    if (present.coverage.n === 0) return undefinedOver(present.coverage, 'too_few_units');
    return classified(present, fisherJenksBreaks(present.values, params.classes));
  },
});

/**
 * Upper bounds (inclusive) of all classes but the last, ascending, for at most `count` classes; fewer where there are
 * fewer distinct values. Dynamic programme over distinct values in O(k n log n): the best start of the last class
 * moves right as its end does, so that each layer is solved by halving. Of equal optima, the one whose last classes
 * start first.
 */
export function fisherJenksBreaks(values: ArrayLike<number>, count: number): number[] {
  const { distinct, cost } = groupingCost(values);
  const n = distinct.length;
  const k = Math.min(count, n);
  let previous = Float64Array.from(distinct, (_, end) => cost(0, end));
  const starts: Uint32Array[] = [new Uint32Array(n)];
  for (let layer = 1; layer < k; layer++) {
    const current = new Float64Array(n);
    const start = new Uint32Array(n);
    solveLayer(previous, current, start, layer, cost);
    previous = current;
    starts.push(start);
  }
  const breaks: number[] = [];
  let end = n - 1;
  for (let layer = k - 1; layer > 0; layer--) {
    end = starts[layer]![end]! - 1;
    breaks.unshift(distinct[end]!);
  }
  return breaks;
}

/** Distinct values ascending, and the squared deviation inside a class from distinct value `start` to `end`. */
function groupingCost(values: ArrayLike<number>): {
  distinct: Float64Array;
  cost: (start: number, end: number) => number;
} {
  const ascending = Float64Array.from(values).sort();
  const distinct = ascending.filter((value, index) => index === 0 || value !== ascending[index - 1]);

  // Sums of values shifted by the median, which keeps the difference of the two running sums exact enough.
  const shift = ascending[ascending.length >> 1] ?? 0;
  const counts = new Float64Array(distinct.length + 1);
  const sums = new Float64Array(distinct.length + 1);
  const squares = new Float64Array(distinct.length + 1);
  let position = 0;
  distinct.forEach((value, index) => {
    let multiplicity = 0;
    while (ascending[position + multiplicity] === value) multiplicity++;
    position += multiplicity;
    const shifted = value - shift;
    counts[index + 1] = counts[index]! + multiplicity;
    sums[index + 1] = sums[index]! + multiplicity * shifted;
    squares[index + 1] = squares[index]! + multiplicity * shifted * shifted;
  });
  const cost = (start: number, end: number): number => {
    if (start === end) return 0;
    const weight = counts[end + 1]! - counts[start]!;
    const total = sums[end + 1]! - sums[start]!;
    return Math.max(0, squares[end + 1]! - squares[start]! - (total * total) / weight);
  };
  return { distinct, cost };
}

/** Best cost of ending `layer + 1` classes at each value, and where the last of them starts. */
function solveLayer(
  previous: Float64Array,
  current: Float64Array,
  start: Uint32Array,
  layer: number,
  cost: (start: number, end: number) => number,
): void {
  const pending: [low: number, high: number, first: number, last: number][] = [
    [layer, current.length - 1, layer, current.length - 1],
  ];
  for (let task = pending.pop(); task !== undefined; task = pending.pop()) {
    const [low, high, first, last] = task;
    if (low > high) continue;
    const end = (low + high) >> 1;
    let best = Infinity;
    let bestStart = first;
    for (let candidate = first; candidate <= Math.min(end, last); candidate++) {
      const total = previous[candidate - 1]! + cost(candidate, end);
      if (total < best) {
        best = total;
        bestStart = candidate;
      }
    }
    current[end] = best;
    start[end] = bestStart;
    pending.push([low, end - 1, first, bestStart], [end + 1, high, bestStart, last]);
  }
}
