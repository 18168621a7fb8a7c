import { z } from 'zod';
import { styled } from '../association/spatial-weights.ts';
import { coverageOf, undefinedOver } from '../coverage.ts';
import type { ControlledPanel } from '../inputs/controlled-panel.ts';
import { controlledPanel } from '../inputs/controlled-panel.ts';
import { defineMeasure } from '../measure.ts';
import { oneNumber } from '../output-shape.ts';
import { multiply, restrictRows } from '../sparse-rows.ts';
import type { Growths } from './convergence-regression.ts';
import { convergenceFields, convergenceOf, growthsOf } from './convergence-regression.ts';

export const conditionalConvergence = defineMeasure({
  id: 'conditional-convergence',
  group: 'change',
  title: { zh: '条件 β 收敛', en: 'Conditional beta convergence' },
  summary: {
    zh: '控制其他条件（及邻居的起点水平）后，起点低的单元是否增长更快。',
    en: 'Whether units that start low grow faster, other things (and the level of their neighbours) being equal.',
  },
  formula: String.raw`\frac{1}{T} \ln \frac{y_{iT}}{y_{i0}} = a + b \ln y_{i0} + \gamma^{\top} c_i + \rho \sum_j w_{ij} \ln y_{j0}`,
  unit: 'per year',
  range: [null, null],
  scope: 'nation',
  input: controlledPanel,
  output: oneNumber({
    ...convergenceFields,
    coefficients: z
      .array(z.object({ name: z.string(), value: z.number() }))
      .describe('Of the controls, and of `neighbours`: mean log level of the neighbours at the start.'),
  }),
  params: [],
  source:
    'Barro, R. J. & Sala-i-Martin, X. (1992). Journal of Political Economy 100, 223–251; neighbours enter with their starting level (spatial lag of X), for which least squares is valid.',
  example: {
    input: {
      years: [2010, 2020],
      values: [
        [1, 4],
        [2, 5],
        [4, 6],
        [8, 10],
        [2, 9],
      ],
      controls: { coast: [0, 0, 0, 0, 1] },
    },
    value: -0.05771181309504115,
    source: 'statsmodels OLS; the dummy takes out the one on the coast, so that b is that of the other four.',
  },
  evaluate(input) {
    const { codes, years, values, controls } = input;
    const span = years.length === 0 ? 0 : years.at(-1)! - years[0]!;
    const hasControls = (unit: number): boolean =>
      Object.values(controls).every((column) => column[unit] !== null);
    const blanked = values.map((row, unit) => (hasControls(unit) ? row : row.map(() => null)));
    const growths = growthsOf(blanked, span);
    const usable = new Set(growths.positions);
    const coverage = coverageOf(codes, (unit) => usable.has(unit));
    const further = furtherColumns(input, growths);
    if (coverage.n < further.length + 3 || span === 0) return undefinedOver(coverage, 'too_few_units');
    const fit = convergenceOf(
      growths,
      further.map(({ column }) => column),
      span,
    );
    if (fit === null) return undefinedOver(coverage, 'constant');
    const coefficients = further.map(({ name }, index) => ({
      name,
      value: fit.fit.coefficients[index + 2]!,
    }));
    return { coverage, value: fit.value, details: { ...fit.details, coefficients } };
  },
});

/** Controls, and the starting level of the neighbours where they are known. */
function furtherColumns({ controls, neighbours }: ControlledPanel, { positions, start }: Growths) {
  const columns = Object.entries(controls).map(([name, column]) => ({
    name,
    column: Float64Array.from(positions, (unit) => column[unit]!),
  }));
  if (neighbours === null) return columns;
  const around = multiply(styled(restrictRows(neighbours, positions), 'row'), start);
  return [...columns, { name: 'neighbours', column: around }];
}
