import { z } from 'zod';
import { completeRows } from '../complete-rows.ts';
import { coverageOf, undefinedOver } from '../coverage.ts';
import { matrix } from '../inputs/matrix.ts';
import { defineMeasure } from '../measure.ts';
import { perUnit } from '../output-shape.ts';
import { sum } from '../summation.ts';
import { entropyOf } from './entropy.ts';

export const overlap = defineMeasure({
  id: 'overlap',
  group: 'concentration',
  title: { zh: '类型叠加数', en: 'Overlap of kinds' },
  summary: {
    zh: '一个单元同时拥有多少类事物（如各类创新平台），以及其构成的多样性。',
    en: 'How many kinds of things a unit has at once, e.g. kinds of innovation platforms, and how mixed they are.',
  },
  formula: String.raw`O_i = \left| \{ j : x_{ij} > 0 \} \right|`,
  unit: 'kinds',
  range: [0, null],
  scope: 'unit',
  input: matrix,
  output: perUnit(
    {
      total: z.number().describe('Sum over all kinds.'),
      diversity: z
        .number()
        .nullable()
        .describe('Shannon entropy of the shares of kinds, in nat; null without any.'),
    },
    {
      kinds: z.int().describe('Kinds there are.'),
      units: z.array(z.int()).describe('Units with none of the kinds, with one, two, … all of them.'),
    },
  ),
  params: [],
  source: 'A count; diversity: Shannon, C. E. (1948). Bell System Technical Journal 27, 379–423.',
  example: {
    input: {
      codes: ['a', 'b', 'c'],
      indicators: ['zones', 'centres'],
      values: [
        [2, 2],
        [5, 0],
        [0, 0],
      ],
    },
    value: [
      { code: 'a', value: 2, total: 4, diversity: Math.LN2 },
      { code: 'b', value: 1, total: 5, diversity: 0 },
      { code: 'c', value: 0, total: 0, diversity: null },
    ],
    details: { kinds: 2, units: [1, 1, 1] },
    source: 'By hand: two even shares have an entropy of ln 2.',
  },
  evaluate(input) {
    const { positions, rows } = completeRows(input);
    const coverage = coverageOf(input.codes, (unit) => rows.has(unit));
    if (positions.length === 0 || input.indicators.length === 0)
      return undefinedOver(coverage, 'too_few_units');
    const units = positions.map((unit) => rows.get(unit)!);
    if (units.some((row) => row.some((cell) => cell < 0))) return undefinedOver(coverage, 'negative_values');
    const value = positions.map((unit) => {
      const row = Float64Array.from(rows.get(unit)!);
      const total = sum(row);
      return {
        code: input.codes[unit]!,
        value: row.filter((cell) => cell > 0).length,
        total,
        diversity: total === 0 ? null : entropyOf(row),
      };
    });
    const kinds = input.indicators.length;
    const counts = Array.from(
      { length: kinds + 1 },
      (_, count) => value.filter((row) => row.value === count).length,
    );
    return { coverage, value, details: { kinds, units: counts } };
  },
});
