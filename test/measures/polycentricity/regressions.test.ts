import { describe, expect, test } from 'vitest';
import { regression } from '../../../geodata/measures/inputs/regression.ts';
import { invertedU } from '../../../geodata/measures/polycentricity/inverted-u.ts';
import { threshold } from '../../../geodata/measures/polycentricity/threshold.ts';
import { columbus } from '../cases/columbus.ts';
import { closeTo } from '../close-to.ts';

const { income, housing, crime, core } = columbus;

describe('inverted U', () => {
  test('income on house value: statsmodels, the Fieller limits as roots of |t(x)| = t by scipy.optimize', () => {
    const { value, details } = invertedU.compute(regression.read({ x: housing, y: income }));
    closeTo(value, 68.28009618069638);
    closeTo(details, {
      shape: 'inverted-u',
      p: 0.05720464355096394,
      interior: true,
      linear: 0.598353574508018,
      quadratic: -0.004381610513000273,
      slopeAtMinimum: 0.44149191814260824,
      slopeAtMaximum: -0.24642094992487662,
      deltaInterval: [52.6618796108245, 83.89831275056825],
      fiellerInterval: [58.16687313111343, 122.79063336156344],
    });
  });

  test('with a control and fixed effects: statsmodels with dummies', () => {
    const input = regression.read({ x: housing, y: crime, controls: [income], groups: core });
    const { value, details } = invertedU.compute(input);
    closeTo(value, 85.88316236630295);
    closeTo([details!.linear, details!.quadratic], [-0.42714874716221796, 0.002486801460223207]);
  });

  test('a rising curve is none, wherever its parabola would turn', () => {
    const x = [1, 2, 3, 4, 5, 6];
    const { details } = invertedU.compute(
      regression.read({ x, y: x.map((each) => each ** 1.5 + 0.01 * (each % 2)) }),
    );
    expect(details).toMatchObject({ shape: 'monotone', p: null, interior: false });
  });

  test.each([
    ['three observations', { x: [1, 2, 3], y: [1, 4, 2] }, 'too_few_units'],
    ['constant x', { x: [2, 2, 2, 2, 2], y: [1, 2, 3, 4, 5] }, 'constant'],
  ])('%s have none', (_, json, reason) => {
    expect(invertedU.compute(regression.read(json))).toMatchObject({ value: null, reason });
  });
});

describe('threshold regression against a grid search in NumPy', () => {
  test('crime on house value', () => {
    const { value, details } = threshold.compute(regression.read({ x: housing, y: crime }), {
      permutations: 99,
    });
    closeTo(value, 23.225);
    closeTo(
      [details!.slopeBelow, details!.slopeAbove, details!.f, details!.below],
      [0.5200385, -0.31599037, 11.944631730245115, 11],
      1e-7,
    );
    expect(details!.interval[0]).toBeLessThanOrEqual(23.225);
    expect(details!.p).toBeLessThan(0.1);
  });

  test('with a control and fixed effects', () => {
    const input = regression.read({ x: housing, y: crime, controls: [income], groups: core });
    const { value, details } = threshold.compute(input, { permutations: 0 });
    closeTo(value, 23.225);
    closeTo(
      [details!.slopeBelow, details!.slopeAbove, details!.f],
      [0.41925034, -0.07755971, 7.321876536055791],
      1e-7,
    );
    expect(details!.p).toBeNull();
  });
});
