import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Position } from '../../geodata/model/geometry.ts';
import { distanceToChainKm } from '../../geodata/networks/chain-distance.ts';
import { corridorLength, corridorLinks } from '../../geodata/networks/corridor.ts';
import { distanceKm } from '../../geodata/networks/distance.ts';
import { pointAlong } from '../../geodata/networks/point-along.ts';
import { shortestChain } from '../../geodata/networks/shortest-chain.ts';

const place = fc.tuple(
  fc.double({ min: -179, max: 179, noNaN: true }),
  fc.double({ min: -80, max: 80, noNaN: true }),
) as fc.Arbitrary<Position>;

function* permutations(items: readonly number[]): Generator<number[]> {
  if (items.length === 0) yield [];
  for (const [index, first] of items.entries())
    for (const rest of permutations(items.toSpliced(index, 1))) yield [first, ...rest];
}

test('the shortest chain is as short as the best of all orders', () => {
  fc.assert(
    fc.property(fc.array(place, { maxLength: 6 }), (points) => {
      const lengthOf = (order: number[]): number =>
        corridorLength(order.map((index) => points[index]!)).lengthKm;
      const order = shortestChain(points);
      expect(order.toSorted((a, b) => a - b)).toEqual([...points.keys()]);
      const best = Math.min(...[...permutations([...points.keys()])].map(lengthOf));
      expect(lengthOf(order)).toBeCloseTo(best, 6);
    }),
    { numRuns: 60 },
  );
});

describe('corridors', () => {
  const network = {
    nodes: ['a', 'b', 'c', 'd'],
    a: Uint32Array.of(0, 1, 2),
    b: Uint32Array.of(1, 2, 3),
    weight: Float64Array.of(5, 3, 2),
    directed: false,
  };

  test('weigh links inside against those that lead out', () => {
    expect(corridorLinks(['a', 'b'], network)).toEqual({
      internalWeight: 5,
      share: 0.5,
      internalShare: 5 / 8,
    });
    expect(corridorLinks(['nowhere'], network)).toEqual({ internalWeight: 0, share: 0, internalShare: null });
  });

  test('have no share of a network without links, and no detour from a place to itself', () => {
    const none = { ...network, a: new Uint32Array(), b: new Uint32Array(), weight: new Float64Array() };
    expect(corridorLinks(['a', 'b'], none)).toMatchObject({ share: null, internalShare: null });
    const there: Position = [110, 30];
    expect(corridorLength([there, [111, 30], there]).detour).toBeNull();
    expect(corridorLength([]).lengthKm).toBe(0);
  });
});

describe('the distance to a chain', () => {
  test('is that of its nearest point, found by walking along it', () => {
    fc.assert(
      fc.property(place, fc.array(place, { minLength: 1, maxLength: 3 }), (point, chain) => {
        const ways = chain.slice(1).map((to, index) => [chain[index]!, to] as const);
        fc.pre(ways.every(([from, to]) => distanceKm(from, to) < 19_900));
        const steps = ways.flatMap(([from, to]) =>
          Array.from({ length: 400 }, (_, step) => pointAlong(from, to, step / 400)?.point ?? from),
        );
        const walked = Math.min(...[...chain, ...steps].map((step) => distanceKm(point, step)));
        const distance = distanceToChainKm(point, chain);
        expect(distance).toBeLessThanOrEqual(walked + 1e-6);
        expect(distance).toBeGreaterThan(walked - 50);
      }),
      { numRuns: 200 },
    );
  });

  test('is measured across to its middle, and to the nearer end beyond its ends', () => {
    const equator: Position[] = [
      [100, 0],
      [110, 0],
    ];
    expect(distanceToChainKm([105, 1], equator)).toBeCloseTo(distanceKm([105, 0], [105, 1]), 9);
    expect(distanceToChainKm([111, 1], equator)).toBe(distanceKm([110, 0], [111, 1]));
    expect(distanceToChainKm([105, 1], [])).toBe(Infinity);
  });
});

describe('a point along a link', () => {
  test('divides the great circle as asked, and its bearing leads on to the target', () => {
    fc.assert(
      fc.property(place, place, fc.double({ min: 0.05, max: 0.95, noNaN: true }), (from, to, fraction) => {
        const whole = distanceKm(from, to);
        fc.pre(whole > 1 && whole < 19_900);
        const { point, bearing } = pointAlong(from, to, fraction)!;
        expect(distanceKm(from, point)).toBeCloseTo(fraction * whole, 3);
        expect(distanceKm(from, point) + distanceKm(point, to)).toBeCloseTo(whole, 3);
        expect(bearing).toBeGreaterThanOrEqual(0);
        expect(bearing).toBeLessThan(360);
      }),
    );
  });

  test('points the other way on the way back', () => {
    const [a, b]: [Position, Position] = [
      [116.4, 39.9],
      [121.5, 31.2],
    ];
    const there = pointAlong(a, b, 0.5)!;
    const back = pointAlong(b, a, 0.5)!;
    expect(Math.abs(there.bearing - back.bearing)).toBeCloseTo(180, 9);
    expect(there.point[0]).toBeCloseTo(back.point[0], 12);
  });

  test('is nowhere between places at one point', () => {
    expect(pointAlong([110, 30], [110, 30], 0.5)).toBeNull();
    expect(pointAlong([0, 0], [180, 0], 0.5)).toBeNull();
  });
});
