import { describe, expect, it } from 'vitest';
import type { Position } from '../../geodata/model/geometry.ts';
import { bakeAndDecode, layerOf, ringArea } from '../support/decode-archive.ts';
import { polygon, square } from '../support/flat-layers.ts';

describe('polygons', () => {
  it('are wound right whichever way the source winds them', async () => {
    const outer = square(-20, -20, 20, 20);
    const hole = square(-5, -5, 5, 5);
    const { features } = await bakeAndDecode(
      [layerOf('polygon', [polygon(outer, hole), polygon(outer.toReversed(), hole.toReversed())])],
      { maxzoom: 2 },
    );
    for (const { geometry } of features) {
      expect(ringArea(geometry[0]!)).toBeGreaterThan(0);
      expect(geometry[1] === undefined || ringArea(geometry[1]) < 0).toBe(true);
    }
    expect(features.filter(({ z }) => z === 0).every(({ geometry }) => geometry.length === 2)).toBe(true);
  });

  it('are absent from tiles that lie in their holes, and fill tiles inside them', async () => {
    const layer = layerOf('polygon', [
      { type: 'Polygon', coordinates: [square(-89, -80, 89, 80), square(-50, -70, 50, 70)] },
    ]);
    const { features } = await bakeAndDecode([layer], { minzoom: 5, maxzoom: 5 });
    expect(features.some(({ x, y }) => x === 16 && y === 16)).toBe(false);
    const full = features.filter(({ geometry }) => Math.abs(ringArea(geometry[0]!)) === 2 * 4224 ** 2);
    expect(full.length).toBeGreaterThan(0);
    expect(full.some(({ geometry }) => geometry.length === 1)).toBe(true);
  });

  it('that are smaller than a step are dots, so that nothing vanishes', async () => {
    const layer = layerOf('polygon', [
      { type: 'Polygon', coordinates: [square(10, 10, 10.00001, 10.00001)] },
      { type: 'Polygon', coordinates: [square(20, 20, 20, 20)] },
    ]);
    const { features, baked } = await bakeAndDecode([layer], { maxzoom: 4 });
    for (const id of [0, 1]) {
      const zooms = features.filter((feature) => feature.id === id).map(({ z }) => z);
      expect(zooms).toEqual([0, 1, 2, 3, 4]);
    }
    expect(features.every(({ geometry }) => ringArea(geometry[0]!) === 2)).toBe(true);
    expect(baked.diagnostics.map(({ code, message }) => [code, message])).toContainEqual([
      'boundary/repaired',
      'Layer test: polygons without area are drawn as dots: feature 1.',
    ]);
  });

  it('that cross the antimeridian are drawn on both sides, whether cut or not', async () => {
    const uncut: Position[] = [
      [170, -10],
      [-170, -10],
      [-170, 10],
      [170, 10],
      [170, -10],
    ];
    const { features, baked } = await bakeAndDecode(
      [layerOf('polygon', [{ type: 'Polygon', coordinates: [uncut] }])],
      {
        minzoom: 3,
        maxzoom: 3,
      },
    );
    // 10° are 1,024 × 10 / 11.25 = 910 steps of a tile of 45°.
    expect(new Set(features.map(({ x }) => x))).toEqual(new Set([0, 7]));
    const east = features
      .filter(({ x }) => x === 7)
      .flatMap(({ geometry }) => geometry[0]!.map(([px]) => px));
    expect([Math.min(...east), Math.max(...east)]).toEqual([Math.round(4096 * (1 - 10 / 45)), 4160]);
    const west = features
      .filter(({ x }) => x === 0)
      .flatMap(({ geometry }) => geometry[0]!.map(([px]) => px));
    expect([Math.min(...west), Math.max(...west)]).toEqual([-64, Math.round((4096 * 10) / 45)]);
    expect(baked.bounds[0]).toBe(-180);
    expect(baked.bounds[2]).toBe(180);
    expect(baked.diagnostics.map(({ code }) => code)).toEqual(['boundary/repaired']);
  });

  it.each<[string, Position[]]>([
    [
      'go over and back by whole turns',
      [
        [-180, 1],
        [180, 1],
        [179, 2],
        [180, 3],
        [-180, 1],
      ],
    ],
    [
      'go over by a long step and back by a whole turn',
      [
        [-180, 1],
        [179, 2],
        [180, 3],
        [-180, 1],
      ],
    ],
  ])('on the antimeridian that %s do not run around the world', async (_, ring) => {
    const layer = layerOf('polygon', [{ type: 'Polygon', coordinates: [ring] }]);
    const { features } = await bakeAndDecode([layer], { minzoom: 3, maxzoom: 3 });
    for (const { x, geometry } of features)
      for (const [px] of geometry[0]!) expect(x === 7 ? px : 4096).toBeGreaterThan(3900);
    expect(new Set(features.map(({ x }) => x))).toEqual(new Set([0, 7]));
  });

  it('around the world, cut along the antimeridian, stay boxes', async () => {
    const box: Position[] = [
      [-180, -30],
      [180, -30],
      [180, 30],
      [-180, 30],
      [-180, -30],
    ];
    const layer = layerOf('polygon', [{ type: 'Polygon', coordinates: [box] }]);
    const { features } = await bakeAndDecode([layer], { minzoom: 1, maxzoom: 1 });
    expect(new Set(features.map(({ x }) => x))).toEqual(new Set([0, 1]));
  });

  it('that run around a pole reach the edge of the map', async () => {
    const ring: Position[] = [0, 60, 120, 180, -120, -60, 0].map((longitude) => [longitude, -70]);
    const { features } = await bakeAndDecode(
      [layerOf('polygon', [{ type: 'Polygon', coordinates: [ring] }])],
      {
        maxzoom: 0,
      },
    );
    const points = features[0]!.geometry.flat();
    expect(Math.max(...points.map(([, y]) => y))).toBe(4096);
    expect(Math.max(...points.map(([x]) => x))).toBe(4160);
    expect(Math.min(...points.map(([x]) => x))).toBe(-64);
  });

  it('at ±90° are cut at the edge of the map', async () => {
    const world = square(-180, -90, 180, 90);
    const { features, baked } = await bakeAndDecode(
      [layerOf('polygon', [{ type: 'Polygon', coordinates: [world] }], { buffer: 0 })],
      {
        maxzoom: 2,
      },
    );
    expect(features).toHaveLength(1);
    expect(baked.tiles).toBe(21);
    expect(ringArea(features[0]!.geometry[0]!)).toBe(2 * 4096 ** 2);
  });
});
