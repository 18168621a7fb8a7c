import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseDegrees } from '../../geodata/join/degree-text.ts';

describe('coordinates as people write them', () => {
  test.each([
    ['51.5', 51.5],
    ['-0,1278', -0.1278],
    ['−33.87', -33.87],
    ['１１６．４', 116.4],
    ['53.74° N', 53.74],
    ['0.33°W', -0.33],
    ['S 33.87', -33.87],
    ['东经114.3', 114.3],
    ['南纬33.9度', -33.9],
    ['', 'missing'],
    ['n/a', 'missing'],
    ['无', 'missing'],
    [`51°30'N`, 'sexagesimal'],
    ['51 30 00', 'sexagesimal'],
    ['51:30', 'sexagesimal'],
    ['1,234,567', 'not-a-number'],
    ['London', 'not-a-number'],
  ] as const)('%s', (cell, expected) => {
    expect(parseDegrees(cell)).toBe(expected);
  });

  test('with point or comma are the same number', () => {
    fc.assert(
      fc.property(fc.integer({ min: -18e6, max: 18e6 }), (steps) => {
        const degrees = steps / 1e5;
        const text = degrees.toFixed(5);
        expect(parseDegrees(text)).toBe(Number(text));
        expect(parseDegrees(text.replace('.', ','))).toBe(Number(text));
      }),
    );
  });

  test('never throw, whatever a cell holds', () => {
    fc.assert(
      fc.property(fc.string(), (cell) => {
        expect(parseDegrees(cell)).toSatisfy((read) => typeof read === 'string' || Number.isFinite(read));
      }),
    );
  });
});
