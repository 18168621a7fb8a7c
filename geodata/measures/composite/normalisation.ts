import { coverageOf, undefinedOver } from '../coverage.ts';
import { indicatorSystem } from '../inputs/indicator-system.ts';
import { defineMeasure } from '../measure.ts';
import { perCell } from '../output-shape.ts';
import { normalisationParam, normalise } from './normalise.ts';

export const normalisation = defineMeasure({
  id: 'normalisation',
  group: 'composite',
  title: { zh: '指标标准化', en: 'Normalised indicators' },
  summary: {
    zh: '把各指标换算到可比的尺度，方向统一为越大越好。',
    en: 'Every indicator on a common scale on which more is better.',
  },
  formula: String.raw`\tilde{x} = \frac{x - \min x}{\max x - \min x} \;\text{ or }\; \frac{\max x - x}{\max x - \min x}`,
  unit: '',
  range: [null, null],
  scope: 'unit',
  input: indicatorSystem,
  output: perCell({}),
  params: [normalisationParam],
  source: 'OECD & JRC (2008). Handbook on constructing composite indicators, chapter 5.',
  example: {
    input: {
      codes: ['a', 'b', 'c'],
      indicators: [{ id: 'patents' }, { id: 'energy', direction: -1 }],
      values: [
        [10, 1],
        [20, 3],
        [30, null],
      ],
    },
    value: [
      { code: 'a', indicator: 'patents', value: 0 },
      { code: 'a', indicator: 'energy', value: 1 },
      { code: 'b', indicator: 'patents', value: 0.5 },
      { code: 'b', indicator: 'energy', value: 0 },
      { code: 'c', indicator: 'patents', value: 1 },
      { code: 'c', indicator: 'energy', value: null },
    ],
    source: 'By hand.',
  },
  evaluate(system, { normalisation: how }) {
    const coverage = coverageOf(system.codes, (unit) => system.values[unit]!.some((value) => value !== null));
    if (coverage.n === 0) return undefinedOver(coverage, 'too_few_units');
    const scaled = normalise(system, how);
    const value = system.codes.flatMap((code, unit) =>
      system.indicators.map((indicator, column) => ({ code, indicator, value: scaled[unit]![column]! })),
    );
    return { coverage, value, variant: how };
  },
});
