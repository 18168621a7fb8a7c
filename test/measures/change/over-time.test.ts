import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { albers } from '../../../geodata/model/albers.ts';
import { betaConvergence } from '../../../geodata/measures/change/beta-convergence.ts';
import { conditionalConvergence } from '../../../geodata/measures/change/conditional-convergence.ts';
import { couplingCoordination } from '../../../geodata/measures/change/coupling-coordination.ts';
import { markovTransition } from '../../../geodata/measures/change/markov-transition.ts';
import { overtaking } from '../../../geodata/measures/change/overtaking.ts';
import { rankMobility } from '../../../geodata/measures/change/rank-mobility.ts';
import { sigmaConvergence } from '../../../geodata/measures/change/sigma-convergence.ts';
import { spatialMarkov } from '../../../geodata/measures/change/spatial-markov.ts';
import { standardEllipse } from '../../../geodata/measures/change/standard-ellipse.ts';
import { chiSquareTail } from '../../../geodata/measures/chi-square.ts';
import { controlledPanel } from '../../../geodata/measures/inputs/controlled-panel.ts';
import { locatedPanel } from '../../../geodata/measures/inputs/located-panel.ts';
import { panel, panelPair } from '../../../geodata/measures/inputs/panel.ts';
import { weightedPoints } from '../../../geodata/measures/inputs/weighted-points.ts';
import type { Position } from '../../../geodata/model/geometry.ts';
import { closeTo } from '../close-to.ts';

// 36 units on a lattice of 6 by 6 over eight years; the same series was written in Python for the references.
const values = Array.from({ length: 36 }, (_, i) =>
  Array.from(
    { length: 8 },
    (__, t) =>
      10 + (i % 6) * 2 + Math.floor(i / 6) + 3 * Math.sin(1.3 * i + 0.7 * t * ((i % 5) + 1)) + 0.5 * t,
  ),
);
const years = Array.from({ length: 8 }, (_, t) => 2011 + t);
const links = values.flatMap((_, i) =>
  [...(i % 6 < 5 ? [[i, i + 1]] : []), ...(i < 30 ? [[i, i + 6]] : [])].map((pair) =>
    pair.map((unit) => String(unit + 1)),
  ),
);
const lattice = panel.read({ years, values });

describe('convergence against NumPy and statsmodels', () => {
  test('sigma', () => {
    const { value, details } = sigmaConvergence.compute(lattice);
    closeTo(
      value!.slice(0, 3).map((row) => row.value),
      [0.24175190563209384, 0.2337658445633152, 0.23788289111110783],
    );
    closeTo(details!.trend, -0.0031201460222551615);
    closeTo(sigmaConvergence.compute(lattice, { of: 'logs' }).value![0]!.value, 0.25089906560516007);
  });

  test('beta', () => {
    const { value, details } = betaConvergence.compute(lattice);
    closeTo(value, -0.023180379863713747);
    closeTo(details, {
      speed: 0.025292951892430072,
      halfLife: Math.LN2 / 0.025292951892430072,
      standardError: 0.011359974051283462,
      p: 0.04912406197118131,
      explained: 0.10910262073675392,
      span: 7,
    });
  });

  test('conditional on a control and on the neighbours', () => {
    const input = controlledPanel.read({
      years,
      values,
      links,
      controls: { kind: values.map((_, i) => i % 4) },
    });
    const { value, details } = conditionalConvergence.compute(input);
    closeTo(value, -0.11582871733999192);
    closeTo(details!.standardError, 0.014320692441629162);
    closeTo(details!.coefficients, [
      { name: 'kind', value: 0.0015886703993522465 },
      { name: 'neighbours', value: 0.13707938516753015 },
    ]);
  });

  test('a speed is undefined where the gap would close and turn within the span', () => {
    const { value, details } = betaConvergence.compute(
      panel.read({
        years: [2012, 2023],
        values: [
          [1, 9],
          [2, 5],
          [4, 3],
          [8, 1],
        ],
      }),
    );
    expect(value! * 11).toBeLessThan(-1);
    expect(details).toMatchObject({ speed: null, halfLife: null });
  });
});

