import fc from 'fast-check';
import { expect, test } from 'vitest';
import { distanceKm } from '../../geodata/networks/distance.ts';
import type { DiffusionPlace } from '../../geodata/networks/diffusion-exposure.ts';
import { diffusionExposure } from '../../geodata/networks/diffusion-exposure.ts';

const degree = distanceKm([0, 0], [1, 0]);

test('comes from above, from the same tier and from near by, and falls to 1/e at the decay', () => {
  // On the equator, a degree apart: first tier, two of the second, and one without a tier.
  const places: DiffusionPlace[] = [
    { mass: 10, tier: 1, point: [0, 0] },
    { mass: 4, tier: 2, point: [1, 0] },
    { mass: 3, tier: 2, point: [2, 0] },
    { mass: 2, tier: null, point: [3, 0] },
  ];
  const { hierarchical, sameTier, neighbourhood } = diffusionExposure(places, {
    decayKm: degree,
    radiusKm: 1.5 * degree,
  });
  const after = (degrees: number): number => Math.exp(-degrees);
  const expected = [0, 10 * after(1), 10 * after(2), 10 * after(3) + 4 * after(2) + 3 * after(1)];
  expected.forEach((value, place) => expect(hierarchical[place]).toBeCloseTo(value, 9));
  [0, 3 * after(1), 4 * after(1), 0].forEach((value, place) => expect(sameTier[place]).toBeCloseTo(value, 9));
  // The first tier does not look down; the last has one neighbour of a higher tier.
  [0, 13 * after(1), 4 * after(1), 3 * after(1)].forEach((value, place) =>
    expect(neighbourhood[place]).toBeCloseTo(value, 9),
  );
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
    fc.property(fc.array(place, { maxLength: 8 }), (places) => {
      const { hierarchical, sameTier, neighbourhood } = diffusionExposure(places);
      neighbourhood.forEach((value, index) =>
        expect(value).toBeLessThanOrEqual(hierarchical[index]! + sameTier[index]! + 1e-9),
      );
    }),
  );
});
