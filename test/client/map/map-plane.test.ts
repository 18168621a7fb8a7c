import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lookAt } from '../../../client/map/camera.ts';
import { planeOf, type MapPlane } from '../../../client/map/map-plane.ts';
import { planarProjection } from '../../../client/map/planar-projection.ts';
import { projections } from '../../../client/state/view-state.ts';
import type { BoundingBox, Position } from '../../../geodata/model/geometry.ts';
import { smallCatalog } from '../small-atlas.ts';

const planes = projections.map((projection) => [projection, planeOf(smallCatalog, projection)] as const);
const places = fc.tuple(
  fc.double({ min: 80, max: 140, noNaN: true }),
  fc.double({ min: 5, max: 55, noNaN: true }),
);

describe.each(planes)('the plane of %s', (_, plane: MapPlane) => {
  it('leads back to where a place is', () => {
    fc.assert(
      fc.property(places, (place) => {
        const back = plane.fromSquare(plane.toSquare(place));
        expect(back[0]).toBeCloseTo(place[0], 9);
        expect(back[1]).toBeCloseTo(place[1], 9);
      }),
    );
  });

  it('has in the box of some degrees whatever lies in them', () => {
    fc.assert(
      fc.property(places, places, fc.double({ min: 0, max: 1, noNaN: true }), (one, other, share) => {
        const bounds: BoundingBox = [
          Math.min(one[0], other[0]),
          Math.min(one[1], other[1]),
          Math.max(one[0], other[0]) + 0.1,
          Math.max(one[1], other[1]) + 0.1,
        ];
        const [west, south, east, north] = bounds;
        const inside: Position = [west + share * (east - west), south + (1 - share) * (north - south)];
        const { x, y, width, height } = plane.boxInSquare(bounds);
        const [column, row] = plane.toSquare(inside);
        // Parallels bend between the places along an edge that are looked at.
        const hair = 0.002 * Math.max(width, height);
        expect(column).toBeGreaterThan(x - hair);
        expect(column).toBeLessThan(x + width + hair);
        expect(row).toBeGreaterThan(y - hair);
        expect(row).toBeLessThan(y + height + hair);
      }),
    );
  });

  it('is looked at so that a box fills the map but for the padding', () => {
    const box = plane.boxInSquare([105, 25, 115, 35]);
    const padding = { top: 50, right: 10, bottom: 150, left: 30 };
    const size = { width: 800, height: 600 };
    const { center, zoom } = lookAt(box, padding, size, plane);
    const scale = 512 * 2 ** zoom;
    const [x, y] = plane.toSquare(center);
    const onScreen = (column: number, row: number) => [
      size.width / 2 + (column - x) * scale,
      size.height / 2 + (row - y) * scale,
    ];
    const [left, top] = onScreen(box.x, box.y) as [number, number];
    const [right, bottom] = onScreen(box.x + box.width, box.y + box.height) as [number, number];
    expect(bottom - top).toBeCloseTo(400, 3);
    expect(top).toBeCloseTo(50, 3);
    expect(left).toBeGreaterThanOrEqual(30);
    expect(left - 30).toBeCloseTo(790 - right, 3);
  });
});

it('is told to MapLibre in metres from the corner of the tiles, northwards', () => {
  const { plane } = smallCatalog.equalArea!;
  const { forward, inverse } = planarProjection(plane);
  const [x, y] = planeOf(smallCatalog, 'equal-area').toSquare([112, 31]);
  const [east, north] = forward([112, 31]) as [number, number];
  expect(east / (plane.sideKm * 1000)).toBeCloseTo(x, 12);
  expect(-north / (plane.sideKm * 1000)).toBeCloseTo(y, 12);
  const back = inverse([east, north]) as [number, number];
  expect(back[0]).toBeCloseTo(112, 9);
  expect(back[1]).toBeCloseTo(31, 9);
});

it('is that of Web Mercator where the atlas has no other', () => {
  const { equalArea, ...rest } = smallCatalog;
  expect(equalArea).toBeDefined();
  expect(planeOf(rest, 'equal-area').projection).toBe('mercator');
});
