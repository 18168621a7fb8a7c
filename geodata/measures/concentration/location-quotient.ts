import { z } from 'zod';
import { coverageOf, undefinedOver } from '../coverage.ts';
import { matrix } from '../inputs/matrix.ts';
import { defineMeasure } from '../measure.ts';
import { perCell, rowReason } from '../output-shape.ts';
import { sum } from '../summation.ts';
import { completeRows } from '../complete-rows.ts';

export const locationQuotient = defineMeasure({
  id: 'location-quotient',
  group: 'concentration',
  title: { zh: '区位商', en: 'Location quotient' },
  summary: {
    zh: '某活动在某地的份额与其在全部地区的份额之比：大于 1 为专业化。',
    en: 'Share of an activity in a place over its share in all places: above 1 the place is specialised in it.',
  },
  formula: String.raw`LQ_{ij} = \frac{x_{ij} / x_{i\cdot}}{x_{\cdot j} / x_{\cdot\cdot}}`,
  unit: '',
  range: [0, null],
  scope: 'unit',
  input: matrix,
  output: perCell(
    { reason: rowReason },
    { total: z.number().describe('Sum over all units and activities.') },
  ),
  params: [],
  source:
    'Florence, P. S. (1939). Report on the location of industry. Political and Economic Planning, London.',
  example: {
    input: {
      codes: ['a', 'b'],
      indicators: ['research', 'industry'],
      values: [
        [30, 10],
        [20, 40],
      ],
    },
    value: [
      { code: 'a', indicator: 'research', value: 1.5 },
      { code: 'a', indicator: 'industry', value: 0.5 },
      { code: 'b', indicator: 'research', value: 2 / 3 },
      { code: 'b', indicator: 'industry', value: 4 / 3 },
    ],
    details: { total: 100 },
    source: 'By hand: (30/40) / (50/100).',
  },
  evaluate(input) {
    const { rows, positions } = completeRows(input);
    const coverage = coverageOf(input.codes, (unit) => rows.has(unit));
    if (positions.length === 0) return undefinedOver(coverage, 'too_few_units');
    const units = positions.map((unit) => rows.get(unit)!);
    if (units.some((row) => row.some((cell) => cell < 0))) return undefinedOver(coverage, 'negative_values');
    const columns = input.indicators.map((_, indicator) => sum(units.map((row) => row[indicator]!)));
    const total = sum(columns);
    if (total === 0) return undefinedOver(coverage, 'zero_mean');
    const value = positions.flatMap((unit) => {
      const row = rows.get(unit)!;
      const size = sum(row);
      return input.indicators.map((indicator, column) => {
        const cell = { code: input.codes[unit]!, indicator };
        if (size === 0 || columns[column] === 0) return { ...cell, value: null, reason: 'zero_base' };
        return { ...cell, value: row[column]! / size / (columns[column]! / total) };
      });
    });
    return { coverage, value, details: { total } };
  },
});
