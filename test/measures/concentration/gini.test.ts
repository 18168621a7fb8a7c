import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { gini, giniOf } from '../../../geodata/measures/concentration/gini.ts';
import { lorenzCurve } from '../../../geodata/measures/concentration/lorenz.ts';
import { vector } from '../../../geodata/measures/inputs/vector.ts';

const giniOfJson = (json: unknown, params = {}) => gini.compute(vector.read(json), params);
const amounts = fc.array(fc.double({ min: 0.001, max: 1e6, noNaN: true }), { minLength: 2, maxLength: 40 });

describe('spatial Gini', () => {
  test('agrees with the double sum of formula (1)', () => {
    fc.assert(
      fc.property(amounts, (values) => {
        const n = values.length;
        const mean = values.reduce((a, b) => a + b) / n;
        let differences = 0;
        for (const a of values) for (const b of values) differences += Math.abs(a - b);
        expect(giniOf(Float64Array.from(values))).toBeCloseTo(differences / (2 * n * n * mean), 10);
      }),
    );
  });

  test('does not change with the unit of measurement, by replication, or by the order of units', () => {
    fc.assert(
      fc.property(amounts, fc.double({ min: 0.001, max: 1000, noNaN: true }), (values, factor) => {
        const value = giniOf(Float64Array.from(values));
        expect(giniOf(Float64Array.from(values, (each) => each * factor))).toBeCloseTo(value, 12);
        expect(giniOf(Float64Array.from([...values, ...values, ...values]))).toBeCloseTo(value, 12);
        expect(giniOf(Float64Array.from(values).reverse())).toBe(value);
      }),
    );
  });

  test('is twice the area between the Lorenz curve and the diagonal', () => {
    fc.assert(
      fc.property(amounts, (values) => {
        const heights = lorenzCurve(Float64Array.from(values));
        let area = 0;
        for (let i = 1; i < heights.length; i++) area += (heights[i]! + heights[i - 1]!) / 2 / values.length;
        expect(giniOf(Float64Array.from(values))).toBeCloseTo(1 - 2 * area, 10);
      }),
    );
  });

  test('is the share of one unit minus 1/n where the others are equal', () => {
    const rest = (1 - 0.37) / 20;
    expect(giniOf(Float64Array.from([0.37, ...Array<number>(20).fill(rest)]))).toBeCloseTo(0.37 - 1 / 21, 14);
  });

  test('reaches (n − 1)/n, and 1 when normalised, where one unit has all', () => {
    expect(giniOfJson([0, 0, 0, 5]).value).toBe(0.75);
    expect(giniOfJson([0, 0, 0, 5], { normalised: true })).toMatchObject({
      value: 1,
      method: 'gini/normalised',
    });
  });
});

describe('units without a value', () => {
  test('are listed, not counted, and flagged above a fifth of the frame', () => {
    const fifth = giniOfJson({ codes: ['a', 'b', 'c', 'd', 'e'], values: [1, 2, null, 4, 5] });
    expect(fifth).toMatchObject({ n: 4, missing: ['c'], flags: [] });
    const more = giniOfJson({ codes: ['a', 'b', 'c', 'd'], values: [1, 2, null, 4] });
    expect(more.flags).toEqual(['incomplete']);
    expect(more.value).toBe(giniOfJson([1, 2, 4]).value);
  });

  test.each([
    ['an empty frame', [], 'too_few_units'],
    ['one unit left of two', [3, null], 'too_few_units'],
    ['zeros only', [0, 0, 0], 'zero_mean'],
    ['a negative value', [1, -1, 3], 'negative_values'],
    ['a sum beyond float64', [1.7e308, 1.7e308], 'out_of_range'],
  ])('%s has no value', (_, values, reason) => {
    expect(giniOfJson(values)).toMatchObject({ value: null, reason });
  });

  test('a frame of one unit has 0 and a flag, and no normalised value', () => {
    expect(giniOfJson([7])).toMatchObject({ value: 0, flags: ['single_unit'] });
    expect(giniOfJson([7], { normalised: true })).toMatchObject({ value: null, reason: 'too_few_units' });
  });
});

describe('input that cannot be used', () => {
  test.each([
    ['text for a number', ['1', 2], /at 0: /],
    ['codes of another length', { codes: ['a'], values: [1, 2] }, /Found 1 entries in "codes", expected 2/],
    ['a code given twice', { codes: ['a', 'a'], values: [1, 2] }, /Found "a" twice/],
    ['an unknown key', { values: [1], value: 2 }, /Unrecognized key: "value"/],
  ])('%s stops with its place', (_, json, message) => {
    expect(() => vector.read(json)).toThrow(message);
  });
});
