import { describe, expect, test } from 'vitest';
import { classEnds, writeBounds, type Classes } from '../../geodata/model/class-bounds.ts';

const endsOf = (classes: Classes) =>
  Array.from({ length: classes.breaks.length + 1 }, (_, index) => {
    const { from, to } = classEnds(classes, index);
    return [from, to];
  });

describe('the ends of classes', () => {
  test('are shared where values are measured', () => {
    expect(endsOf({ kind: 'intensive', decimals: 1, breaks: [1.5, 3], extent: [-2, 9] })).toEqual([
      [null, 1.5],
      [1.5, 3],
      [3, null],
    ]);
  });

  test('are not shared where things are counted, and are one number where there is one', () => {
    expect(endsOf({ kind: 'count', decimals: 0, breaks: [0, 1, 4], extent: [0, 9] })).toEqual([
      [0, 0],
      [1, 1],
      [2, 4],
      [4, null],
    ]);
  });

  test('of whole numbers below zero hold both', () => {
    expect(endsOf({ kind: 'ratio', decimals: 0, breaks: [-2, 0], extent: [-2, 1] })).toEqual([
      [-2, -2],
      [-1, 0],
      [0, null],
    ]);
  });

  test('are open where all values are one class', () => {
    expect(endsOf({ kind: 'count', decimals: 0, breaks: [], extent: [3, 9] })).toEqual([[null, null]]);
  });
});

describe('bounds in words', () => {
  const written = (bounds: number[], decimals: number, locale: string): string[] =>
    bounds.map(writeBounds(bounds, decimals, locale));

  test('are in full, with the digits of the indicator', () => {
    expect(written([1.25, 12345], 2, 'en')).toEqual(['1.25', '12,345.00']);
    expect(written([-3, 12345], 2, 'zh-CN')).toEqual(['−3', '12,345']);
  });

  test('say their size in a word where they are large and that has all of their digits', () => {
    expect(written([3_430_000_000, 24_700_000_000], 0, 'en')).toEqual(['3.43B', '24.7B']);
    expect(written([3_430_000_000, 24_700_000_000], 0, 'zh-CN')).toEqual(['34.3亿', '247亿']);
    expect(written([3_430_000_001, 24_700_000_000], 0, 'en')).toEqual(['3,430,000,001', '24,700,000,000']);
  });
});
