import { describe, expect, test } from 'vitest';
import { leastSquares } from '../../geodata/measures/least-squares.ts';
import { normalTail } from '../../geodata/measures/normal.ts';
import { studentQuantile, studentTail } from '../../geodata/measures/student.ts';
import { columbus } from './cases/columbus.ts';
import { closeTo } from './close-to.ts';

const column = (values: number[]) => Float64Array.from(values);

describe('least squares', () => {
  test('crime on house value and income: statsmodels OLS', () => {
    const ones = column(columbus.crime.map(() => 1));
    const fit = leastSquares(
      [ones, column(columbus.housing), column(columbus.income)],
      column(columbus.crime),
    )!;
    closeTo([...fit.coefficients], [68.61896109502545, -0.27393147817167524, -1.5973108340847026]);
    const errors = fit.covariance!.map((row, k) => Math.sqrt(row[k]!));
    closeTo(errors, [4.735486133765336, 0.10319868379090583, 0.3341307617800803]);
    closeTo(fit.squares, 6014.892735784363);
    expect(fit.freedom).toBe(46);
  });

  test('columns that depend on each other have no solution', () => {
    const x = column([1, 2, 3, 4]);
    expect(leastSquares([x, x.map((each) => 2 * each)], column([1, 1, 2, 2]))).toBeNull();
    expect(leastSquares([x, column([1, 1, 1, 1]), column([0, 1, 0, 1])], column([1, 2]))).toBeNull();
  });
});

describe('distributions', () => {
  test.each([
    [0, 5, 0.5],
    [1, 1, 0.25],
    [2.5, 7, 0.020496109292876444],
    [10, 30, 2.287625704114809e-11],
    [-1.2, 4, 0.8518243033438233],
    [0.001, 200, 0.49960155615056945],
    [40, 3, 1.7190340394579253e-5],
  ])('t = %f with %i degrees of freedom: scipy.stats.t.sf', (t, freedom, tail) => {
    expect(studentTail(t, freedom) / tail).toBeCloseTo(1, 11);
  });

  test('quantiles: scipy.stats.t.isf', () => {
    expect(studentQuantile(0.025, 7)).toBeCloseTo(2.3646242515927844, 11);
    expect(studentQuantile(0.025, 100)).toBeCloseTo(1.983971518523552, 11);
  });

  // mpmath.ncdf(-x) with 30 digits.
  test.each([
    [0, 0.5],
    [1, 0.15865525393145705],
    [1.96, 0.0249978951482204],
    [4, 3.167124183311992e-5],
    [8, 6.22096057427178e-16],
  ])('normal tail above %f', (x, tail) => {
    expect(normalTail(x) / tail).toBeCloseTo(1, 11);
    expect(normalTail(-x)).toBeCloseTo(1 - tail, 14);
  });
});
