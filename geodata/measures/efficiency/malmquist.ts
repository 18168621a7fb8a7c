import { z } from 'zod';
import { undefinedOver } from '../coverage.ts';
import type { Production } from '../inputs/production.ts';
import { productionChange } from '../inputs/production.ts';
import { defineMeasure } from '../measure.ts';
import { perUnit, rowReason } from '../output-shape.ts';
import { fewUnitsFlag } from './scores.ts';
import { createTechnology } from './technology.ts';

export const malmquist = defineMeasure({
  id: 'malmquist',
  group: 'efficiency',
  title: { zh: 'Malmquist 生产率指数', en: 'Malmquist productivity index' },
  summary: {
    zh: '两期之间全要素生产率的变化，分解为追赶（效率变化）与前沿移动（技术变化）。',
    en: 'Change of productivity between two periods: catching up with the frontier times the move of the frontier.',
  },
  formula: String.raw`M = \underbrace{\frac{D^{t+1}(t+1)}{D^{t}(t)}}_{EC} \cdot \underbrace{\sqrt{\frac{D^{t}(t+1)}{D^{t+1}(t+1)} \cdot \frac{D^{t}(t)}{D^{t+1}(t)}}}_{TC}`,
  unit: '',
  range: [0, null],
  scope: 'unit',
  input: productionChange,
  output: perUnit({
    efficiencyChange: z.number().nullable().describe('EC: above 1 the unit caught up.'),
    technicalChange: z.number().nullable().describe('TC: above 1 the frontier moved out.'),
    reason: rowReason,
  }),
  params: [],
  source:
    'Färe, R., Grosskopf, S., Norris, M. & Zhang, Z. (1994). American Economic Review 84, 66–83; constant returns.',
  example: {
    input: {
      codes: ['A', 'B'],
      from: { inputs: { staff: [2, 2] }, outputs: { patents: [1, 2] } },
      to: { inputs: { staff: [2, 2] }, outputs: { patents: [3, 4] } },
    },
    value: [
      { code: 'A', value: 3, efficiencyChange: 1.5, technicalChange: 2 },
      { code: 'B', value: 2, efficiencyChange: 1, technicalChange: 2 },
    ],
    source: 'By hand: per head A goes from 0.5 to 1.5, the best from 1 to 2.',
  },
  evaluate({ from, to }) {
    const { coverage, codes } = from;
    if (coverage.n < 1) return undefinedOver(coverage, 'too_few_units');
    const distances = [from, to].map((reference) => {
      const technology = createTechnology(reference, 'crs', 'input');
      return [from, to].map(({ inputs, outputs }: Production) =>
        codes.map((_, unit) => technology.evaluate(inputs[unit]!, outputs[unit]!, null)?.factor ?? null),
      );
    });
    const value = codes.map((code, unit) => {
      const [[before = null, beforeByNew = null], [afterByOld = null, after = null]] = [
        [distances[0]![0]![unit], distances[1]![0]![unit]],
        [distances[0]![1]![unit], distances[1]![1]![unit]],
      ];
      if (!before || !after || !beforeByNew || !afterByOld)
        return { code, value: null, efficiencyChange: null, technicalChange: null, reason: 'infeasible' };
      const efficiencyChange = after / before;
      const technicalChange = Math.sqrt((afterByOld / after) * (before / beforeByNew));
      return { code, value: efficiencyChange * technicalChange, efficiencyChange, technicalChange };
    });
    return { coverage, value, flags: fewUnitsFlag(from) };
  },
});
