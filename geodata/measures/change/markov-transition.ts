import { z } from 'zod';
import { coverageOf, undefinedOver } from '../coverage.ts';
import { panel } from '../inputs/panel.ts';
import { leastSquares } from '../least-squares.ts';
import { defineMeasure } from '../measure.ts';
import { oneNumber } from '../output-shape.ts';
import { panelClasses, panelClassParams, transitionCounts, transitionShares } from './panel-classes.ts';

const table = z.array(z.array(z.number()));

export const markovTransition = defineMeasure({
  id: 'markov-transition',
  group: 'change',
  title: { zh: '马尔可夫转移矩阵', en: 'Markov transition matrix' },
  summary: {
    zh: '单元在各等级之间逐年转移的概率；Shorrocks 指数 0 为不动，越大越流动。',
    en: 'Probabilities of moving between classes from year to year; Shorrocks’ index is 0 where none moves.',
  },
  formula: String.raw`p_{ij} = \frac{n_{ij}}{\sum_j n_{ij}}, \quad S = \frac{k - \operatorname{tr} P}{k - 1}`,
  unit: '',
  range: [0, null],
  scope: 'nation',
  input: panel,
  output: oneNumber({
    probabilities: table.describe('Row: class in one year (lowest first), column: class in the next.'),
    counts: table.describe('Transitions seen.'),
    ergodic: z
      .array(z.number())
      .nullable()
      .describe('Distribution in the long run; null where there is more than one.'),
    breaks: z
      .array(z.number())
      .nullable()
      .describe('Bounds on x over the mean of its year; null where yearly.'),
  }),
  params: [...panelClassParams],
  source:
    'Quah, D. (1993). Empirical cross-section dynamics in economic growth. European Economic Review 37, 426–434; Shorrocks, A. F. (1978). The measurement of mobility. Econometrica 46, 1013–1024.',
  example: {
    input: {
      years: [1, 2, 3],
      values: [
        [1, 1, 3],
        [1, 3, 3],
        [3, 1, 1],
        [3, 3, 1],
      ],
    },
    params: { classes: 2 },
    value: 1,
    details: {
      probabilities: [
        [0.5, 0.5],
        [0.5, 0.5],
      ],
      counts: [
        [2, 2],
        [2, 2],
      ],
      ergodic: [0.5, 0.5],
      breaks: [1],
    },
    source: 'By hand: of eight moves half change the class.',
  },
  evaluate(input, { classes: count, breaks }) {
    const coverage = coverageOf(input.codes, (unit) => input.values[unit]!.some((value) => value !== null));
    if (coverage.n < 2 || input.years.length < 2) return undefinedOver(coverage, 'too_few_units');
    const classed = panelClasses(input, count, breaks);
    if (classed === null) return undefinedOver(coverage, 'zero_mean');
    if (classed.count < 2) return undefinedOver(coverage, 'constant');
    const counts = transitionCounts(classed);
    const probabilities = transitionShares(counts);
    const staying = probabilities.reduce((trace, row, index) => trace + row[index]!, 0);
    return {
      coverage,
      value: (classed.count - staying) / (classed.count - 1),
      details: { probabilities, counts, ergodic: ergodicOf(probabilities), breaks: classed.breaks },
      variant: breaks,
    };
  },
});

/** The distribution π with π P = π: null where parts of the chain never meet. */
function ergodicOf(probabilities: readonly number[][]): number[] | null {
  const count = probabilities.length;

  // Equations (Pᵀ − I) π = 0 and Σ π = 1, solved exactly by least squares where they determine π.
  const columns = probabilities.map((row, from) =>
    Float64Array.from({ length: count + 1 }, (_, to) => (to === count ? 1 : row[to]! - Number(from === to))),
  );
  const target = new Float64Array(count + 1);
  target[count] = 1;
  const fit = leastSquares(columns, target);
  return fit === null ? null : [...fit.coefficients].map((each) => Math.max(0, each));
}
