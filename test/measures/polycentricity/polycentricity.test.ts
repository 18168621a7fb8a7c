import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { agglomeration } from '../../../geodata/measures/inputs/agglomeration.ts';
import { vector } from '../../../geodata/measures/inputs/vector.ts';
import { functionalPolycentricity } from '../../../geodata/measures/polycentricity/functional-polycentricity.ts';
import { morphologicalPolycentricity } from '../../../geodata/measures/polycentricity/morphological-polycentricity.ts';
import { primacy } from '../../../geodata/measures/polycentricity/primacy.ts';

const cities = {
  nodes: ['a', 'b', 'c', 'x', 'y'],
  members: ['a', 'b', 'c'],
  edges: [
    ['a', 'b', 2],
    ['b', 'c', 2],
    ['a', 'c', 2],
    ['a', 'x', 6],
    ['a', 'y', 2],
    ['b', 'x', 4],
  ],
};

describe('morphological polycentricity', () => {
  test('lies between 0 (one has half of the frame at its most uneven) and 1 (all the same)', () => {
    const sizes = fc.array(fc.double({ min: 0, max: 1e6, noNaN: true }), { minLength: 3, maxLength: 20 });
    fc.assert(
      fc.property(sizes, (values) => {
        const { value } = morphologicalPolycentricity.compute(vector.read(values));
        if (value !== null) expect(value >= 0 && value <= 1).toBe(true);
      }),
    );
    expect(morphologicalPolycentricity.compute(vector.read([3, 3, 3])).value).toBe(1);
    expect(morphologicalPolycentricity.compute(vector.read([0, 5, 0, 5])).value).toBe(0);
    expect(morphologicalPolycentricity.compute(vector.read([1, 2]))).toMatchObject({
      reason: 'too_few_units',
    });
  });
});

describe('functional polycentricity', () => {
  test('within: equal strengths and all links give 1', () => {
    const { value, details } = functionalPolycentricity.compute(agglomeration.read(cities));
    expect(value).toBe(1);
    expect(details).toMatchObject({ density: 1, strengths: [{ value: 4 }, { value: 4 }, { value: 4 }] });
  });

  test('outside: strengths 8, 4, 0 and three of six links', () => {
    const input = agglomeration.read(cities);
    const { value, details } = functionalPolycentricity.compute(input, { links: 'outside' });
    const evenness = 1 - Math.sqrt(32 / 3) / 4;
    expect(details!.withoutDensity).toBeCloseTo(evenness, 12);
    expect(value).toBeCloseTo(evenness / 2, 12);
    const binary = functionalPolycentricity.compute(input, { links: 'outside', binary: true });
    expect(binary.details!.strengths.map((row) => row.value)).toEqual([2, 1, 0]);
  });

  test('without links it is 0, not undefined', () => {
    const input = agglomeration.read({ ...cities, edges: [] });
    expect(functionalPolycentricity.compute(input).value).toBe(0);
    expect(functionalPolycentricity.compute(input, { links: 'outside' }).value).toBe(0);
  });

  test('fewer than three members have none, and an unknown member stops', () => {
    const two = agglomeration.read({ ...cities, members: ['a', 'b'] });
    expect(functionalPolycentricity.compute(two)).toMatchObject({ value: null, reason: 'too_few_units' });
    expect(() => agglomeration.read({ ...cities, members: ['a', 'zz'] })).toThrow(/member "zz"/);
  });
});

test('primacy: eleven cities', () => {
  const sizes = [100, 40, 30, 20, 10, 10, 10, 10, 10, 10, 10];
  const { value, details } = primacy.compute(vector.read(sizes));
  expect(value).toBe(2.5);
  expect(details).toMatchObject({ fourCity: 100 / 90, elevenCity: 200 / 160 });
});
