import fc from 'fast-check';
import { expect, test } from 'vitest';
import { diffusionExposure } from '../../../geodata/measures/centres/diffusion-exposure.ts';
import { distanceKm } from '../../../geodata/model/distance.ts';
import type { Position } from '../../../geodata/model/geometry.ts';

const degree = distanceKm([0, 0], [1, 0]);
const codesOf = (places: readonly unknown[]): string[] => places.map((_, place) => String(place));

test('comes from above, from the same tier and from near by, and falls to 1/e at the decay', () => {
  // On the equator, a degree apart: first tier, two of the second, and one without a tier.
  const points: Position[] = [
    [0, 0],
    [1, 0],
    [2, 0],
    [3, 0],
  ];
  const { value } = diffusionExposure.compute(
    { codes: codesOf(points), points, masses: [10, 4, 3, 2], tiers: [1, 2, 2, null] },
    { decayKm: degree, radiusKm: 1.5 * degree },
  );
  const after = (degrees: number): number => Math.exp(-degrees);
  const expected = [
    [0, 0, 0],
    [10 * after(1), 3 * after(1), 13 * after(1)],
    [10 * after(2), 4 * after(1), 4 * after(1)],
    // The last has one neighbour of a higher tier.
    [10 * after(3) + 4 * after(2) + 3 * after(1), 0, 3 * after(1)],
  ];
  expected.forEach(([hierarchical, sameTier, neighbourhood], place) => {
    expect(value![place]!.hierarchical).toBeCloseTo(hierarchical!, 9);
    expect(value![place]!.sameTier).toBeCloseTo(sameTier!, 9);
    expect(value![place]!.neighbourhood).toBeCloseTo(neighbourhood!, 9);
  });
});

test('falls as the power of distance where that is asked for', () => {
  const { value } = diffusionExposure.compute(
    {
      codes: ['a', 'b'],
      points: [
        [0, 0],
        [1, 0],
      ],
      masses: [10, 4],
      tiers: [1, 2],
    },
    { decay: 'power', exponent: 2 },
  );
  expect(value![1]!.hierarchical).toBeCloseTo(10 / degree ** 2, 12);
});

test('a place whose mass is not known gives nothing and gets no value', () => {
  const points: Position[] = codesOf([1, 2, 3]).map((place) => [Number(place), 0]);
  const result = diffusionExposure.compute({
    codes: ['a', 'b', 'c'],
    points,
    masses: [null, 1, 1],
    tiers: [1, 2, 2],
  });
  expect(result.missing).toEqual(['a']);
  expect(result.value!.map(({ code, hierarchical }) => [code, hierarchical])).toEqual([
    ['b', 0],
    ['c', 0],
  ]);
});

test('from near by is never more than from above and from the same tier together', () => {
  const place = fc.record({
    mass: fc.double({ min: 0, max: 100, noNaN: true }),
    tier: fc.option(fc.integer({ min: 1, max: 4 })),
    point: fc.tuple(
      fc.double({ min: 70, max: 130, noNaN: true }),
      fc.double({ min: 20, max: 50, noNaN: true }),
    ),
  });
  fc.assert(
    fc.property(fc.array(place, { minLength: 2, maxLength: 8 }), (places) => {
      const { value } = diffusionExposure.compute({
        codes: codesOf(places),
        points: places.map(({ point }) => point),
        masses: places.map(({ mass }) => mass),
        tiers: places.map(({ tier }) => tier),
      });
      for (const { hierarchical, sameTier, neighbourhood, value: share } of value!) {
        expect(neighbourhood).toBeLessThanOrEqual(hierarchical + sameTier + 1e-9);
        if (share !== null) expect(share).toBeLessThanOrEqual(1);
      }
    }),
  );
});
