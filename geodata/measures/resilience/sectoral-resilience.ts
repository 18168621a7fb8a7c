import { z } from 'zod';
import { coverageOf, undefinedOver } from '../coverage.ts';
import { sectors } from '../inputs/sectors.ts';
import { defineMeasure } from '../measure.ts';
import { perUnit, rowReason } from '../output-shape.ts';
import { sumOf } from '../summation.ts';

export const sectoralResilience = defineMeasure({
  id: 'sectoral-resilience',
  group: 'resilience',
  title: { zh: '产业结构调整的韧性', en: 'Resilience beyond the mix of sectors' },
  summary: {
    zh: '实际变化与“各部门按全国速度变化”的预期之差，剔除产业结构的影响。',
    en: 'Change against what it would be had every sector of the region moved as in the nation.',
  },
  formula: String.raw`R_r = \frac{\Delta E_r - \sum_i g_{N,i} E_{r,i}}{\left| \sum_i g_{N,i} E_{r,i} \right|}`,
  unit: '',
  range: [null, null],
  scope: 'unit',
  input: sectors,
  output: perUnit({
    change: z.number().describe('Change of the region, all sectors.'),
    expected: z.number().describe('Change if its sectors had moved as in the nation.'),
    reason: rowReason,
  }),
  params: [],
  source: 'Martin, R. et al. (2016). How regions react to recessions. Regional Studies 50(4), 561–585.',
  example: {
    input: {
      codes: ['a', 'b'],
      from: [
        [10, 10],
        [30, 10],
      ],
      to: [
        [10, 12],
        [20, 12],
      ],
    },
    value: [
      { code: 'a', value: 5, change: 2, expected: -0.5 },
      { code: 'b', value: -5 / 11, change: -8, expected: -5.5 },
    ],
    source: 'By hand: the nation −25 % and +20 %; a expects −2.5 + 2.',
  },
  evaluate({ codes, sectors: names, from, to }) {
    const complete = (unit: number): boolean =>
      [from[unit]!, to[unit]!].every((row) => row.every((cell) => cell !== null));
    const coverage = coverageOf(codes, complete);
    const units = [...codes.keys()].filter(complete);
    if (units.length < 2) return undefinedOver(coverage, 'too_few_units');
    const total = (table: (number | null)[][], sector: number): number =>
      sumOf(units.length, (index) => table[units[index]!]![sector]!);
    const growth = names.map((_, sector) => {
      const base = total(from, sector);
      return base > 0 ? total(to, sector) / base - 1 : null;
    });
    const value = units.map((unit) => {
      const change = sumOf(names.length, (sector) => to[unit]![sector]! - from[unit]![sector]!);
      const expected = sumOf(names.length, (sector) => (growth[sector] ?? 0) * from[unit]![sector]!);
      const row = { code: codes[unit]!, change, expected };
      if (expected === 0) return { ...row, value: null, reason: 'zero_base' };
      return { ...row, value: (change - expected) / Math.abs(expected) };
    });
    return { coverage, value };
  },
});
