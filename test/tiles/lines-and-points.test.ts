import { describe, expect, it } from 'vitest';
import type { Geometry, LineGeometry } from '../../geodata/model/geometry.ts';
import { bakeAndDecode, layerOf, toSteps } from '../support/decode-archive.ts';

describe('lines and points', () => {
  it('keep every line whole over tile borders, in pieces that meet', async () => {
    const line: LineGeometry = {
      type: 'LineString',
      coordinates: [
        [-100, 40],
        [0, 41],
        [100, -30],
      ],
    };
    const { features } = await bakeAndDecode([layerOf('line', [line], { buffer: 0 })], {
      minzoom: 4,
      maxzoom: 4,
    });
    const length = features.reduce(
      (sum, { geometry }) =>
        sum +
        geometry.reduce(
          (part, points) =>
            part +
            points.slice(1).reduce((s, [x, y], i) => s + Math.hypot(x - points[i]![0], y - points[i]![1]), 0),
          0,
        ),
      0,
    );
    const [a, b, c] = line.coordinates.map((position) => toSteps(position, 4));
    const expected = Math.hypot(b![0] - a![0], b![1] - a![1]) + Math.hypot(c![0] - b![0], c![1] - b![1]);
    expect(Math.abs(length - expected)).toBeLessThan(features.length * 2);
  });

  it('cut a line that leaves a tile and comes back into two pieces', async () => {
    const line: Geometry = {
      type: 'LineString',
      coordinates: [
        [-10, 10],
        [10, 20],
        [-10, 30],
      ],
    };
    const { features } = await bakeAndDecode([layerOf('line', [line], { buffer: 0 })], {
      minzoom: 1,
      maxzoom: 1,
    });
    const west = features.find(({ x, y }) => x === 0 && y === 0)!;
    expect(west.geometry).toHaveLength(2);
    expect(features.find(({ x, y }) => x === 1 && y === 0)!.geometry).toHaveLength(1);
  });

  it('draw a line over the antimeridian the short way', async () => {
    const line: Geometry = {
      type: 'LineString',
      coordinates: [
        [179, 0],
        [-179, 0],
      ],
    };
    const { features } = await bakeAndDecode([layerOf('line', [line])], { minzoom: 2, maxzoom: 2 });
    expect(new Set(features.map(({ x }) => x))).toEqual(new Set([0, 3]));
  });

  it('show points near a tile border in both tiles, and near ±180° on both sides of the world', async () => {
    const points: Geometry[] = [
      { type: 'Point', coordinates: [0.01, 45] },
      { type: 'Point', coordinates: [179.99, 45] },
    ];
    const { features } = await bakeAndDecode([layerOf('point', points)], { minzoom: 3, maxzoom: 3 });
    expect(
      features
        .filter(({ id }) => id === 0)
        .map(({ x }) => x)
        .toSorted((a, b) => a - b),
    ).toEqual([3, 4]);
    expect(
      features
        .filter(({ id }) => id === 1)
        .map(({ x }) => x)
        .toSorted((a, b) => a - b),
    ).toEqual([0, 7]);
  });
});
