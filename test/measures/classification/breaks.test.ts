import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fisherJenksBreaks } from '../../../geodata/measures/classification/fisher-jenks.ts';
import { equalBreaks } from '../../../geodata/measures/classification/equal-intervals.ts';
import { headTailBreaks } from '../../../geodata/measures/classification/head-tail.ts';
import { quantileBreaks } from '../../../geodata/measures/classification/quantiles.ts';
import { classIndex } from '../../../geodata/measures/classification/classes.ts';
import { findMeasure } from '../../../geodata/measures/index.ts';
import { columbus } from '../cases/columbus.ts';
import { closeTo } from '../close-to.ts';

const values = fc.array(fc.integer({ min: -20, max: 20 }), { minLength: 1, maxLength: 12 });

describe('Fisher–Jenks', () => {
  test('is as good as the best of all possible groupings', () => {
    fc.assert(
      fc.property(values, fc.integer({ min: 1, max: 4 }), (numbers, count) => {
        const found = deviation(numbers, fisherJenksBreaks(numbers, count));
        expect(found).toBeCloseTo(bestDeviation(numbers, count), 9);
      }),
    );
  });

  test('gives ascending bounds that are values, never more classes than distinct values', () => {
    fc.assert(
      fc.property(values, fc.integer({ min: 1, max: 8 }), (numbers, count) => {
        const breaks = fisherJenksBreaks(numbers, count);
        expect(breaks).toHaveLength(Math.min(count, new Set(numbers).size) - 1);
        expect(breaks).toEqual([...new Set(breaks)].sort((a, b) => a - b));
        for (const bound of breaks) expect(numbers).toContain(bound);
        expect(Math.max(...numbers)).toBeGreaterThan(breaks.at(-1) ?? -Infinity);
      }),
    );
  });

  test('holds its precision far from zero', () => {
    const numbers = [1e9 + 1, 1e9 + 2, 1e9 + 10, 1e9 + 11, 1e9 + 30];
    expect(fisherJenksBreaks(numbers, 3)).toEqual([1e9 + 2, 1e9 + 11]);
  });
});

describe('the Columbus data by mapclassify 2.10.0 (Python)', () => {
  const { crime, housing } = columbus;

  test.each([
    [3, [23.974028, 43.962486]],
    [5, [0.223797, 22.541491, 34.000835, 48.585487]],
    [7, [0.223797, 20.048504, 30.626781, 40.074074, 48.585487, 57.066132]],
  ])('Fisher–Jenks in %i classes', (count, breaks) => {
    expect(fisherJenksBreaks(crime, count)).toEqual(breaks);
  });

  test('quantiles, equal intervals, head/tail', () => {
    closeTo(quantileBreaks(crime, 5), [19.0225762, 29.3259738, 39.025214, 53.161033200000006]);
    closeTo(equalBreaks(crime, 5), [13.921024, 27.663779, 41.406534, 55.149289]);
    closeTo(
      headTailBreaks(Float64Array.from(housing)),
      [38.43622446938775, 55.38835005, 75.88342885714285, 83.55850025],
      1e-7,
    );
  });

  test.each([
    ['quantiles', crime, { classes: 5 }, [10, 10, 9, 10, 10]],
    ['equal-intervals', crime, { classes: 5 }, [2, 16, 14, 10, 7]],
    ['head-tail', crime, {}, [25, 12, 8, 3, 1]],
    ['mean-deviation', crime, { deviations: 2, atMean: false }, [2, 6, 30, 10, 1]],
    ['given-breaks', { values: crime, breaks: [20, 40] }, {}, [12, 18, 19]],
  ])('%s: how many are in each class', (id, input, params, counts) => {
    const measure = findMeasure(id);
    expect(measure.compute(measure.input.read(input), params).details).toMatchObject({ counts });
  });
});

describe('quantile classes', () => {
  test('have no empty class for ties and leave out the maximum as a bound', () => {
    expect(quantileBreaks([1, 1, 1, 1, 1, 9], 5)).toEqual([1]);
    expect(quantileBreaks([0, 0, 5, 5, 5, 5], 4)).toEqual([1.25]);
    expect(quantileBreaks([3, 3, 3], 4)).toEqual([]);
  });
});

/** Squared deviation inside the classes between these bounds. */
function deviation(numbers: number[], breaks: number[]): number {
  const members = Array.from({ length: breaks.length + 1 }, (_, index) =>
    numbers.filter((value) => classIndex(value, breaks) === index),
  );
  return members.reduce((total, group) => {
    const mean = group.reduce((sum, value) => sum + value, 0) / Math.max(1, group.length);
    return total + group.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  }, 0);
}

/** The least of it over every choice of bounds among the distinct values. */
function bestDeviation(numbers: number[], count: number): number {
  const distinct = [...new Set(numbers)].sort((a, b) => a - b);
  let best = Infinity;
  for (let chosen = 0; chosen < 2 ** (distinct.length - 1); chosen++) {
    const breaks = distinct.slice(0, -1).filter((_, index) => (chosen >> index) & 1);
    if (breaks.length < count) best = Math.min(best, deviation(numbers, breaks));
  }
  return best;
}
