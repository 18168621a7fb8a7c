import { coverageOf, undefinedOver } from '../coverage.ts';
import { completeRows } from '../complete-rows.ts';
import { matrix } from '../inputs/matrix.ts';
import { defineMeasure } from '../measure.ts';
import { perUnit, rowReason } from '../output-shape.ts';
import { sum, sumOf } from '../summation.ts';

export const krugmanSpecialisation = defineMeasure({
  id: 'krugman-specialisation',
  group: 'concentration',
  title: { zh: '克鲁格曼专业化指数', en: 'Krugman specialisation index' },
  summary: {
    zh: '某地活动结构与其余地区合计结构的差异：0 为相同，2 为毫无重合。',
    en: 'How much the mix of activities of a place differs from that of all others: 0 alike, 2 nothing in common.',
  },
  formula: String.raw`K_i = \sum_j \left| \frac{x_{ij}}{x_{i\cdot}} - \frac{x_{\cdot j} - x_{ij}}{x_{\cdot\cdot} - x_{i\cdot}} \right|`,
  unit: '',
  range: [0, 2],
  scope: 'unit',
  input: matrix,
  output: perUnit({ reason: rowReason }),
  params: [],
  source: 'Krugman, P. (1991). Geography and trade. MIT Press, chapter 2.',
  example: {
    input: {
      codes: ['a', 'b'],
      values: [
        [30, 10],
        [20, 40],
      ],
    },
    value: [
      { code: 'a', value: 5 / 6 },
      { code: 'b', value: 5 / 6 },
    ],
    source: 'By hand: |3/4 − 1/3| + |1/4 − 2/3|.',
  },
  evaluate(input) {
    const { positions, rows } = completeRows(input);
    const coverage = coverageOf(input.codes, (unit) => rows.has(unit));
    if (positions.length < 2) return undefinedOver(coverage, 'too_few_units');
    const units = positions.map((unit) => rows.get(unit)!);
    if (units.some((row) => row.some((cell) => cell < 0))) return undefinedOver(coverage, 'negative_values');
    const columns = input.indicators.map((_, indicator) => sum(units.map((row) => row[indicator]!)));
    const total = sum(columns);
    const value = positions.map((unit) => {
      const code = input.codes[unit]!;
      const row = rows.get(unit)!;
      const size = sum(row);
      const others = total - size;
      if (size === 0 || others <= 0) return { code, value: null, reason: 'zero_base' };
      const difference = (column: number): number =>
        Math.abs(row[column]! / size - (columns[column]! - row[column]!) / others);
      return { code, value: sumOf(row.length, difference) };
    });
    return { coverage, value };
  },
});