describe('mobility', () => {
  test('Kendall and Spearman: SciPy', () => {
    const { value, details } = rankMobility.compute(lattice);
    closeTo(value, 0.6825396825396827);
    closeTo(details!.spearman, 0.8453024453024454);
    expect(details!.moves.reduce((total, { move }) => total + move, 0)).toBe(0);
  });

  test('Markov transition and its long run: PySAL giddy 2.3.8', () => {
    const { value, details } = markovTransition.compute(lattice);
    closeTo(value, 0.7429435483870969);
    closeTo(details!.probabilities[2], [0.046875, 0.296875, 0.265625, 0.390625]);
    closeTo(
      details!.ergodic,
      [0.2441640159391019, 0.26468039917227826, 0.23914607700591015, 0.25200950788270965],
    );
    closeTo(details!.breaks, [0.83467375, 1.00421823, 1.15598219], 1e-7);
  });

  test('spatial Markov and its test of homogeneity: PySAL giddy 2.3.8', () => {
    const { value, details } = spatialMarkov.compute(locatedPanel.read({ years, values, links }));
    closeTo(value, 81.84577268749885);
    expect(details!.freedom).toBe(26);
    expect(details!.p! / 1.0857490984061968e-7).toBeCloseTo(1, 6);
    expect(details!.conditional[0]!.counts).toEqual([
      [29, 11, 2, 0],
      [15, 4, 0, 0],
      [0, 1, 1, 0],
      [0, 0, 0, 0],
    ]);
  });

  test('a chain in two parts has no single long run', () => {
    const { value, details } = markovTransition.compute(
      panel.read({
        years: [1, 2],
        values: [
          [1, 1],
          [1, 1],
          [5, 5],
          [5, 5],
        ],
      }),
      { classes: 2 },
    );
    expect(value).toBe(0);
    expect(details!.ergodic).toBeNull();
  });

  test('rows of transition shares add up to 1', () => {
    const cells = fc.array(
      fc.array(fc.option(fc.double({ min: 0.1, max: 9, noNaN: true })), { minLength: 4, maxLength: 4 }),
      {
        minLength: 2,
        maxLength: 9,
      },
    );
    fc.assert(
      fc.property(cells, fc.constantFrom('pooled' as const, 'yearly' as const), (rows, breaks) => {
        const { details } = markovTransition.compute(panel.read({ years: [1, 2, 3, 4], values: rows }), {
          breaks,
        });
        for (const row of details?.probabilities ?? [])
          expect(row.reduce((total, each) => total + each, 0)).toBeCloseTo(1, 12);
      }),
    );
  });
});

test.each([
  [1, 1, 0.31731050786291115],
  [10, 3, 0.01856613546304325],
  [0.5, 8, 0.999866630349486],
  [60, 20, 7.121750862815593e-6],
  [3, 100, 1],
])('chi-square tail above %f with %i degrees of freedom: scipy.stats.chi2.sf', (x, freedom, tail) => {
  expect(chiSquareTail(x, freedom) / tail).toBeCloseTo(1, 11);
});

describe('Albers projection', () => {
  const china = albers({ south: 25, north: 47, meridian: 105 });

  test.each([
    [
      [116.4, 39.9],
      [956.4391700108886, 4343.540014491295],
    ],
    [
      [73.5, 39.4],
      [-2622.0131190839556, 4651.5765403314035],
    ],
    [
      [105, 0],
      [0, 0],
    ],
    [
      [-170, 60],
      [4655.830275548427, 8596.852024128822],
    ],
  ] as [Position, [number, number]][])('%s: PROJ aea', (position, expected) => {
    closeTo(china.forward(position), expected);
  });

  test('the inverse leads back', () => {
    const places = fc.tuple(
      fc.double({ min: 70, max: 140, noNaN: true }),
      fc.double({ min: -60, max: 80, noNaN: true }),
    );
    fc.assert(fc.property(places, (place) => closeTo(china.inverse(china.forward(place)), place, 1e-9)));
  });
});

