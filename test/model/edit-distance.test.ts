import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { editDistance, nearestWords } from '../../geodata/model/edit-distance.ts';

describe('editDistance', () => {
  // The distances of Boytsov's survey for optimal string alignment: "ca" to "abc" is 3, as no part is edited twice.
  test.each([
    ['kitten', 'sitting', 3],
    ['ab', 'ba', 1],
    ['ca', 'abc', 3],
    ['', 'abc', 3],
    ['北京市', '北京', 1],
    ['𠮷野', '吉野', 1],
  ])('%s to %s is %d', (a, b, distance) => {
    expect(editDistance(a, b)).toBe(distance);
    expect(editDistance(b, a)).toBe(distance);
  });

  const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c', '北'), maxLength: 8 });

  test('is at most the longer length, at least the difference of lengths, zero only for equal words', () => {
    fc.assert(
      fc.property(word, word, (a, b) => {
        const distance = editDistance(a, b);
        expect(distance).toBeLessThanOrEqual(Math.max(a.length, b.length));
        expect(distance).toBeGreaterThanOrEqual(Math.abs(a.length - b.length));
        expect(distance === 0).toBe(a === b);
      }),
    );
  });

  test('a limit changes nothing but what lies beyond it', () => {
    fc.assert(
      fc.property(word, word, fc.integer({ min: 0, max: 8 }), (a, b, limit) => {
        const distance = editDistance(a, b);
        expect(editDistance(a, b, limit)).toBe(distance > limit ? Infinity : distance);
      }),
    );
  });
});

test('nearestWords gives the nearest first, without case, without repeats, and nothing that is far', () => {
  expect(nearestWords('regster', ['zooms', 'register', 'registers', 'register'])).toEqual([
    'register',
    'registers',
  ]);
  expect(nearestWords('GDP', ['gdp', 'gnp'])).toEqual(['gdp', 'gnp']);
  expect(nearestWords('universities', ['gdp', 'year'])).toEqual([]);
  expect(nearestWords('a', ['b', 'c', 'd', 'e'])).toHaveLength(3);
});
