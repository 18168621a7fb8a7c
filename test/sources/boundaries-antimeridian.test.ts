import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Position, Ring } from '../../geodata/model/geometry.ts';
import { cutAtAntimeridian } from '../../geodata/sources/antimeridian.ts';
import { ringContains } from '../../geodata/model/ring-contains.ts';
import { rewindPolygon, signedDoubleArea } from '../../geodata/sources/ring.ts';
import { squareRing } from '../support/boundary-files.ts';

const wrap = (ring: Ring): Ring => ring.map(([x, y]): Position => [x - 360 * Math.floor((x + 180) / 360), y]);
const areaOf = (polygon: Ring[]) =>
  rewindPolygon(polygon).reduce((sum, ring) => sum + signedDoubleArea(ring) / 2, 0);
const insideAny = (polygons: Ring[][], point: Position) =>
  polygons.some((polygon) => polygon.filter((ring) => ringContains(ring, point)).length % 2 === 1);

const expectOnMap = (polygons: Ring[][]) => {
  for (const ring of polygons.flat()) {
    expect(ring[0]).toEqual(ring.at(-1));
    ring.forEach(([x, y], i) => {
      expect(Math.abs(x)).toBeLessThanOrEqual(180);
      // Only along a pole may an edge be longer than half the globe.
      if (i > 0 && Math.abs(y) < 90) expect(Math.abs(x - ring[i - 1]![0])).toBeLessThanOrEqual(180);
    });
  }
};

/** A star around a centre: any radii give a simple ring, and many cross a meridian several times. */
const star = fc
  .record({
    x: fc.double({ min: 160, max: 200, noNaN: true }),
    y: fc.double({ min: -40, max: 40, noNaN: true }),
    radii: fc.array(fc.double({ min: 2, max: 40, noNaN: true }), { minLength: 5, maxLength: 40 }),
  })
  .map(({ x, y, radii }): { centre: Position; ring: Ring } => {
    const points = radii.map((radius, i): Position => {
      const angle = (2 * Math.PI * i) / radii.length;
      return [x + radius * Math.cos(angle), y + radius * Math.sin(angle)];
    });
    return { centre: [x, y], ring: [...points, points[0]!] };
  });

test('pieces have the area and the inside of the whole, with a hole', () => {
  const probe = fc.tuple(
    fc.double({ min: 120, max: 240, noNaN: true }),
    fc.double({ min: -80, max: 80, noNaN: true }),
  );
  fc.assert(
    fc.property(star, fc.array(probe, { maxLength: 20 }), ({ centre, ring }, probes) => {
      const hole = squareRing(centre[0] - 0.5, centre[1] - 0.5);
      const pieces = cutAtAntimeridian([wrap(ring), wrap(hole)]);
      expectOnMap(pieces);
      expect(pieces.reduce((sum, piece) => sum + areaOf(piece), 0)).toBeCloseTo(areaOf([ring, hole]), 6);
      for (const point of probes) {
        const inside = ringContains(ring, point) && !ringContains(hole, point);
        expect(insideAny(pieces, wrap([point])[0]!)).toBe(inside);
      }
    }),
    { numRuns: 500 },
  );
});

test('what does not reach the antimeridian comes back as it is', () => {
  const polygon = [squareRing(170, 0, 10), squareRing(172, 2, 5)];
  expect(cutAtAntimeridian(polygon)[0]).toBe(polygon);
});

test('a shape that touches the antimeridian from one side stays whole', () => {
  const ring: Ring = [
    [179, 0],
    [-180, 0],
    [180, 1],
    [179, 1],
    [179, 0],
  ];
  expect(cutAtAntimeridian([ring])).toEqual([
    [
      [
        [179, 0],
        [180, 0],
        [180, 1],
        [179, 1],
        [179, 0],
      ],
    ],
  ]);
});

const parallel = (latitude: number, ...longitudes: number[]): Ring =>
  longitudes.map((x): Position => [x, latitude]);

describe('around a pole', () => {
  const eastward = [-170, -90, 0, 90, 170, -170];

  test.each([
    [-70, -90],
    [70, 90],
  ])('a ring at %d° ends at %d°', (latitude, pole) => {
    for (const longitudes of [eastward, eastward.toReversed()]) {
      const [[ring]] = cutAtAntimeridian([parallel(latitude, ...longitudes)]) as [[Ring]];
      expectOnMap([[ring]]);
      expect(Math.abs(signedDoubleArea(ring)) / 2).toBeCloseTo(360 * Math.abs(pole - latitude), 9);
      expect(ringContains(ring, [179.5, (latitude + pole) / 2])).toBe(true);
    }
  });

  test('two rings bound a belt', () => {
    const belt = cutAtAntimeridian([parallel(-70, ...eastward), parallel(-89, ...eastward.toReversed())]);
    expectOnMap(belt);
    expect(belt).toHaveLength(1);
    expect(Math.abs(areaOf(belt[0]!))).toBeCloseTo(360 * 19, 9);
  });
});
