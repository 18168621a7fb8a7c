import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { BoundaryFeature, Position, Ring } from '../../geodata/model/geometry.ts';
import { findCrossings } from '../../geodata/sources/crossings.ts';
import { findNeighbours } from '../../geodata/sources/neighbours.ts';
import { ringsOf } from '../support/areas.ts';
import { square, squareRing } from '../support/boundary-files.ts';

const feature = (...rings: Ring[]): BoundaryFeature => ({
  geometry: { type: 'Polygon', coordinates: rings },
  properties: {},
});
const squares = (...corners: Position[]): BoundaryFeature[] =>
  corners.map(([west, south]) => ({ geometry: square(west, south), properties: {} }));

const side = ([ax, ay]: Position, [bx, by]: Position, [cx, cy]: Position) =>
  Math.sign((bx - ax) * (cy - ay) - (by - ay) * (cx - ax));

/** The definition, over all pairs: each segment has its ends strictly on both sides of the other. */
const countCrossings = (features: BoundaryFeature[]): number => {
  const segments = features
    .flatMap(ringsOf)
    .flat()
    .flatMap((ring) => ring.slice(1).map((to, i) => [ring[i]!, to] as const));
  let count = 0;
  segments.forEach(([a, b], i) => {
    for (const [c, d] of segments.slice(i + 1)) {
      if (side(a, b, c) * side(a, b, d) < 0 && side(c, d, a) * side(c, d, b) < 0) count++;
    }
  });
  return count;
};

test('finds as many crossings as there are, for any tangle', () => {
  // Whole numbers give many shared ends, overlaps and touches, which are no crossings.
  const point = fc.tuple(fc.integer({ min: -6, max: 6 }), fc.integer({ min: -6, max: 6 }));
  const ring = fc
    .array(point, { minLength: 3, maxLength: 12 })
    .map((points): Ring => [...points, points[0]!]);
  fc.assert(
    fc.property(fc.array(ring, { minLength: 1, maxLength: 4 }), (rings) => {
      const features = rings.map((each) => ({
        geometry: { type: 'MultiPolygon' as const, coordinates: [[each]] },
        properties: {},
      }));
      expect(findCrossings(features).length).toBe(countCrossings(rings.map((each) => feature(each))));
    }),
    { numRuns: 500 },
  );
});

test('says where and between which', () => {
  const [crossing, ...others] = findCrossings([
    feature([
      [0, 0],
      [4, 4],
      [0, 0],
    ]),
    feature([
      [0, 2],
      [4, 0],
      [4, 1],
      [0, 2],
    ]),
  ]);
  expect(crossing!.at[0]).toBeCloseTo(4 / 3, 12);
  expect(crossing!.at[1]).toBeCloseTo(4 / 3, 12);
  expect(new Set(crossing!.features)).toEqual(new Set([0, 1]));
  // The ring of feature 0 runs there and back, and its other side crosses both legs of feature 1.
  expect(others).toHaveLength(3);
});

test('shared borders and touching corners do not cross', () => {
  expect(findCrossings(squares([0, 0], [1, 0], [1, 1], [0.5, 1]))).toEqual([]);
  expect(findCrossings([])).toEqual([]);
});

test('neighbours share a side, not a corner, and not a side drawn with other vertices', () => {
  expect(findNeighbours(squares([0, 0], [1, 0], [1, 1], [2, 2]))).toEqual([
    [0, 1],
    [1, 2],
  ]);
  const withVertexBetween = feature([
    [1, 0],
    [2, 0],
    [2, 1],
    [1, 1],
    [1, 0.5],
    [1, 0],
  ]);
  expect(findNeighbours([...squares([0, 0]), withVertexBetween])).toEqual([]);
});

test('an enclave is a neighbour of what surrounds it', () => {
  const ring = squareRing(1, 1);
  const around = feature(squareRing(0, 0, 3), ring.toReversed());
  expect(findNeighbours([around, feature(ring)])).toEqual([[0, 1]]);
});
