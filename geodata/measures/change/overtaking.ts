import { z } from 'zod';
import { coverageOf } from '../coverage.ts';
import { panelPair } from '../inputs/panel.ts';
import { defineMeasure } from '../measure.ts';
import { perUnit } from '../output-shape.ts';

export const overtaking = defineMeasure({
  id: 'overtaking',
  group: 'change',
  title: { zh: '首次超越年份', en: 'Year of overtaking' },
  summary: {
    zh: '第一个量首次大于第二个量的年份，例如创新基尼首次超过经济基尼。',
    en: 'First year in which one quantity exceeds another, e.g. concentration of innovation that of the economy.',
  },
  formula: String.raw`t^{*} = \min\{t : x_t > y_t\}`,
  unit: 'year',
  range: [null, null],
  scope: 'province',
  input: panelPair,
  output: perUnit(
    { signs: z.array(z.int().nullable()).describe('Sign of x − y in each year; null where one is missing.') },
    {
      years: z
        .array(z.object({ year: z.int(), above: z.int(), equal: z.int(), below: z.int() }))
        .describe('How many units are above, equal and below in each year.'),
    },
  ),
  params: [],
  source: 'Definition; a year without both values cannot be the first, and is shown as null in the signs.',
  example: {
    input: { codes: ['440000'], years: [2012, 2015, 2018], x: [[0.4, 0.439, 0.5]], y: [[0.42, 0.372, 0.4]] },
    value: [{ code: '440000', value: 2015, signs: [-1, 1, 1] }],
    source: 'By hand: 0.439 > 0.372 in 2015.',
  },
  evaluate({ codes, years, x, y }) {
    const value = codes.map((code, unit) => {
      const signs = years.map((_, year) => signOfDifference(x[unit]![year]!, y[unit]![year]!));
      const first = signs.indexOf(1);
      return { code, value: first < 0 ? null : years[first]!, signs };
    });
    const count = (year: number, sign: number): number =>
      value.filter(({ signs }) => signs[year] === sign).length;
    return {
      coverage: coverageOf(codes, (unit) => value[unit]!.signs.some((sign) => sign !== null)),
      value,
      details: {
        years: years.map((year, index) => ({
          year,
          above: count(index, 1),
          equal: count(index, 0),
          below: count(index, -1),
        })),
      },
    };
  },
});

const signOfDifference = (a: number | null, b: number | null): number | null =>
  a === null || b === null ? null : a > b ? 1 : a < b ? -1 : 0;
