import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Geometry } from '../../geodata/model/geometry.ts';
import { bakeAndDecode, layerOf } from '../support/decode-archive.ts';

const MAXZOOM = 4;

const shapes: Record<'point' | 'line' | 'polygon', (place: number) => Geometry> = {
  // Nowhere that two zooms would draw with the same bytes, which are read back once.
  point: (place) => ({ type: 'Point', coordinates: [place + 0.377, place / 3 + 1.2345] }),
  line: (place) => ({
    type: 'LineString',
    coordinates: [
      [place, 0],
      [place + 40, 30],
    ],
  }),
  polygon: (place) => ({
    type: 'Polygon',
    coordinates: [
      [
        [place, 0],
        [place + 9, 0],
        [place + 9, 9],
        [place, 0],
      ],
    ],
  }),
};

const zoom = fc.option(fc.integer({ min: 0, max: 6 }), { nil: undefined });

it('draws every feature in its own zooms within those of the layer and in no other, with and without a limit', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom('point', 'line', 'polygon'),
      fc.array(fc.record({ place: fc.integer({ min: -120, max: 100 }), min: zoom, max: zoom }), {
        minLength: 1,
        maxLength: 8,
      }),
      fc.integer({ min: 0, max: 2 }),
      fc.constantFrom(0, 500_000),
      async (kind, drawn, layerMinzoom, maxTileBytes) => {
        // One that is always there, since an archive needs a tile.
        const given = [...drawn, { place: 50, min: undefined, max: undefined }];
        const layer = layerOf(kind, [], {
          minzoom: layerMinzoom,
          maxzoom: MAXZOOM,
          features: given.map(({ place, min, max }, id) => ({
            id,
            geometry: shapes[kind](place),
            properties: { name: 'a' },
            ...(min === undefined ? {} : { minzoom: min }),
            ...(max === undefined ? {} : { maxzoom: max }),
          })),
        });
        const { baked, features, problems } = await bakeAndDecode([layer], {
          maxzoom: MAXZOOM,
          maxTileBytes,
        });
        expect(problems).toEqual([]);
        expect(baked.drops).toEqual([]);
        for (let at = 0; at <= MAXZOOM; at++) {
          const expected = given.flatMap(({ min, max }, id) =>
            layerMinzoom <= at && (min ?? 0) <= at && at <= (max ?? MAXZOOM) ? [id] : [],
          );
          const ids = new Set(features.filter(({ z }) => z === at).map(({ id }) => id));
          expect(ids).toEqual(new Set(expected));
          const left = at < layerMinzoom ? 0 : given.length - expected.length;
          expect(baked.deferred.find((each) => each.zoom === at)?.count ?? 0).toBe(left);
        }
      },
    ),
    { numRuns: 60 },
  );
});
