import { describe, expect, test } from 'vitest';
import { readBoundaries } from '../../geodata/sources/boundaries.ts';
import type { AreaGeometry, Position } from '../../geodata/model/geometry.ts';
import { collection, json, square, squareRing } from '../support/boundary-files.ts';

const read = (...geometries: unknown[]) =>
  readBoundaries(
    json(
      collection(
        geometries.map((geometry, i) => ({ type: 'Feature', geometry, properties: { name: `unit ${i}` } })),
      ),
    ),
    'units.geojson',
  );
const polygon = (...coordinates: unknown[]) => ({ type: 'Polygon', coordinates });
const firstOf = (features: { geometry: AreaGeometry }[]) => features[0]!.geometry;

describe('geometries are brought into the form of RFC 7946', () => {
  test('heights are dropped', async () => {
    const { features, diagnostics } = await read(
      polygon(squareRing(1, 2).map((position) => [...position, 12.5])),
    );
    expect(firstOf(features)).toEqual(square(1, 2));
    expect(diagnostics).toMatchObject([
      { code: 'boundary/repaired', severity: 'info', message: 'Heights dropped: Feature 1 (unit 0).' },
    ]);
  });

  test('open rings are closed, repeated vertices left out', async () => {
    const ring = squareRing(1, 2).slice(0, -1);
    const { features, diagnostics } = await read(polygon([ring[0], ...ring]));
    expect(firstOf(features)).toEqual(square(1, 2));
    expect(diagnostics.map(({ message }) => message)).toEqual(['Open rings closed: Feature 1 (unit 0).']);
  });

  test('outer rings run counterclockwise, holes clockwise, whatever they did', async () => {
    const hole = squareRing(1.25, 2.25, 0.5);
    const wanted = [squareRing(1, 2), hole.toReversed()];
    for (const outer of [squareRing(1, 2), squareRing(1, 2).toReversed()]) {
      for (const inner of [hole, hole.toReversed()]) {
        expect(firstOf((await read(polygon(outer, inner))).features)).toEqual({
          type: 'Polygon',
          coordinates: wanted,
        });
      }
    }
  });

  test('what has no area is left out and told', async () => {
    const line: Position[] = [
      [1, 2],
      [3, 4],
      [1, 2],
    ];
    const { features, diagnostics } = await read(
      polygon(squareRing(1, 2), line),
      null,
      { type: 'Point', coordinates: [1, 2] },
      polygon(line),
      polygon([]),
      polygon(),
      { type: 'MultiPolygon', coordinates: [] },
    );
    expect(features).toEqual([{ geometry: square(1, 2), properties: { name: 'unit 0' } }]);
    expect(diagnostics.map(({ code, message }) => `${code}: ${message}`)).toEqual([
      'boundary/empty-geometry: Feature 2 (unit 1) has no geometry; it is left out.',
      'boundary/empty-geometry: Feature 3 (unit 2) has a Point, expected Polygon or MultiPolygon; it is left out.',
      'boundary/empty-geometry: Feature 4 (unit 3) has a Polygon without area; it is left out.',
      'boundary/empty-geometry: Feature 5 (unit 4) has a Polygon without area; it is left out.',
      'boundary/empty-geometry: Feature 6 (unit 5) has a Polygon without area; it is left out.',
      'boundary/empty-geometry: Feature 7 (unit 6) has a MultiPolygon without area; it is left out.',
      'boundary/repaired: Rings without area left out: Feature 1 (unit 0) and 1 more.',
    ]);
  });

  test('a shape across the antimeridian is cut in two', async () => {
    const across: Position[] = [
      [179, 10],
      [-179, 10],
      [-179, 11],
      [179, 11],
      [179, 10],
    ];
    for (const ring of [across, squareRing(179, 10).map(([x, y]) => [x > 179 ? 181 : x, y])]) {
      const { features, diagnostics } = await read(polygon(ring));
      expect(firstOf(features).type).toBe('MultiPolygon');
      expect(new Set(firstOf(features).coordinates.flat(2).map(String))).toEqual(
        new Set(['179,10', '180,10', '180,11', '179,11', '-180,10', '-179,10', '-179,11', '-180,11']),
      );
      expect(diagnostics.map(({ message }) => message)).toEqual([
        'Cut at the antimeridian: Feature 1 (unit 0).',
      ]);
    }
  });

  test('crossing borders are told by pair, with a place', async () => {
    const bowTie: Position[] = [
      [10, 0],
      [12, 2],
      [12, 0],
      [10, 1],
      [10, 0],
    ];
    const { features, diagnostics } = await read(
      square(1, 2),
      square(1.5, 2.5),
      polygon(bowTie),
      square(2, 2),
    );
    expect(features).toHaveLength(4);
    expect(diagnostics).toMatchObject([
      {
        code: 'boundary/self-intersection',
        count: 2,
        message:
          'The borders of Feature 1 (unit 0) and Feature 2 (unit 1) cross in 2 places, one of them at 2.00000, 2.50000.',
      },
      {
        message:
          'The borders of Feature 2 (unit 1) and Feature 4 (unit 3) cross in 2 places, one of them at 2.00000, 2.50000.',
      },
      { message: 'The border of Feature 3 (unit 2) crosses itself in one place, at 10.66667, 0.66667.' },
    ]);
  });
});

describe('coordinates that are not longitude and latitude stop the reading', () => {
  test('projected ones', async () => {
    await expect(read(square(487213.4, 4402112.9))).rejects.toMatchObject({
      code: 'invalid-data',
      at: 'units.geojson',
      message: expect.stringMatching(
        /Feature 1 \(unit 0\): found coordinates such as \[487213\.4, 4402112\.9\].*WGS84.*look projected.*ogr2ogr/,
      ) as string,
    });
  });

  test('latitude first', async () => {
    await expect(read(square(31, 121))).rejects.toThrow(/look like latitude first/);
  });

  test.each([
    [[[['1', '2']]], /position \["1","2"\], expected \[longitude, latitude\]/],
    [[[[1]]], /position \[1\]/],
    [[[1, 2]], /found 1, expected a list of numbers/],
    ['abc', /found "abc", expected a list of rings/],
    [[7], /found 7, expected a list of positions/],
  ])('%j', async (coordinates, message) => {
    await expect(read({ type: 'Polygon', coordinates })).rejects.toThrow(message);
  });
});
