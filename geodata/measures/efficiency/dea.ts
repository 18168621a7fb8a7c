import { z } from 'zod';
import { undefinedOver } from '../coverage.ts';
import type { Production } from '../inputs/production.ts';
import { production } from '../inputs/production.ts';
import { defineMeasure } from '../measure.ts';
import { perUnit } from '../output-shape.ts';
import { orientationParam, returnsParam } from './dea-params.ts';
import { efficiencyOf, evaluateAll, fewUnitsFlag } from './scores.ts';
import type { Evaluation, Orientation } from './technology.ts';

const statuses = ['efficient', 'weakly-efficient', 'inefficient'] as const;

const quantity = z.object({
  name: z.string(),
  target: z.number().describe('What the unit would use or make on the frontier.'),
  slack: z.number().describe('What it could save or add beyond the proportional change.'),
});

export const dea = defineMeasure({
  id: 'dea',
  group: 'efficiency',
  title: { zh: '数据包络分析效率', en: 'Efficiency by data envelopment analysis' },
  summary: {
    zh: '与最佳组合相比，一个单元的投入可缩减（或产出可扩大）到何种程度；给出参照单元与目标值。',
    en: 'How a unit compares with the best combination of others: efficiency, peers, slacks and targets.',
  },
  formula: String.raw`\min \theta \;\text{ s.t. }\; \sum_j \lambda_j x_j \le \theta x_o, \; \sum_j \lambda_j y_j \ge y_o, \; \lambda \ge 0 \;\; (\textstyle\sum_j \lambda_j = 1 \text{ for BCC})`,
  unit: '',
  range: [0, 1],
  scope: 'unit',
  input: production,
  output: perUnit({
    factor: z
      .number()
      .describe('θ, the share of inputs that would do, or φ, the multiple of outputs possible.'),
    status: z.enum(statuses).describe('Weakly efficient: factor 1, but with slack.'),
    peers: z
      .array(z.object({ code: z.string(), weight: z.number() }))
      .describe('Units of the best combination, with λ, largest first.'),
    inputs: z.array(quantity).describe('Each input.'),
    outputs: z.array(quantity).describe('Each output.'),
  }),
  params: [returnsParam, orientationParam],
  source:
    'Charnes, A., Cooper, W. W. & Rhodes, E. (1978). European Journal of Operational Research 2, 429–444; Banker, R. D., Charnes, A. & Cooper, W. W. (1984). Management Science 30, 1078–1092.',
  example: {
    input: {
      codes: ['A', 'B', 'C', 'D'],
      inputs: { employees: [2, 3, 3, 4] },
      outputs: { sales: [1, 3, 2, 3] },
    },
    params: { returns: 'crs' },
    value: [
      ['A', 1 / 2, 1 / 3, 1, 1],
      ['B', 1, 1, 3, 3],
      ['C', 2 / 3, 2 / 3, 2, 2],
      ['D', 3 / 4, 1, 3, 3],
    ].map(([code, value, weight, input, output]) => ({
      code,
      value,
      factor: value,
      status: value === 1 ? 'efficient' : 'inefficient',
      peers: [{ code: 'B', weight }],
      inputs: [{ name: 'employees', target: input, slack: 0 }],
      outputs: [{ name: 'sales', target: output, slack: 0 }],
    })),
    source:
      'Cooper, W. W., Seiford, L. M. & Tone, K. (2007). Data envelopment analysis, table 1.1: first four of eight stores.',
  },
  evaluate(input, { returns, orientation }) {
    const { coverage } = input;
    if (coverage.n < 1) return undefinedOver(coverage, 'too_few_units');
    const evaluations = evaluateAll(input, returns, orientation).filter((each) => each !== null);
    if (evaluations.length < coverage.n) return undefinedOver(coverage, 'no_convergence');
    const value = evaluations.map((evaluation, unit) => ({
      code: input.codes[unit]!,
      value: efficiencyOf(evaluation, orientation),
      factor: evaluation.factor,
      status: statusOf(evaluation),
      peers: evaluation.peers
        .map((peer) => ({ code: input.codes[peer.unit]!, weight: peer.weight }))
        .sort((a, b) => b.weight - a.weight || (a.code < b.code ? -1 : 1)),
      ...targetsOf(input, unit, evaluation, orientation),
    }));
    return { coverage, value, flags: fewUnitsFlag(input), variant: `${returns}, ${orientation}` };
  },
});

function statusOf({ factor, inputSlacks, outputSlacks }: Evaluation): (typeof statuses)[number] {
  if (factor !== 1) return 'inefficient';
  return [...inputSlacks, ...outputSlacks].some((slack) => slack > 0) ? 'weakly-efficient' : 'efficient';
}

/** Inputs θx − s⁻ and outputs y + s⁺, or x − s⁻ and φy + s⁺. */
function targetsOf(production: Production, unit: number, evaluation: Evaluation, orientation: Orientation) {
  const { factor, inputSlacks, outputSlacks } = evaluation;
  const [inputFactor, outputFactor] = orientation === 'input' ? [factor, 1] : [1, factor];
  return {
    inputs: production.inputNames.map((name, index) => ({
      name,
      target: Math.max(0, inputFactor * production.inputs[unit]![index]! - inputSlacks[index]!),
      slack: inputSlacks[index]!,
    })),
    outputs: production.outputNames.map((name, index) => ({
      name,
      target: outputFactor * production.outputs[unit]![index]! + outputSlacks[index]!,
      slack: outputSlacks[index]!,
    })),
  };
}
