import { z } from 'zod';
import { classIndex } from '../classification/classes.ts';
import { quantileBreaks } from '../classification/quantiles.ts';
import { coverageOf, undefinedOver } from '../coverage.ts';
import { locatedPanel } from '../inputs/located-panel.ts';
import { defineMeasure } from '../measure.ts';
import { chiSquareTail } from '../chi-square.ts';
import { oneNumber } from '../output-shape.ts';
import type { SparseRows } from '../sparse-rows.ts';
import { panelClasses, panelClassParams, transitionCounts, transitionShares } from './panel-classes.ts';

const table = z.array(z.array(z.number()));

export const spatialMarkov = defineMeasure({
  id: 'spatial-markov',
  group: 'change',
  title: { zh: '空间马尔可夫', en: 'Spatial Markov chain' },
  summary: {
    zh: '等级转移的概率是否取决于邻居的水平：按邻居等级分别计算转移矩阵并检验。',
    en: 'Whether chances of moving up or down depend on the neighbours: a transition matrix for each of their classes.',
  },
  formula: String.raw`Q = \sum_l \sum_i \sum_j \frac{(n_{ij|l} - n_{i|l} \hat{p}_{ij})^2}{n_{i|l} \hat{p}_{ij}}`,
  unit: '',
  range: [0, null],
  scope: 'nation',
  input: locatedPanel,
  output: oneNumber({
    freedom: z.int().describe('Degrees of freedom of Q.'),
    p: z
      .number()
      .nullable()
      .describe('Chance of so large a Q if neighbours did not matter; null without freedom.'),
    conditional: z
      .array(z.object({ neighbours: z.int(), probabilities: table, counts: table }))
      .describe('By the class of the mean of the neighbours in the first of two years; 1 is the lowest.'),
  }),
  params: [...panelClassParams],
  source:
    'Rey, S. J. (2001). Spatial empirics for economic growth and convergence. Geographical Analysis 33, 194–214; test: Bickenbach, F. & Bode, E. (2003). International Regional Science Review 26, 363–392.',
  example: {
    input: {
      years: [1, 2],
      values: [
        [1, 1],
        [1, 3],
        [3, 3],
        [3, 1],
      ],
      links: [
        ['1', '2'],
        ['3', '4'],
      ],
    },
    params: { classes: 2 },
    value: 0,
    details: {
      freedom: 0,
      p: null,
      conditional: [
        {
          neighbours: 1,
          probabilities: [
            [0.5, 0.5],
            [0, 1],
          ],
          counts: [
            [1, 1],
            [0, 0],
          ],
        },
        {
          neighbours: 2,
          probabilities: [
            [1, 0],
            [0.5, 0.5],
          ],
          counts: [
            [0, 0],
            [1, 1],
          ],
        },
      ],
    },
    source: 'By hand: like lives by like, so that neighbours add nothing.',
  },
  evaluate(input, { classes: count, breaks }) {
    const coverage = coverageOf(input.codes, (unit) => input.values[unit]!.some((value) => value !== null));
    if (coverage.n < 2 || input.years.length < 2) return undefinedOver(coverage, 'too_few_units');
    if (input.neighbours.targets.length === 0) return undefinedOver(coverage, 'no_edges');
    const classed = panelClasses(input, count, breaks);
    if (classed === null) return undefinedOver(coverage, 'zero_mean');
    if (classed.count < 2) return undefinedOver(coverage, 'constant');
    const around = lagClasses(classed.relative, input.neighbours, count, breaks);
    const counts = Array.from({ length: count }, (_, lag) =>
      transitionCounts(classed, (unit, year) => around[unit]![year] === lag),
    );
    const { statistic, freedom } = homogeneity(counts);
    return {
      coverage,
      value: statistic,
      details: {
        freedom,
        p: freedom === 0 ? null : chiSquareTail(statistic, freedom),
        conditional: counts.map((each, lag) => ({
          neighbours: lag + 1,
          probabilities: transitionShares(each),
          counts: each,
        })),
      },
      variant: breaks,
    };
  },
});

/** Class of the mean of the neighbours that have a value; null without one. */
function lagClasses(
  relative: readonly (readonly (number | null)[])[],
  { offsets, targets, weights }: SparseRows,
  count: number,
  how: 'pooled' | 'yearly',
): (number | null)[][] {
  const years = relative[0]!.length;
  const lags = relative.map((_, unit) =>
    Array.from({ length: years }, (__, year) => {
      let [total, weight] = [0, 0];
      for (let entry = offsets[unit]!; entry < offsets[unit + 1]!; entry++) {
        const value = relative[targets[entry]!]![year]!;
        if (value === null) continue;
        total += weights[entry]! * value;
        weight += weights[entry]!;
      }
      return weight === 0 ? null : total / weight;
    }),
  );
  const present = (rows: readonly (readonly (number | null)[])[], year: number | null): number[] =>
    rows.flatMap((row) =>
      row.filter((each, at): each is number => each !== null && (year === null || at === year)),
    );
  const bounds = Array.from({ length: years }, (_, year) =>
    quantileBreaks(present(lags, how === 'pooled' ? null : year), count),
  );
  return lags.map((row) => row.map((each, year) => (each === null ? null : classIndex(each, bounds[year]!))));
}

/** Pearson's Q of all conditional tables against their sum, over the cells that the sum has. */
function homogeneity(counts: readonly number[][][]): { statistic: number; freedom: number } {
  let [statistic, freedom] = [0, 0];
  const size = counts.length;
  for (let from = 0; from < size; from++) {
    const pooled = Array.from({ length: size }, (_, to) =>
      counts.reduce((sum, each) => sum + each[from]![to]!, 0),
    );
    const total = pooled.reduce((sum, each) => sum + each, 0);
    const rows = counts.map((each) => each[from]!).filter((row) => row.some((cell) => cell > 0));
    for (const row of rows) {
      const own = row.reduce((sum, each) => sum + each, 0);
      pooled.forEach((all, to) => {
        const expected = (own * all) / total;
        if (all > 0) statistic += (row[to]! - expected) ** 2 / expected;
      });
    }
    const reached = pooled.filter((all) => all > 0).length;
    if (rows.length > 0) freedom += (rows.length - 1) * (reached - 1);
  }
  return { statistic, freedom };
}
