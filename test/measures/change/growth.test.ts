import { expect, test } from 'vitest';
import { growth } from '../../../geodata/measures/change/growth.ts';
import { change } from '../../../geodata/measures/inputs/change.ts';

const input = change.read({ codes: ['a', 'b', 'c'], years: [2012, 2016], from: [2, null, 4], to: [4, 1, 1] });

test.each([
  ['cagr', 2 ** 0.25 - 1, -0.2928932188134524],
  ['total', 1, -0.75],
  ['simple', 0.25, -0.1875],
  ['points', 2, -3],
] as const)('%s', (mode, a, c) => {
  const result = growth.compute(input, { mode });
  expect(result).toMatchObject({ n: 2, missing: ['b'], method: `growth/${mode}` });
  expect(result.value?.map((row) => row.code)).toEqual(['a', 'c']);
  expect(result.value?.[0]?.value).toBeCloseTo(a, 12);
  expect(result.value?.[1]?.value).toBeCloseTo(c, 12);
});

test('years stand in order', () => {
  expect(() => change.read({ years: [2016, 2012], from: [1], to: [1] })).toThrow(
    /at years: expected the earlier of two different years first/,
  );
});
