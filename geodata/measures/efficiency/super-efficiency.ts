import { undefinedOver } from '../coverage.ts';
import { production } from '../inputs/production.ts';
import { defineMeasure } from '../measure.ts';
import { perUnit, rowReason } from '../output-shape.ts';
import { orientationParam, returnsParam } from './dea-params.ts';
import { efficiencyOf, fewUnitsFlag } from './scores.ts';
import { createTechnology } from './technology.ts';

export const superEfficiency = defineMeasure({
  id: 'super-efficiency',
  group: 'efficiency',
  title: { zh: '超效率', en: 'Super-efficiency' },
  summary: {
    zh: '与其他单元（不含自身）的最佳组合相比的效率，可大于 1，用于给有效单元排序。',
    en: 'Efficiency against all others but itself: above 1 for efficient units, which it ranks.',
  },
  formula: String.raw`\min \theta \;\text{ s.t. }\; \sum_{j \neq o} \lambda_j x_j \le \theta x_o, \; \sum_{j \neq o} \lambda_j y_j \ge y_o, \; \lambda \ge 0`,
  unit: '',
  range: [0, null],
  scope: 'unit',
  input: production,
  output: perUnit({ reason: rowReason }),
  params: [{ ...returnsParam, default: 'crs' }, orientationParam],
  source:
    'Andersen, P. & Petersen, N. C. (1993). A procedure for ranking efficient units. Management Science 39, 1261–1264.',
  example: {
    input: {
      codes: ['A', 'B', 'C', 'D'],
      inputs: { employees: [2, 3, 3, 4] },
      outputs: { sales: [1, 3, 2, 3] },
    },
    value: [
      { code: 'A', value: 1 / 2 },
      { code: 'B', value: 4 / 3 },
      { code: 'C', value: 2 / 3 },
      { code: 'D', value: 3 / 4 },
    ],
    source: 'By hand: without B the best makes 3/4 per employee; B makes 1.',
  },
  evaluate(input, { returns, orientation }) {
    const { coverage, codes, inputs, outputs } = input;
    if (coverage.n < 2) return undefinedOver(coverage, 'too_few_units');
    const technology = createTechnology(input, returns, orientation);
    const value = codes.map((code, unit) => {
      const evaluation = technology.evaluate(inputs[unit]!, outputs[unit]!, unit, unit);
      if (evaluation === null || evaluation.factor === 0) return { code, value: null, reason: 'infeasible' };
      return { code, value: efficiencyOf(evaluation, orientation) };
    });
    return { coverage, value, flags: fewUnitsFlag(input), variant: `${returns}, ${orientation}` };
  },
});
