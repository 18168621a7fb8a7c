import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { VectorTile } from '@mapbox/vector-tile';
import fc from 'fast-check';
import Pbf from 'pbf';
import { beforeAll, describe, expect, it } from 'vitest';
import { memorySource, openArchive, readTile } from '../../geodata/archive/index.ts';
import { extentInPlane, layerInPlane, planeFor } from '../../geodata/build/equal-area.ts';
import type { Catalog, RegionRegister } from '../../geodata/model/catalog.ts';
import { equalAreaSquare } from '../../geodata/model/equal-area-plane.ts';
import type { BoundingBox } from '../../geodata/model/geometry.ts';
import type { Layer } from '../../geodata/model/layer.ts';
import { chinaBundle } from '../support/china-bundle.ts';
import { layerOf, ringArea } from '../support/decode-archive.ts';

describe('the plane of an atlas', () => {
  const homes = fc
    .tuple(
      fc.double({ min: -170, max: 100, noNaN: true }),
      fc.double({ min: 2, max: 50, noNaN: true }),
      fc.double({ min: 1, max: 60, noNaN: true }),
      fc.double({ min: 1, max: 25, noNaN: true }),
    )
    .map(([west, south, width, height]): BoundingBox => [west, south, west + width, south + height]);

  it('has home within one tile, and about the scale of Web Mercator in its middle', () => {
    fc.assert(
      fc.property(homes, (home) => {
        const [west, south, east, north] = home;
        const plane = planeFor({}, home);
        const { toSquare } = equalAreaSquare(plane);
        const middle = (south + north) / 2;
        const [x, y] = toSquare([(west + east) / 2, middle]);
        const [nextX, nextY] = toSquare([(west + east) / 2, middle + 0.01]);
        const mercator = 0.01 / 360 / Math.cos((middle * Math.PI) / 180);
        expect(Math.hypot(nextX - x, nextY - y) / mercator).toBeGreaterThan(0.9);
        expect(Math.hypot(nextX - x, nextY - y) / mercator).toBeLessThan(1.12);
        const [left] = toSquare([west, south]);
        const [right] = toSquare([east, south]);
        const down = (north - south) * (mercator / 0.01);
        const tiles = 2 ** Math.floor(Math.log2(1 / (1.1 * Math.max(right - left, down))));
        expect(Math.floor(left * tiles)).toBe(Math.floor(right * tiles));
      }),
    );
  });

  it('has the parallels and the meridian that are asked for', () => {
    expect(planeFor({ parallels: [25, 47], meridian: 105 }, [73, 18, 135, 54])).toMatchObject({
      south: 25,
      north: 47,
      meridian: 105,
    });
  });
});

describe('a layer in the plane', () => {
  const home: BoundingBox = [80, 20, 130, 50];
  const plane = planeFor({ meridian: 105 }, home);
  const heads = (longitude: number): Layer =>
    layerOf('point', [{ type: 'Point', coordinates: [longitude, 40] }], {
      fields: { bearing: 'number' },
      features: [
        { id: 1, geometry: { type: 'Point', coordinates: [longitude, 40] }, properties: { bearing: 0 } },
      ],
    });
  const bearingAt = (longitude: number): unknown =>
    layerInPlane(heads(longitude), plane).features[0]!.properties['bearing'];

  it('turns bearings with the meridians: north is straight up on the central one, to the left in the east', () => {
    expect(bearingAt(105)).toBe(0);
    expect(bearingAt(125)).toBeGreaterThan(340);
    expect(bearingAt(125)).toBeLessThan(352);
    expect(bearingAt(85)).toBeGreaterThan(8);
  });

  it('has an extent only of what lies within the box', () => {
    const areas = layerOf('polygon', [
      {
        type: 'Polygon',
        coordinates: [
          [
            [100, 30],
            [110, 30],
            [110, 40],
            [0, 40],
            [100, 30],
          ],
        ],
      },
    ]);
    const { toSquare } = equalAreaSquare(plane);
    const { x, y, width, height } = extentInPlane([areas], plane, home);
    expect(x).toBeCloseTo(toSquare([100, 30])[0], 6);
    expect(x + width).toBeCloseTo(toSquare([110, 30])[0], 6);
    expect(y).toBeCloseTo(toSquare([110, 40])[1], 6);
    expect(y + height).toBeCloseTo(toSquare([100, 30])[1], 2);
  });
});

describe('the tiles of the embedded atlas', () => {
  let catalog: Catalog;
  let folder: string;

  beforeAll(async () => {
    ({ folder } = await chinaBundle());
    catalog = JSON.parse(readFileSync(join(folder, 'catalog.json'), 'utf8')) as Catalog;
  });

  it('draw every large province with its true area', async () => {
    const { archive: path, plane, layers } = catalog.equalArea!;
    const level = catalog.levels.find(({ parent }) => parent === null)!;
    const register = JSON.parse(readFileSync(join(folder, level.units), 'utf8')) as RegionRegister;
    expect(layers).toEqual(catalog.tilesets[0]!.layers);
    const archive = await openArchive(memorySource(readFileSync(join(folder, path))));
    // Home lies within one tile of zoom 2, with a margin that holds the rest.
    const tiles = await Promise.all(
      [0, 1, 2, 3].flatMap((x) =>
        [0, 1, 2, 3].map(async (y) => ({ x, y, bytes: await readTile(archive, 2, x, y) })),
      ),
    );
    const holder = tiles.filter(({ bytes }) => bytes !== null);
    expect(holder.length).toBeLessThanOrEqual(2);
    const stepKm = plane.sideKm / 4 / 4096;
    const drawn = new Map<number, number>();
    for (const { bytes } of holder) {
      const layer = new VectorTile(new Pbf(bytes!)).layers[level.layer];
      for (let index = 0; index < (layer?.length ?? 0); index++) {
        const feature = layer!.feature(index);
        const rings = feature.loadGeometry().map((ring) => ringArea(ring.map(({ x, y }) => [x, y])));
        const area = (Math.abs(rings.reduce((sum, ring) => sum + ring, 0)) / 2) * stepKm ** 2;
        drawn.set(feature.id!, Math.max(drawn.get(feature.id!) ?? 0, area));
      }
    }
    const large = register.id.filter((_, row) => register.areaKm2[row]! > 80_000);
    expect(large.length).toBeGreaterThan(20);
    for (const id of large) {
      const area = register.areaKm2[register.id.indexOf(id)]!;
      expect(drawn.get(id)! / area, String(id)).toBeGreaterThan(0.985);
      expect(drawn.get(id)! / area, String(id)).toBeLessThan(1.015);
    }
  });
});
