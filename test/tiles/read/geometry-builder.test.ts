import { describe, expect, it } from 'vitest';
import type { Position } from '../../../geodata/model/geometry.ts';
import { LINE } from '../../../geodata/tiles/bake-model.ts';
import { GeometryBuilder } from '../../../geodata/tiles/read/geometry-builder.ts';
import { latitudeToY, longitudeToX, WORLD } from '../../../geodata/tiles/world-grid.ts';
import { readPolygons, square } from '../../support/flat-layers.ts';

describe('polygons', () => {
  it('whose islands are listed as holes become several, with holes where they are', () => {
    const builder = readPolygons([
      [
        [
          square(0, 0, 10, 10),
          square(20, 0, 30, 10),
          square(2, 2, 4, 4),
          square(22, 2, 28, 8),
          square(24, 4, 26, 6),
        ],
      ],
    ]);
    const { partIsHole, partStart, x } = builder.finish();
    expect(builder.remarks.renested).toEqual([0]);
    const wests = [...partIsHole.keys()].map((part) =>
      Math.round((Math.min(...x.subarray(partStart[part], partStart[part + 1])) / WORLD - 0.5) * 360),
    );
    const described = wests.map((west, part) => `${west}${partIsHole[part] === 1 ? ' hole' : ''}`);
    expect(described).toEqual(['0', '2 hole', '20', '22 hole', '24']);
  });

  it('with true holes stay as they are, also where a hole touches the ring', () => {
    const builder = readPolygons([[[square(0, 0, 10, 10), square(0, 2, 4, 4), square(5, 5, 6, 6)]]]);
    expect([...builder.finish().partIsHole]).toEqual([0, 1, 1]);
    expect(builder.remarks.renested).toEqual([]);
  });

  it('lose spikes, wherever they are in the ring', () => {
    const clean = square(0, 0, 10, 10);
    const spiked: Position[] = [
      [5, -5],
      [5, 0],
      [10, 0],
      [10, 10],
      [10, 14],
      [10, 10],
      [0, 10],
      [0, 0],
      [5, 0],
      [5, -5],
    ];
    const builder = readPolygons([[[clean]], [[spiked]]]);
    const { partStart, x, y } = builder.finish();
    const corners = (part: number): string[] => {
      const vertices = [];
      for (let i = partStart[part]!; i < partStart[part + 1]!; i++) vertices.push(`${x[i]},${y[i]}`);
      return vertices.filter((vertex) => !vertex.startsWith(`${longitudeToX(5)},`)).toSorted();
    };
    expect(corners(1)).toEqual(corners(0));
    expect(builder.remarks.spikes).toBeGreaterThan(0);
  });

  it('without area keep one vertex, and without positions nothing', () => {
    const builder = readPolygons([
      [
        [
          [
            [1, 1],
            [2, 2],
            [1, 1],
          ],
        ],
      ],
      [[]],
    ]);
    const { partStart } = builder.finish();
    expect([...partStart]).toEqual([0, 1]);
    expect(builder.remarks).toMatchObject({ dots: [0], empty: [1], emptyParts: 1 });
  });

  it('keep a hole beside its ring beyond the antimeridian', () => {
    const ring: Position[] = [
      [170, -10],
      [-170, -10],
      [-170, 10],
      [170, 10],
      [170, -10],
    ];
    const hole: Position[] = [
      [-178, -2],
      [-176, -2],
      [-176, 2],
      [-178, 2],
      [-178, -2],
    ];
    const { partBox, partIsHole } = readPolygons([[[ring, hole]]]).finish();
    expect([...partIsHole]).toEqual([0, 1]);
    expect(partBox[4]).toBeGreaterThan(partBox[0]!);
    expect(partBox[6]).toBeLessThan(partBox[2]!);
    expect(partBox[2]).toBeGreaterThan(WORLD);
  });
});

describe('lines', () => {
  const lineOf = (positions: Position[]): ReturnType<GeometryBuilder['finish']> => {
    const builder = new GeometryBuilder();
    builder.startGeometry();
    for (const [longitude, latitude] of positions) {
      builder.x.push(longitudeToX(longitude));
      builder.y.push(latitudeToY(latitude));
    }
    builder.endRow();
    builder.startFeature(1, LINE);
    builder.addLines();
    return builder.finish();
  };

  it('around the world several times stay within the grid, whole', () => {
    const turns = 5;
    const positions = Array.from({ length: turns * 36 + 1 }, (_, i): Position => [
      ((i * 10 + 180) % 360) - 180,
      i / 3 - 30,
    ]);
    const { partStart, x, partBox } = lineOf(positions);
    expect(partStart.length - 1).toBeGreaterThan(1);
    let length = 0;
    for (let part = 0; part + 1 < partStart.length; part++) {
      for (let i = partStart[part]! + 1; i < partStart[part + 1]!; i++) {
        const step = Math.abs(x[i]! - x[i - 1]!);
        expect(step).toBeLessThan(WORLD / 30);
        length += step;
      }
      expect(partBox[part * 4]).toBeGreaterThanOrEqual(0);
      expect(partBox[part * 4]).toBeLessThan(WORLD);
    }
    expect(length / WORLD).toBeCloseTo(turns, 5);
  });

  it('of one place are left out', () => {
    expect(
      lineOf([
        [1, 1],
        [1, 1],
      ]).partIsHole.length,
    ).toBe(0);
  });
});
