import { z } from 'zod';
import { undefinedOver } from '../coverage.ts';
import { regression } from '../inputs/regression.ts';
import type { Regression } from '../least-squares.ts';
import { defineMeasure } from '../measure.ts';
import { oneNumber } from '../output-shape.ts';
import { createRandom, permutationsParam, seedParams } from '../random.ts';
import type { RegressionData } from './regression-data.ts';
import { regressionData, SMALL_SAMPLE } from './regression-data.ts';

export const threshold = defineMeasure({
  id: 'threshold',
  group: 'polycentricity',
  title: { zh: '门槛回归', en: 'Threshold regression' },
  summary: {
    zh: '使 x 对 y 的斜率在其上下不同的门槛值，门槛是否存在由自助法检验。',
    en: 'The value of x below and above which its slope on y differs most; a bootstrap tests whether there is one.',
  },
  formula: String.raw`y = a + b_1 x \,[x \le \gamma] + b_2 x \,[x > \gamma] + \dots, \quad \hat\gamma = \arg\min_\gamma \mathrm{SSR}(\gamma)`,
  unit: 'of x',
  range: [null, null],
  scope: 'nation',
  input: regression,
  output: oneNumber({
    slopeBelow: z.number().describe('Slope of x at or below the threshold.'),
    slopeAbove: z.number().describe('Slope of x above it.'),
    below: z.int().describe('Observations at or below the threshold.'),
    f: z.number().describe('F of the threshold against one slope throughout.'),
    p: z.number().nullable().describe('p of F by bootstrap, (1 + #)/(R + 1); null without one.'),
    interval: z
      .tuple([z.number(), z.number()])
      .describe('Thresholds whose likelihood ratio stays below 7.35 (95 %).'),
  }),
  params: [
    {
      name: 'trim',
      description: {
        zh: '两端不作为门槛的观测份额。',
        en: 'Share of observations at each end that cannot be the threshold.',
      },
      type: 'number',
      default: 0.15,
      minimum: 0.01,
      maximum: 0.45,
    },
    { ...permutationsParam, default: 299 },
    ...seedParams,
  ],
  source:
    'Hansen, B. E. (1999). Threshold effects in non-dynamic panels. Journal of Econometrics 93, 345–368; residuals drawn one by one.',
  example: {
    input: {
      x: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10],
      y: [1, 2, 3, 4, 5, 0, 0.1, 0, 0.1, 0],
    },
    params: { permutations: 0 },
    value: 5,
    source: 'By hand: the series breaks after five.',
  },
  evaluate(input, { trim, permutations, seed }) {
    const data = regressionData(input);
    const { coverage } = data;
    if (coverage.n < 10) return undefinedOver(coverage, 'too_few_units');
    const plain = data.solve(data.design([data.x]), data.y);
    const search = createSearch(data, candidatesOf(data.x, trim));
    const best = plain === null ? null : search(data.y);
    if (plain === null || best === null) return undefinedOver(coverage, 'constant');
    const f = statistic(plain, best.fit);
    const p = permutations === 0 ? null : bootstrapP(data, plain, search, f, { permutations, seed });
    return {
      coverage,
      value: best.threshold,
      flags: [
        ...(coverage.n < SMALL_SAMPLE ? ['small_sample'] : []),
        ...(p === null || p < 0.05 ? [] : ['not_significant']),
      ],
      details: {
        slopeBelow: best.fit.coefficients[0]!,
        slopeAbove: best.fit.coefficients[1]!,
        below: data.x.filter((x) => x <= best.threshold).length,
        f,
        p,
        interval: best.interval,
      },
    };
  },
});

type Search = (y: Float64Array) => { threshold: number; fit: Regression; interval: [number, number] } | null;

/** Values of x that leave the trimmed share of observations on either side. */
function candidatesOf(x: Float64Array, trim: number): number[] {
  const ascending = x.toSorted();
  const cut = Math.ceil(trim * x.length);
  return [...new Set(ascending.slice(cut - 1, x.length - cut))];
}

/** Tries every candidate on some outcome. */
function createSearch({ x, design, solve }: RegressionData, candidates: readonly number[]): Search {
  const designs = candidates.map((threshold) =>
    design([x.map((each) => (each <= threshold ? each : 0)), x.map((each) => (each > threshold ? each : 0))]),
  );
  return (y) => {
    const fits = designs.map((columns) => solve(columns, y));
    let best: { threshold: number; fit: Regression } | null = null;
    fits.forEach((fit, index) => {
      if (fit !== null && (best === null || fit.squares < best.fit.squares))
        best = { threshold: candidates[index]!, fit };
    });
    if (best === null) return null;
    const { threshold, fit } = best as { threshold: number; fit: Regression };
    const limit = fit.squares * (1 + 7.35 / fit.freedom);
    const likely = candidates.filter((_, index) => (fits[index]?.squares ?? Infinity) <= limit);
    return { threshold, fit, interval: [likely[0]!, likely.at(-1)!] };
  };
}

/** F of two slopes against one. */
const statistic = (plain: Regression, split: Regression): number =>
  split.squares === 0
    ? Number.MAX_VALUE
    : Math.max(0, (plain.squares - split.squares) / (split.squares / split.freedom));

/** How often data without a threshold, with residuals drawn anew, give an F as large. */
function bootstrapP(
  data: RegressionData,
  plain: Regression,
  search: Search,
  observed: number,
  { permutations, seed }: { permutations: number; seed: number },
): number {
  const random = createRandom(seed);
  const { x, y, design, solve } = data;
  const single = design([x]);
  const fitted = y.map((value, row) => value - plain.residuals[row]!);
  let asLarge = 0;
  for (let run = 0; run < permutations; run++) {
    const drawn = fitted.map((value) => value + plain.residuals[random.below(fitted.length)]!);
    const [one, two] = [solve(single, drawn), search(drawn)];
    if (one !== null && two !== null && statistic(one, two.fit) >= observed) asLarge++;
  }
  return (1 + asLarge) / (permutations + 1);
}
