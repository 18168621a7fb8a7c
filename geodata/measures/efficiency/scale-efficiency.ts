import { z } from 'zod';
import { undefinedOver } from '../coverage.ts';
import { production } from '../inputs/production.ts';
import { defineMeasure } from '../measure.ts';
import { perUnit, rowReason } from '../output-shape.ts';
import { orientationParam } from './dea-params.ts';
import { efficiencyOf, evaluateAll, fewUnitsFlag } from './scores.ts';
import type { Evaluation } from './technology.ts';

const regimes = ['constant', 'increasing', 'decreasing'] as const;

/** Efficiencies nearer than this count as equal. */
const SAME = 1e-6;

export const scaleEfficiency = defineMeasure({
  id: 'scale-efficiency',
  group: 'efficiency',
  title: { zh: '规模效率', en: 'Scale efficiency' },
  summary: {
    zh: '综合效率（CCR）与纯技术效率（BCC）之比，以及规模报酬递增或递减。',
    en: 'CCR over BCC efficiency: what is lost by being too small (increasing) or too large (decreasing returns).',
  },
  formula: String.raw`SE = \frac{\theta_{CCR}}{\theta_{BCC}}`,
  unit: '',
  range: [0, 1],
  scope: 'unit',
  input: production,
  output: perUnit({
    ccr: z.number().nullable().describe('Efficiency under constant returns.'),
    bcc: z.number().nullable().describe('Efficiency under variable returns.'),
    returns: z.enum(regimes).nullable().describe('Increasing: too small; decreasing: too large.'),
    reason: rowReason,
  }),
  params: [orientationParam],
  source:
    'Banker, R. D., Charnes, A. & Cooper, W. W. (1984). Management Science 30, 1078–1092; Färe, R., Grosskopf, S. & Lovell, C. A. K. (1985). The measurement of efficiency of production.',
  example: {
    input: {
      codes: ['A', 'B', 'C', 'D'],
      inputs: { employees: [2, 3, 3, 4] },
      outputs: { sales: [1, 3, 2, 3] },
    },
    value: [
      { code: 'A', value: 0.5, ccr: 0.5, bcc: 1, returns: 'increasing' },
      { code: 'B', value: 1, ccr: 1, bcc: 1, returns: 'constant' },
      { code: 'C', value: 0.8, ccr: 2 / 3, bcc: 5 / 6, returns: 'increasing' },
      { code: 'D', value: 1, ccr: 0.75, bcc: 0.75, returns: 'constant' },
    ],
    source: 'By hand, on the frontier A – B: C could do with 2.5 of its 3.',
  },
  evaluate(input, { orientation }) {
    const { coverage, codes } = input;
    if (coverage.n < 1) return undefinedOver(coverage, 'too_few_units');
    const [constant, variable, nonIncreasing] = (['crs', 'vrs', 'nirs'] as const).map((returns) =>
      evaluateAll(input, returns, orientation).map((each: Evaluation | null) =>
        each === null ? null : efficiencyOf(each, orientation),
      ),
    );
    const value = codes.map((code, unit) => {
      const [ccr, bcc, nirs] = [constant![unit]!, variable![unit]!, nonIncreasing![unit]!];
      if (ccr === null || bcc === null || nirs === null)
        return { code, value: null, ccr, bcc, returns: null, reason: 'no_convergence' };
      return { code, value: Math.min(1, ccr / bcc), ccr, bcc, returns: regimeOf(ccr, bcc, nirs) };
    });
    return { coverage, value, flags: fewUnitsFlag(input), variant: orientation };
  },
});

/** Non-increasing returns bind like variable ones where returns decrease, like constant ones where they increase. */
function regimeOf(ccr: number, bcc: number, nirs: number): (typeof regimes)[number] {
  if (bcc - ccr < SAME) return 'constant';
  return Math.abs(bcc - nirs) < SAME ? 'decreasing' : 'increasing';
}
