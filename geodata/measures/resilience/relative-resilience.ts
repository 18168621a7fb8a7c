import { z } from 'zod';
import { coverageOf } from '../coverage.ts';
import type { NationalPanel } from '../inputs/national-panel.ts';
import { nationalPanel } from '../inputs/national-panel.ts';
import { defineMeasure } from '../measure.ts';
import { perUnitAndYear, rowReason } from '../output-shape.ts';

/** Below this national growth the index explodes and is flagged. */
const SMALL_REFERENCE = 0.005;

export const relativeResilience = defineMeasure({
  id: 'relative-resilience',
  group: 'resilience',
  title: { zh: '相对韧性', en: 'Relative resilience' },
  summary: {
    zh: '区域增长相对全国增长的偏离：正值好于全国，负值差于全国。',
    en: 'How much better or worse than the nation a region grows: positive is better.',
  },
  formula: String.raw`R_{r,t} = \frac{g_{r,t} - g_{N,t}}{|g_{N,t}|}, \quad g_t = \frac{E_t - E_{t-1}}{E_{t-1}}`,
  unit: '',
  range: [null, null],
  scope: 'unit',
  input: nationalPanel,
  output: perUnitAndYear(
    {
      growth: z.number().nullable().describe('Growth of the unit since the year before.'),
      reason: rowReason,
    },
    {
      nation: z
        .array(z.object({ year: z.int(), growth: z.number().nullable(), small: z.boolean() }))
        .describe('Growth of the nation; small: below 0.5 % in size, where the index explodes.'),
    },
  ),
  params: [
    {
      name: 'trend',
      description: {
        zh: '先减去此前若干年的年均复合增长率；0 为不减。',
        en: 'Years before over which the compounded growth of each is taken off first; 0 for none.',
      },
      type: 'integer',
      default: 0,
      minimum: 0,
      maximum: 50,
    },
  ],
  source:
    'Martin, R. (2012). Regional economic resilience, hysteresis and recessionary shocks. Journal of Economic Geography 12(1), 1–32; Martin, R. et al. (2016). How regions react to recessions. Regional Studies 50(4), 561–585.',
  example: {
    input: {
      codes: ['a', 'b'],
      years: [2008, 2009],
      values: [
        [100, 98],
        [100, 90],
      ],
    },
    value: [
      { code: 'a', year: 2009, value: 2 / 3, growth: -0.02 },
      { code: 'b', year: 2009, value: -2 / 3, growth: -0.1 },
    ],
    details: { nation: [{ year: 2009, growth: -0.06, small: false }] },
    source: 'By hand: the nation falls by 6 %; (−2 + 6)/6.',
  },
  evaluate(input, { trend }) {
    const { codes, years, values } = input;
    const steps = years.slice(1).map((year, index) => ({ year, at: index + 1 }));
    const excess = (series: readonly (number | null)[], at: number): number | null => {
      const growth = growthAt(series, at);
      if (growth === null || trend === 0) return growth;
      const usual = trendBefore(series, years, at, trend);
      return usual === null ? null : growth - usual;
    };
    const national = years.map((_, at) => (at === 0 ? null : excess(nationAt(input, at), at)));
    const value = codes.flatMap((code, unit) =>
      steps.map(({ year, at }) => {
        const growth = growthAt(values[unit]!, at);
        const [own, nation] = [excess(values[unit]!, at), national[at]!];
        if (own === null || nation === null || nation === 0) {
          const isKnown = values[unit]![at] !== null && values[unit]![at - 1] !== null;
          return { code, year, value: null, growth, reason: isKnown ? 'zero_base' : 'missing_value' };
        }
        return { code, year, value: (own - nation) / Math.abs(nation), growth };
      }),
    );
    return {
      coverage: coverageOf(codes, (unit) => steps.some(({ at }) => growthAt(values[unit]!, at) !== null)),
      value,
      details: {
        nation: steps.map(({ year, at }) => {
          const growth = national[at]!;
          return { year, growth, small: growth !== null && Math.abs(growth) < SMALL_REFERENCE };
        }),
      },
      ...(trend === 0 ? {} : { variant: 'detrended' }),
    };
  },
});

/** The nation as given, or the sum over the units that have this year, the one before and all others it needs. */
function nationAt({ values, nation, years }: NationalPanel, at: number): (number | null)[] {
  if (nation !== null) return nation;
  const both = values.filter((row) => row[at] !== null && row[at - 1] !== null);
  return years.map((_, year) =>
    both.every((row) => row[year] !== null) ? both.reduce((total, row) => total + row[year]!, 0) : null,
  );
}

/** Growth since the year before; null where one is missing or the base is not positive. */
function growthAt(series: readonly (number | null)[], at: number): number | null {
  const [before, now] = [series[at - 1] ?? null, series[at] ?? null];
  return before === null || now === null || before <= 0 ? null : (now - before) / before;
}

/** Compounded growth per year over the `span` years up to the year before; null without so long a history. */
function trendBefore(
  series: readonly (number | null)[],
  years: readonly number[],
  at: number,
  span: number,
): number | null {
  const first = years.indexOf(years[at - 1]! - span);
  const [start, end] = [series[first] ?? null, series[at - 1] ?? null];
  return start === null || end === null || start <= 0 || end < 0 ? null : (end / start) ** (1 / span) - 1;
}
