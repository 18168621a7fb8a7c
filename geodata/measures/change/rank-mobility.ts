import { z } from 'zod';
import { ranksOf } from '../composite/ranks.ts';
import { kendallTauB, spearman } from '../correlation.ts';
import { pick, presentRows, undefinedOver } from '../coverage.ts';
import { panel, yearOf } from '../inputs/panel.ts';
import { defineMeasure } from '../measure.ts';
import { oneNumber } from '../output-shape.ts';

export const rankMobility = defineMeasure({
  id: 'rank-mobility',
  group: 'change',
  title: { zh: '位次流动性', en: 'Mobility of ranks' },
  summary: {
    zh: '首末两年位次的一致程度：1 为不变，0 为无关，负值为倒转。',
    en: 'How far the order of units in the last year is that of the first: 1 the same, 0 unrelated, below 0 turned.',
  },
  formula: String.raw`\tau_b = \frac{C - D}{\sqrt{(P - T_x)(P - T_y)}}`,
  unit: '',
  range: [-1, 1],
  scope: 'nation',
  input: panel,
  output: oneNumber({
    spearman: z.number().nullable().describe('Rank correlation.'),
    meanMove: z.number().describe('Mean number of ranks moved.'),
    moves: z
      .array(z.object({ code: z.string(), from: z.int(), to: z.int(), move: z.int() }))
      .describe('Rank in the first and the last year (1 is the largest, ties by code) and how many it rose.'),
  }),
  params: [],
  source: 'Kendall, M. G. (1945). The treatment of ties in ranking problems. Biometrika 33, 239–251.',
  example: {
    input: {
      codes: ['a', 'b', 'c'],
      years: [2011, 2023],
      values: [
        [3, 2],
        [2, 3],
        [1, 1],
      ],
    },
    value: 1 / 3,
    details: {
      spearman: 0.5,
      meanMove: 2 / 3,
      moves: [
        { code: 'a', from: 1, to: 2, move: -1 },
        { code: 'b', from: 2, to: 1, move: 1 },
        { code: 'c', from: 3, to: 3, move: 0 },
      ],
    },
    source: 'By hand: two of three pairs keep their order.',
  },
  evaluate(input) {
    const { codes, years } = input;
    const [first, last] = [yearOf(input, 0).values, yearOf(input, years.length - 1).values];
    const { positions, coverage } = presentRows(codes, first, last);
    if (coverage.n < 2 || years.length < 2) return undefinedOver(coverage, 'too_few_units');
    const [before, after] = [pick(first, positions), pick(last, positions)];
    const value = kendallTauB(before, after);
    if (value === null) return undefinedOver(coverage, 'constant');
    const present = positions.map((position) => codes[position]!);
    const [from, to] = [ranksOf(present, [...before]), ranksOf(present, [...after])];
    const moves = present.map((code, unit) => ({
      code,
      from: from[unit]!,
      to: to[unit]!,
      move: from[unit]! - to[unit]!,
    }));
    const moved = moves.reduce((total, { move }) => total + Math.abs(move), 0);
    return {
      coverage,
      value,
      details: { spearman: spearman(before, after), meanMove: moved / moves.length, moves },
    };
  },
});
