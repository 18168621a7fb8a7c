import { coverageOf, undefinedOver } from '../coverage.ts';
import { indicatorSystem } from '../inputs/indicator-system.ts';
import { defineMeasure } from '../measure.ts';
import { perIndicator } from '../output-shape.ts';
import { weightingParam, weightsOf } from './weighting.ts';

export const indicatorWeights = defineMeasure({
  id: 'indicator-weights',
  group: 'composite',
  title: { zh: '指标权重', en: 'Weights of indicators' },
  summary: {
    zh: '等权、逐级等权、熵权、CRITIC 与主成分法得到的指标权重。',
    en: 'Weights of the indicators of a system: equal, equal by level, by entropy, by CRITIC, by principal components.',
  },
  formula: String.raw`w_j \propto 1 - e_j, \quad e_j = -\frac{1}{\ln n} \sum_i p_{ij} \ln p_{ij}`,
  unit: '',
  range: [0, 1],
  scope: 'nation',
  input: indicatorSystem,
  output: perIndicator({}),
  params: [weightingParam],
  source:
    'Entropy: Shannon (1948) as used since Zeleny, M. (1982); CRITIC: Diakoulaki, D. et al. (1995). Computers & Operations Research 22, 763–770; components: OECD & JRC (2008), chapter 6.',
  example: {
    input: {
      indicators: [
        { id: 'patents', path: ['output'] },
        { id: 'papers', path: ['output'] },
        { id: 'staff', path: ['input'] },
      ],
      values: [
        [1, 2, 3],
        [2, 1, 5],
      ],
    },
    value: [
      { indicator: 'patents', value: 0.25 },
      { indicator: 'papers', value: 0.25 },
      { indicator: 'staff', value: 0.5 },
    ],
    source: 'By hand: two groups, the first of two indicators.',
  },
  evaluate(system, { weighting }) {
    const coverage = coverageOf(system.codes, (unit) =>
      system.values[unit]!.every((value) => value !== null),
    );
    const weights = weightsOf(system, weighting);
    if (weights === null) return undefinedOver(coverage, coverage.n < 3 ? 'too_few_units' : 'constant');
    const value = system.indicators.map((indicator, index) => ({ indicator, value: weights[index]! }));
    return { coverage, value, variant: weighting };
  },
});
