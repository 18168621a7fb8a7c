import fc from 'fast-check';
import geojsonvt from 'geojson-vt';
import { describe, expect, it } from 'vitest';
import vtpbf from 'vt-pbf';
import { boxInSquare, tilesCovering, toSquare } from '../../../client/map/mercator.ts';
import { homePadding } from '../../../client/map/home-padding.ts';
import { hatchImage, markImage, patternNamed } from '../../../client/map/patterns.ts';
import { isSamePlane, planeOfState } from '../../../client/map/map-plane.ts';
import type { BoundingBox } from '../../../geodata/model/geometry.ts';
import { smallCatalog } from '../small-atlas.ts';
import { areasOf } from '../../../client/map/tile-areas.ts';

describe('the Mercator square', () => {
  it('has the equator in the middle and 85.0511° at its edge', () => {
    expect(toSquare([0, 0])).toEqual([0.5, 0.5]);
    expect(toSquare([-180, 85.051_128_78])[1]).toBeCloseTo(0, 8);
    expect(toSquare([180, -85.051_128_78])[1]).toBeCloseTo(1, 8);
  });

  it('is covered by few tiles wherever the box is', () => {
    const sides = fc.tuple(
      fc.double({ min: -170, max: 160, noNaN: true }),
      fc.double({ min: -80, max: 70, noNaN: true }),
    );
    fc.assert(
      fc.property(sides, fc.double({ min: 0.1, max: 10, noNaN: true }), ([west, south], size) => {
        const box = boxInSquare([west, south, west + size, south + size]);
        const tiles = tilesCovering(box, 6, 8);
        expect(tiles.length).toBeGreaterThan(0);
        expect(tiles.length).toBeLessThanOrEqual(6);
        const side = 2 ** -tiles[0]!.z;
        const left = Math.min(...tiles.map(({ x }) => x)) * side;
        const right = (Math.max(...tiles.map(({ x }) => x)) + 1) * side;
        expect(left).toBeLessThanOrEqual(box.x);
        expect(right).toBeGreaterThanOrEqual(box.x + box.width);
      }),
    );
  });
});

describe('the padding around the first view', () => {
  const china = boxInSquare([73.4, 17.9, 135.2, 53.7]);

  it('leaves the box as large as the map allows', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 60, max: 3000 }),
        fc.integer({ min: 60, max: 3000 }),
        fc.boolean(),
        (width, height, hasInset) => {
          const padding = homePadding(china, hasInset, { width, height });
          const across = width - padding.left - padding.right;
          const down = height - padding.top - padding.bottom;
          expect(across / down).toBeCloseTo(china.width / china.height, 3);
          expect(Math.min(...Object.values(padding))).toBeGreaterThanOrEqual(0);
          const tight = [padding.left + padding.right, padding.top + padding.bottom];
          expect(Math.min(...tight)).toBeLessThanOrEqual(48.001);
        },
      ),
    );
  });

  it('leaves what is free below, and beside an inset', () => {
    const { top, bottom, left, right } = homePadding(china, true, { width: 700, height: 700 });
    expect(bottom).toBeGreaterThan(top);
    expect(left).toBeCloseTo(right, 6);
    const flat = homePadding(china, true, { width: 700, height: 300 });
    expect(flat.right).toBeGreaterThan(flat.left + 100);
  });
});

describe('areas of a tile', () => {
  const square = {
    type: 'Feature' as const,
    id: 420000,
    properties: {},
    geometry: {
      type: 'Polygon' as const,
      coordinates: [
        [
          [0, 0],
          [90, 0],
          [90, 60],
          [0, 60],
          [0, 0],
        ],
      ],
    },
  };

  it('are paths in the grid of the tile, by feature id', () => {
    const tile = new geojsonvt(square, { maxZoom: 0, extent: 4096, buffer: 0 }).getTile(0, 0, 0);
    const bytes = vtpbf.fromGeojsonVt({ provinces: tile! }, { version: 2 });
    const { areas, extent } = areasOf({ z: 0, x: 0, y: 0 }, 'provinces', bytes);
    expect(extent).toBe(4096);
    expect(areas.map(({ id }) => id)).toEqual([420000]);
    expect(areas[0]!.path).toMatch(/^M2048 \d+L.*Z$/);
  });

  it('are none in an empty tile and in one without the layer', () => {
    expect(areasOf({ z: 0, x: 0, y: 0 }, 'provinces', new Uint8Array()).areas).toEqual([]);
  });
});

describe('patterns', () => {
  it('are drawn in the colours of their theme', () => {
    for (const theme of ['light', 'dark'] as const) {
      for (const name of [hatchImage(theme), markImage(theme)]) {
        const { width, height, data } = patternNamed(name)!;
        expect(data).toHaveLength(width * height * 4);
        const alphas = data.filter((_, index) => index % 4 === 3);
        expect(Math.max(...alphas)).toBe(255);
        expect(Math.min(...alphas)).toBe(0);
      }
    }
    expect(patternNamed('somebody-elses')).toBeNull();
  });
});

describe('a view', () => {
  const catalog = {
    ...smallCatalog,
    views: smallCatalog.views.map((view, place) => ({
      ...view,
      bounds: place === 0 ? ([105, 25, 110, 30] as BoundingBox) : null,
    })),
  };

  it('is looked at within its bounds first, where it has some', () => {
    const [bounded, whole] = ['patents', 'links'].map((view) =>
      planeOfState(catalog, { view, projection: 'mercator' }),
    );
    expect(bounded!.home).toEqual(boxInSquare([105, 25, 110, 30]));
    expect(whole!.home).toEqual(boxInSquare(catalog.home));
    expect(isSamePlane(bounded!, whole!)).toBe(false);
  });
});
