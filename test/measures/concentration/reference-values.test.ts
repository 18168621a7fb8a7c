import { describe, expect, test } from 'vitest';
import type { Measure } from '../../../geodata/measures/measure.ts';
import { findMeasure } from '../../../geodata/measures/index.ts';
import { columbus } from '../cases/columbus.ts';
import { closeTo } from '../close-to.ts';

const { income, crime, housing, core } = columbus;
/** Weights 1 to 49. */
const weights = income.map((_, index) => index + 1);
const table = {
  indicators: ['crime', 'income', 'housing'],
  values: crime.map((each, index) => [each, income[index]!, housing[index]!]),
};
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
    ['hoover', income, {}, 0.15768262232973743, 'PySAL inequality 1.1.2, Schutz'],
    ['palma', income, {}, 0.7023239033505358, 'NumPy interp on the Lorenz curve'],
    ['top-share', income, { count: 5 }, 0.18486680359932933, 'NumPy sort'],
    ['capital-share', crime, { capital: '1' }, 0.009136040770371017, 'NumPy'],
    ['mean', crime, {}, 35.12882389795919, 'NumPy mean'],
    ['coefficient-of-variation', income, {}, 0.3926890018352886, 'NumPy std / mean'],
    ['coefficient-of-variation', income, { ddof: 1 }, 0.39675842660546634, 'SciPy stats.variation(ddof=1)'],
  ])('%s', (id, input, params, expected, _source) => {
    closeTo(valueOf(id, input, params), expected, 1e-12);
  });

  test.each([
    ['gini-mean', table, {}, 0.24416256721134985, 'PySAL inequality 1.1.2, mean of three Gini'],
    [
      'weighted-gini',
      { values: income, weights },
      {},
      0.20034581137291685,
      'PySAL inequality 1.1.2, Gini of every value as often as its weight says',
    ],
    ['weighted-mean', { values: income, weights }, {}, 15.38861222612245, 'NumPy average'],
    ['locational-gini', { x: crime, y: income }, {}, 0.44170102943707434, 'SciPy integrate.trapezoid'],
    ['capital-share-mean', table, { capital: '1' }, 0.02652972792076726, 'NumPy'],
    ['morphological-polycentricity', income, {}, 0.636634673242071, 'NumPy std of all over that of (0, max)'],
  ])('%s', (id, input, params, expected, _source) => {
    closeTo(valueOf(id, input, params), expected, 1e-12);
  });

  const rows = (id: string, input: unknown, params = {}) => valueOf(id, input, params) as { value: number }[];
  const at = (found: { value: number }[], ...positions: number[]) =>
    positions.map((position) => found[position]!.value);

  test('location quotients: observed over SciPy stats.contingency.expected_freq', () => {
    closeTo(
      at(rows('location-quotient', table), 0, 1, 2, 144, 145, 146),
      [
        0.34018654609505794, 1.0324796530900069, 1.5908899200509035, 0.7315431086908547, 1.4906659380358986,
        1.061850040770918,
      ],
      1e-12,
    );
  });

  test('specialisation and multiples of the mean: NumPy on the whole table', () => {
    const krugman = rows('krugman-specialisation', table);
    closeTo(at(krugman, 0, 48), [0.5416905428316794, 0.21838690850305936], 1e-12);
    closeTo(krugman.reduce((sum, { value }) => sum + value, 0) / 49, 0.3303180037294015, 1e-12);
    closeTo(
      at(rows('relative-to-mean', table), 0, 1, 2),
      [0.4476659977481797, 1.3586840495628503, 2.0935199570417575],
      1e-12,
    );
  });

  test('kinds of things and their diversity: SciPy stats.entropy of a row', () => {
    const found = valueOf('overlap', table) as { value: number; diversity: number }[];
    closeTo([found[0]!.diversity, found[48]!.diversity], [0.8241643739058098, 1.0598186336776494], 1e-12);
    expect(found.every(({ value }) => value === 3)).toBe(true);
  });

  test('means and growth of groups: pandas groupby', () => {
    const groups = { groups: core };
    closeTo(at(rows('group-mean', { values: income, ...groups }), 0, 1), [17.61795996, 10.996791666666667]);
    const change = { years: [1980, 1981], from: income, to: crime, ...groups };
    closeTo(
      at(rows('group-growth', change, { mode: 'total' }), 0, 1),
      [0.3016288703155845, 3.3497961071979327],
    );
    closeTo(
      at(rows('group-growth', change, { mode: 'total', of: 'units' }), 0, 1),
      [0.6772818682627063, 3.6720900368791547],
    );
  });

  test('primacy with two, four and eleven places: NumPy sort', () => {
    const measure = findMeasure('primacy');
    const { value, details } = measure.compute(measure.input.read(income));
    closeTo(value, 1.0414641504374351, 1e-12);
    closeTo(
      details,
      {
        first: '20',
        share: 0.044110214551558294,
        fourCity: 0.39877812431814974,
        elevenCity: 0.28867684226055784,
      },
      1e-12,
    );
  });

  test('change beyond the mix of sectors and the nation: shift-share in NumPy', () => {
    const to = table.values.map(([x, y, z], index) => [x! * 1.1, y! + (index % 5), z! * 0.9]);
    closeTo(
      at(rows('sectoral-resilience', { from: table.values, to }), 0, 24, 48),
      [-0.6982629731531772, 0.5182586369515503, 0.3546140718155183],
    );
    const panel = { years: [1980, 1981], values: income.map((each, index) => [each, crime[index]!]) };
    closeTo(at(rows('relative-resilience', panel), 0, 48), [-1.1349394879952694, -0.8619774917014273], 1e-9);
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
