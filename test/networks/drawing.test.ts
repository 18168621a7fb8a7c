import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { distanceKm } from '../../geodata/networks/distance.ts';
import { gravityNetwork } from '../../geodata/networks/gravity.ts';
import { greatCircle } from '../../geodata/networks/great-circle.ts';
import { nodeStrength } from '../../geodata/networks/strength.ts';
import { strongestEdges } from '../../geodata/networks/strongest-edges.ts';
import type { Position } from '../../geodata/model/geometry.ts';

const beijing: Position = [116.4074, 39.9042];
const shanghai: Position = [121.4737, 31.2304];
const sanFrancisco: Position = [-122.4194, 37.7749];
const square = [
  { code: 'b', mass: 2, point: [0, 1] as Position },
  { code: 'a', mass: 3, point: [0, 0] as Position },
  { code: 'c', mass: 5, point: [1, 0] as Position },
  { code: 'none', mass: 0, point: [3, 3] as Position },
];
const exponents = { massExponent: 1, distanceExponent: -2 };

describe('great-circle distance', () => {
  test('equals turf.distance 7.4.0 (haversine on the same sphere)', () => {
    expect(distanceKm(beijing, shanghai)).toBeCloseTo(1067.3116451587264, 9);
    expect(distanceKm([0, 0], [180, 0])).toBeCloseTo(Math.PI * 6371.0088, 6);
    expect(distanceKm(beijing, beijing)).toBe(0);
  });
});

describe('gravity network', () => {
  test('joins every pair that has mass, by code, with F = (M M)^a d^b', () => {
    const network = gravityNetwork(square, exponents);
    expect(network.nodes).toEqual(['a', 'b', 'c', 'none']);
    expect([...network.a]).toEqual([0, 0, 1]);
    expect([...network.b]).toEqual([1, 2, 2]);
    const degree = distanceKm([0, 0], [0, 1]);
    expect(network.weight[0]).toBeCloseTo(6 / degree ** 2, 12);
    expect(network.distanceKm[0]).toBe(degree);
    expect([...nodeStrength(network)].map((each) => each > 0)).toEqual([true, true, true, false]);
  });

  test('does not depend on the order of the places', () => {
    expect(gravityNetwork([...square].reverse(), exponents)).toEqual(gravityNetwork(square, exponents));
  });

  test('leaves out pairs at one point and names them', () => {
    const twice = [square[0]!, { ...square[0]!, code: 'twin' }];
    expect(gravityNetwork(twice, exponents)).toMatchObject({ coincident: [['b', 'twin']] });
  });
});

describe('drawing rule', () => {
  const list = {
    nodes: ['a', 'b', 'c', 'd', 'e'],
    a: Uint32Array.of(0, 0, 1, 0, 3),
    b: Uint32Array.of(1, 2, 2, 3, 4),
    weight: Float64Array.of(9, 5, 5, 2, 1),
    directed: false,
  };

  test('keeps the strongest of all and the strongest of every node, strongest first, ties by code', () => {
    expect([...strongestEdges(list, { strongest: 2, perNode: 0 }).edges]).toEqual([0, 1]);
    const drawn = strongestEdges(list, { strongest: 1, perNode: 1 });
    expect(drawn).toMatchObject({ total: 5, addedForNodes: 3 });
    expect([...drawn.edges]).toEqual([0, 1, 3, 4]);
    expect([...strongestEdges(list, { strongest: 99, perNode: 1 }).edges]).toEqual([0, 1, 2, 3, 4]);
  });
});

describe('great-circle line', () => {
  const positions = fc.tuple(
    fc.double({ min: -180, max: 180, noNaN: true }),
    fc.double({ min: -89, max: 89, noNaN: true }),
  ) as fc.Arbitrary<Position>;

  test('ends at the given points, keeps the segment length and never jumps across the map', () => {
    fc.assert(
      fc.property(positions, positions, (from, to) => {
        const line = greatCircle(from, to, 200);
        const parts = line.type === 'LineString' ? [line.coordinates] : line.coordinates;
        // A start on the antimeridian may be written as on its other side.
        expect(distanceKm(parts[0]![0]!, from)).toBeLessThan(1e-6);
        let length = 0;
        for (const part of parts)
          for (let i = 1; i < part.length; i++) {
            const step = distanceKm(part[i - 1]!, part[i]!);
            expect(step).toBeLessThan(200 + 1e-6);
            expect(Math.abs(part[i]![0] - part[i - 1]![0])).toBeLessThanOrEqual(180);
            length += step;
          }
        expect(length).toBeCloseTo(distanceKm(from, to), 3);
      }),
    );
  });

  test('is cut in two between Beijing and San Francisco, at the latitude where it crosses', () => {
    const line = greatCircle(beijing, sanFrancisco, 100);
    expect(line.type).toBe('MultiLineString');
    const [west, east] = line.coordinates as Position[][];
    expect(west!.at(-1)![0]).toBe(180);
    expect(east![0]![0]).toBe(-180);
    expect(west!.at(-1)![1]).toBe(east![0]![1]);
    const onWay = distanceKm(beijing, west!.at(-1)!) + distanceKm(east![0]!, sanFrancisco);
    expect(onWay).toBeCloseTo(distanceKm(beijing, sanFrancisco), 6);
  });
});
