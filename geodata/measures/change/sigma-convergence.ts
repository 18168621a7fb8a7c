import { z } from 'zod';
import { coverageOf, presentValues, undefinedOver } from '../coverage.ts';
import { panel, yearOf } from '../inputs/panel.ts';
import { fitLine } from '../least-squares.ts';
import { defineMeasure } from '../measure.ts';
import { perYear, rowReason } from '../output-shape.ts';
import { meanOf, squaredDeviations } from '../summation.ts';

export const sigmaConvergence = defineMeasure({
  id: 'sigma-convergence',
  group: 'change',
  title: { zh: 'σ 收敛', en: 'Sigma convergence' },
  summary: {
    zh: '单元间差异逐年变化：变异系数或对数标准差下降即为收敛。',
    en: 'Dispersion of units year by year: they converge where it falls.',
  },
  formula: String.raw`\sigma_t = \frac{1}{\bar{x}_t} \sqrt{\frac{1}{n} \sum_i (x_{it} - \bar{x}_t)^2} \;\text{ or }\; \operatorname{sd}(\ln x_{it})`,
  unit: '',
  range: [0, null],
  scope: 'nation',
  input: panel,
  output: perYear(
    { n: z.int().describe('Units with a value in the year.'), reason: rowReason },
    {
      trend: z
        .number()
        .nullable()
        .describe('Slope of the dispersion per year; null with fewer than two years.'),
      change: z.number().nullable().describe('Last dispersion minus the first.'),
    },
  ),
  params: [
    {
      name: 'of',
      description: {
        zh: 'cv 变异系数；logs 对数标准差。',
        en: 'cv: coefficient of variation; logs: deviation of logs.',
      },
      type: 'enum',
      values: ['cv', 'logs'],
      default: 'cv',
    },
  ],
  source:
    'Barro, R. J. & Sala-i-Martin, X. (1992). Convergence. Journal of Political Economy 100, 223–251; deviations of the full enumeration (divisor n).',
  example: {
    input: {
      years: [2010, 2012],
      values: [
        [1, 2],
        [3, 4],
      ],
    },
    value: [
      { year: 2010, value: 0.5, n: 2 },
      { year: 2012, value: 1 / 3, n: 2 },
    ],
    details: { trend: -1 / 12, change: -1 / 6 },
    source: 'By hand: deviation 1 around means 2 and 3.',
  },
  evaluate(input, { of }) {
    const { codes, years, values } = input;
    const coverage = coverageOf(codes, (unit) => values[unit]!.some((value) => value !== null));
    if (coverage.n < 2) return undefinedOver(coverage, 'too_few_units');
    const value = years.map((year, index) => {
      const { values: present } = presentValues(yearOf(input, index));
      const row = { year, n: present.length };
      if (present.length < 2) return { ...row, value: null, reason: 'too_few_units' };
      if (present.some((each) => each < 0)) return { ...row, value: null, reason: 'negative_values' };
      const dispersion = of === 'cv' ? variation(present) : deviationOfLogs(present);
      return dispersion === null
        ? { ...row, value: null, reason: 'zero_mean' }
        : { ...row, value: dispersion };
    });
    const known = value.flatMap(({ year, value: each }) => (each === null ? [] : [{ year, value: each }]));
    const fit = fitLine(
      Float64Array.from(known, ({ year }) => year),
      Float64Array.from(known, ({ value: each }) => each),
    );
    return {
      coverage,
      value,
      details: {
        trend: fit?.slope ?? null,
        change: known.length < 2 ? null : known.at(-1)!.value - known[0]!.value,
      },
      variant: of,
    };
  },
});

function variation(values: Float64Array): number | null {
  const mean = meanOf(values);
  return mean === 0 ? null : Math.sqrt(squaredDeviations(values) / values.length) / mean;
}

function deviationOfLogs(values: Float64Array): number | null {
  return values.includes(0) ? null : Math.sqrt(squaredDeviations(values.map(Math.log)) / values.length);
}
