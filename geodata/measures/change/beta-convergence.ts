import { coverageOf, undefinedOver } from '../coverage.ts';
import { panel } from '../inputs/panel.ts';
import { defineMeasure } from '../measure.ts';
import { oneNumber } from '../output-shape.ts';
import { convergenceFields, convergenceOf, growthsOf } from './convergence-regression.ts';

export const betaConvergence = defineMeasure({
  id: 'beta-convergence',
  group: 'change',
  title: { zh: 'β 收敛', en: 'Beta convergence' },
  summary: {
    zh: '起点低的单元是否增长更快：b 为负即收敛，并给出收敛速度与半衰期。',
    en: 'Whether units that start low grow faster: b below 0 is convergence, with its speed and half-life.',
  },
  formula: String.raw`\frac{1}{T} \ln \frac{y_{iT}}{y_{i0}} = a + b \ln y_{i0}`,
  unit: 'per year',
  range: [null, null],
  scope: 'nation',
  input: panel,
  output: oneNumber(convergenceFields),
  params: [],
  source:
    'Barro, R. J. & Sala-i-Martin, X. (1992). Convergence. Journal of Political Economy 100, 223–251; linear form, first and last year of the panel.',
  example: {
    input: {
      years: [2010, 2020],
      values: [
        [1, 4],
        [2, 5],
        [4, 6],
        [8, 10],
      ],
    },
    value: -0.05771181309504115,
    details: {
      speed: 0.08606624083251316,
      halfLife: 8.053647677128426,
      standardError: 0.0075669775306907204,
      p: 0.016760573299178724,
      explained: 0.9667597702189598,
      span: 10,
    },
    source: 'statsmodels OLS of (ln y_T − ln y_0)/10 on ln y_0.',
  },
  evaluate({ codes, years, values }) {
    const span = years.length === 0 ? 0 : years.at(-1)! - years[0]!;
    const growths = growthsOf(values, span);
    const usable = new Set(growths.positions);
    const coverage = coverageOf(codes, (unit) => usable.has(unit));
    if (coverage.n < 3 || span === 0) return undefinedOver(coverage, 'too_few_units');
    const fit = convergenceOf(growths, [], span);
    if (fit === null) return undefinedOver(coverage, 'constant');
    return { coverage, value: fit.value, details: fit.details };
  },
});