describe('standard ellipse', () => {
  const line = {
    points: [
      [100, 30],
      [105, 30],
      [110, 30],
    ],
    years: [1],
  };

  test('places in one point have no extent, and two lie on a line', () => {
    const one = standardEllipse.compute(
      weightedPoints.read({ points: [[105, 30]], years: [1], weights: [[2]] }),
    );
    expect(one.value![0]).toMatchObject({ value: 0, majorKm: 0, minorKm: 0, n: 1 });
    const two = standardEllipse.compute(weightedPoints.read({ ...line, weights: [[1], [0], [1]] }))
      .value![0]!;
    expect(two.minorKm).toBeCloseTo(0, 6);
    expect(two.rotation).toBeCloseTo(90, 6);
    expect(two.n).toBe(2);
  });

  test('the scales of ArcGIS and CrimeStat', () => {
    const input = weightedPoints.read({ ...line, weights: [[1], [1], [2]] });
    const [plain, arc, crime] = (['deviation', 'sqrt2', 'sample'] as const).map(
      (scale) => standardEllipse.compute(input, { scale }).value![0]!.majorKm!,
    );
    expect(arc! / plain!).toBeCloseTo(Math.SQRT2, 12);
    expect(crime! / plain!).toBeCloseTo(Math.sqrt(6), 12);
  });

  test('a year without weights has none, and no move is counted across it', () => {
    const { value } = standardEllipse.compute(
      weightedPoints.read({
        ...line,
        years: [1, 2, 3],
        weights: [
          [1, 0, 1],
          [1, null, 1],
          [1, 0, 2],
        ],
      }),
    );
    expect(value![1]).toMatchObject({ value: null, reason: 'zero_mean' });
    expect(value![2]!.movedKm).toBeNull();
  });
});

test('overtaking against pandas: gt and idxmax, each unit beside the next of the lattice', () => {
  const next = values.map((_, unit) => values[(unit + 1) % values.length]!);
  const { value, details } = overtaking.compute(panelPair.read({ years, x: values, y: next }));
  expect(value!.map((row) => row.value)).toEqual([
    2013,
    2012,
    2011,
    null,
    2017,
    2011,
    2011,
    2011,
    null,
    2017,
    2012,
    2011,
    2011,
    null,
    2015,
    2012,
    2011,
    2011,
    2012,
    2015,
    2012,
    2011,
    2011,
    2011,
    2015,
    2012,
    2011,
    2013,
    2012,
    2011,
    2012,
    2011,
    2013,
    2012,
    2015,
    2011,
  ]);
  expect(details!.years.map(({ above }) => above)).toEqual([15, 16, 17, 14, 16, 14, 12, 6]);
});

test('overtaking counts years in which a unit is above, equal and below', () => {
  const { value, details } = overtaking.compute(
    panelPair.read({
      codes: ['a', 'b'],
      years: [1, 2],
      x: [
        [1, 3],
        [2, 2],
      ],
      y: [
        [2, 2],
        [2, null],
      ],
    }),
  );
  expect(value!.map((row) => row.value)).toEqual([2, null]);
  expect(details!.years).toEqual([
    { year: 1, above: 0, equal: 1, below: 1 },
    { year: 2, above: 1, equal: 0, below: 0 },
  ]);
});

test('coupling coordination: two equal systems are fully coupled', () => {
  const x = [
    [1, 2],
    [3, 5],
  ];
  const { value } = couplingCoordination.compute(panelPair.read({ years: [1, 2], x, y: x }));
  expect(value!.map((row) => row.coupling)).toEqual([null, 1, 1, 1]);
  expect(value![3]!.value).toBe(1);
});
