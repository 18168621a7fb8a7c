import { z } from 'zod';
import { coverageOf, undefinedOver } from '../coverage.ts';
import { panelPair } from '../inputs/panel.ts';
import { defineMeasure } from '../measure.ts';
import { perUnitAndYear, rowReason } from '../output-shape.ts';

export const couplingCoordination = defineMeasure({
  id: 'coupling-coordination',
  group: 'change',
  title: { zh: '耦合协调度', en: 'Coupling coordination degree' },
  summary: {
    zh: '两个系统水平既高又相近的程度；先在整个面板上作极差标准化。',
    en: 'How high and how alike two systems stand, each scaled to 0–1 over the whole panel.',
  },
  formula: String.raw`D = \sqrt{C T}, \quad C = \frac{2\sqrt{u_1 u_2}}{u_1 + u_2}, \quad T = a u_1 + (1 - a) u_2`,
  unit: '',
  range: [0, 1],
  scope: 'unit',
  input: panelPair,
  output: perUnitAndYear({
    coupling: z.number().nullable().describe('C: how alike the two are.'),
    level: z.number().nullable().describe('T: how high they stand.'),
    reason: rowReason,
  }),
  params: [
    {
      name: 'weight',
      description: { zh: '第一系统的权重 a。', en: 'Weight a of the first system.' },
      type: 'number',
      default: 0.5,
      minimum: 0,
      maximum: 1,
    },
  ],
  source:
    'Illingworth, V. (1996). The Penguin dictionary of physics (coupling); in use in Chinese regional studies since Liao, C. (1999), Tropical Geography 19(2).',
  example: {
    input: { codes: ['a', 'b'], years: [2020], x: [[0], [10]], y: [[1], [3]] },
    value: [
      { code: 'a', year: 2020, value: null, coupling: null, level: 0, reason: 'zero_base' },
      { code: 'b', year: 2020, value: 1, coupling: 1, level: 1 },
    ],
    source: 'By hand: the lowest of both has u1 + u2 = 0, the highest u1 = u2 = 1.',
  },
  evaluate({ codes, years, x, y }, { weight }) {
    const both = (unit: number, year: number): boolean => x[unit]![year] !== null && y[unit]![year] !== null;
    const coverage = coverageOf(codes, (unit) => years.some((_, year) => both(unit, year)));
    if (coverage.n === 0) return undefinedOver(coverage, 'too_few_units');
    const [first, second] = [unitRange(x), unitRange(y)];
    if (first === null || second === null) return undefinedOver(coverage, 'constant');
    const value = codes.flatMap((code, unit) =>
      years.flatMap((year, index) => {
        if (!both(unit, index)) return [];
        const [u1, u2] = [first(x[unit]![index]!), second(y[unit]![index]!)];
        const level = weight * u1 + (1 - weight) * u2;
        if (u1 + u2 === 0) return { code, year, value: null, coupling: null, level, reason: 'zero_base' };
        const coupling = (2 * Math.sqrt(u1 * u2)) / (u1 + u2);
        return { code, year, value: Math.sqrt(coupling * level), coupling, level };
      }),
    );
    return { coverage, value };
  },
});

/** Maps the smallest value of a table to 0 and the largest to 1; null where all are equal. */
function unitRange(table: (number | null)[][]): ((value: number) => number) | null {
  let [low, high] = [Infinity, -Infinity];
  for (const row of table)
    for (const value of row) if (value !== null) [low, high] = [Math.min(low, value), Math.max(high, value)];
  return low < high ? (value) => (value - low) / (high - low) : null;
}
