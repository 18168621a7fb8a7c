import { describe, expect, test } from 'vitest';
import type { Measure } from '../../../geodata/measures/measure.ts';
import { findMeasure } from '../../../geodata/measures/index.ts';
import { columbus } from '../cases/columbus.ts';
import { closeTo } from '../close-to.ts';

const { income, crime, core } = columbus;
const valueOf = (id: string, input: unknown, params = {}): unknown => {
  const measure: Measure = findMeasure(id);
  return measure.compute(measure.input.read(input), params).value;
};

describe('the Columbus data by independent implementations', () => {
  test.each([
    ['gini', crime, {}, 0.2690411716689165, 'PySAL inequality 1.1.2, Gini'],
    ['gini', income, {}, 0.21444958874664774, 'PySAL inequality 1.1.2, Gini'],
    ['theil', crime, {}, 0.12813749257698726, 'PySAL inequality 1.1.2, Theil'],
    ['theil', income, {}, 0.07332563838089572, 'PySAL inequality 1.1.2, Theil'],
    ['atkinson', income, { aversion: 0.5 }, 0.03631817848412444, 'PySAL inequality 1.1.2, atkinson'],
    ['atkinson', income, { aversion: 1 }, 0.07186967670728905, 'PySAL inequality 1.1.2, atkinson'],
    ['atkinson', income, { aversion: 2 }, 0.14052119451132694, 'PySAL inequality 1.1.2, atkinson'],
    ['entropy', income, {}, 3.818494659729731, 'SciPy 1.x stats.entropy of shares'],
    ['herfindahl', income, {}, 0.023555196982906024, 'NumPy, sum of squared shares'],
    ['coefficient-of-variation', income, {}, 0.3926890018352886, 'NumPy std / mean'],
    ['coefficient-of-variation', income, { ddof: 1 }, 0.39675842660546634, 'SciPy stats.variation(ddof=1)'],
  ])('%s', (id, input, params, expected, _source) => {
    closeTo(valueOf(id, input, params), expected, 1e-12);
  });

  test('Theil between and within core and periphery: PySAL inequality 1.1.2, TheilD', () => {
    const measure = findMeasure('theil-decomposition');
    const { value, details } = measure.compute(measure.input.read({ values: income, groups: core }));
    closeTo(value, 0.07332563838089572, 1e-12);
    expect(details).toMatchObject({
      between: expect.closeTo(0.02683415, 8) as number,
      within: expect.closeTo(0.04649149, 8) as number,
    });
  });

  test('correlations within one year: SciPy pearsonr, spearmanr, kendalltau', () => {
    const measure = findMeasure('co-evolution');
    const correlate = (x: number[], y: number[]) =>
      measure.compute(
        measure.input.read({ years: [1980], x: x.map((each) => [each]), y: y.map((each) => [each]) }),
        { within: false },
      );
    closeTo(correlate(crime, income).value, -0.6955897734584623, 1e-12);
    closeTo(correlate(crime, income).details, {
      spearman: -0.7352040816326529,
      kendall: -0.5884353741496599,
      observations: 49,
    });
    closeTo(correlate(crime, core.map(Number)).details, {
      spearman: 0.7736493607140984,
      kendall: 0.638095238095238,
      observations: 49,
    });
  });
});
