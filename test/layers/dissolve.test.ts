import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dissolve } from '../../geodata/layers/dissolve.ts';
import type { AreaGeometry, Ring } from '../../geodata/model/geometry.ts';

const square = (x: number, y: number, size = 1): AreaGeometry => ({
  type: 'Polygon',
  coordinates: [
    [
      [x, y],
      [x + size, y],
      [x + size, y + size],
      [x, y + size],
      [x, y],
    ],
  ],
});
const ringsOf = (area: AreaGeometry): Ring[] =>
  area.type === 'Polygon' ? area.coordinates : area.coordinates.flat();
const signedArea = (ring: Ring): number =>
  ring.slice(1).reduce((sum, [x, y], index) => sum + (ring[index]![0] * y - x * ring[index]![1]) / 2, 0);
const areaOf = (area: AreaGeometry): number => ringsOf(area).reduce((sum, ring) => sum + signedArea(ring), 0);

describe('dissolve', () => {
  test('takes out the border between neighbours', () => {
    const both = dissolve([square(0, 0), square(1, 0)]);
    expect(both.type).toBe('Polygon');
    expect(ringsOf(both)).toHaveLength(1);
    expect(ringsOf(both)[0]).toHaveLength(7);
  });

  test('keeps areas apart that only touch at a corner', () => {
    const both = dissolve([square(0, 0), square(1, 1)]);
    expect(both).toMatchObject({ type: 'MultiPolygon', coordinates: { length: 2 } });
  });

  test('leaves a hole where a region in the middle is missing, inside the area around it', () => {
    const around = [0, 1, 2].flatMap((x) => [0, 1, 2].map((y) => [x, y] as const));
    const ring = dissolve(around.filter(([x, y]) => x !== 1 || y !== 1).map(([x, y]) => square(x, y)));
    expect(ring.type).toBe('Polygon');
    expect(ringsOf(ring).map(signedArea)).toEqual([9, -1]);
  });

  test('keeps a hole apart from the area that it touches at a corner', () => {
    const cells = [
      [2, 2],
      [1, 2],
      [1, 0],
      [3, 0],
      [1, 1],
      [3, 1],
      [2, 0],
    ] as const;
    expect(ringsOf(dissolve(cells.map(([x, y]) => square(x, y)))).map(signedArea)).toEqual([8, -1]);
  });

  test('keeps the area of any set of cells, in closed rings with holes the other way round', () => {
    const cells = fc.uniqueArray(fc.tuple(fc.nat(5), fc.nat(5)), {
      minLength: 1,
      maxLength: 36,
      selector: ([x, y]) => `${x} ${y}`,
    });
    fc.assert(
      fc.property(cells, (chosen) => {
        const whole = dissolve(chosen.map(([x, y]) => square(x, y)));
        expect(areaOf(whole)).toBe(chosen.length);
        for (const ring of ringsOf(whole)) {
          expect(ring[0]).toEqual(ring.at(-1));
          // No ring visits a vertex twice.
          expect(new Set(ring.map(String)).size).toBe(ring.length - 1);
        }
        const polygons = whole.type === 'Polygon' ? [whole.coordinates] : whole.coordinates;
        for (const [shell, ...holes] of polygons) {
          expect(signedArea(shell!)).toBeGreaterThan(0);
          for (const hole of holes) expect(signedArea(hole)).toBeLessThan(0);
        }
      }),
      { numRuns: 500 },
    );
  });
});
