import { gunzipSync } from 'node:zlib';
import { VectorTile } from '@mapbox/vector-tile';
import fc from 'fast-check';
import type { Point } from 'geojson';
import Pbf from 'pbf';
import request from 'supertest';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { clipLine, clipRing } from '../../server/vector-tile/clip.ts';
import { decodeGeometry, encodeGeometry, signedArea } from '../../server/vector-tile/geometry.ts';
import { plainRequest } from '../support/plain-request.ts';
import { openToyService, type ToyService } from '../support/toy-service.ts';

let service: ToyService;
beforeAll(async () => {
  service = await openToyService();
});
afterAll(() => service.close());

const get = (path: string, headers: Record<string, string> = {}) =>
  plainRequest(service.app, 'GET', path, headers);

async function decoded(path: string): Promise<VectorTile> {
  const answer = await get(path);
  expect(answer.status, path).toBe(200);
  expect(answer.headers['content-type']).toBe('application/vnd.mapbox-vector-tile');
  return new VectorTile(new Pbf(new Uint8Array(answer.body)));
}

/** The tile that holds a place. */
function tileOf(longitude: number, latitude: number, z: number): { x: number; y: number } {
  const sine = Math.sin((latitude * Math.PI) / 180);
  const side = 2 ** z;
  return {
    x: Math.floor((longitude / 360 + 0.5) * side),
    y: Math.floor((0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI)) * side),
  };
}

describe('a tile below the archive', () => {
  test.each([5, 9, 14])('at zoom %i shows what the archive has there, at the same place', async (z) => {
    const { x, y } = tileOf(105, 35, z);
    const tile = await decoded(`/tiles/toy/${z}/${x}/${y}.mvt`);
    const centre = tile.layers['centres']!.feature(0);
    expect(centre.id).toBe(110_100);
    expect(centre.properties).toMatchObject({ code: '110100', scheme: 'plan', tier: 1 });
    const geometry = centre.toGeoJSON(x, y, z).geometry as Point;
    // One unit of the archive's deepest zoom, 4, is 360 / 2^4 / 4096 degrees.
    expect(geometry.coordinates[0]).toBeCloseTo(105, 2);
    expect(geometry.coordinates[1]).toBeCloseTo(35, 2);
    const city = tile.layers['city']!;
    for (let index = 0; index < city.length; index++)
      for (const ring of city.feature(index).loadGeometry()) {
        expect(signedArea(ring.flatMap((point) => [point.x, point.y]))).toBeGreaterThan(0);
        for (const point of ring)
          for (const value of [point.x, point.y]) expect(Math.abs(value - 2048)).toBeLessThanOrEqual(2112);
      }
  });

  test('inside of a region is covered by it, and holds no words it does not need', async () => {
    const { x, y } = tileOf(102, 37, 12);
    const answer = await get(`/tiles/toy/12/${x}/${y}`);
    const tile = new VectorTile(new Pbf(new Uint8Array(answer.body)));
    expect(Object.keys(tile.layers).sort()).toEqual(['city', 'province']);
    const [ring] = tile.layers['city']!.feature(0).loadGeometry();
    expect(ring).toHaveLength(5);
    expect(Math.abs(signedArea(ring!.flatMap((point) => [point.x, point.y])))).toBe(2 * (4096 + 128) ** 2);
    expect(answer.body.toString('utf8')).not.toContain('Southeast');
  });

  test('of neighbours meet: a line leaves one where it enters the next', async () => {
    const z = 7;
    const at = tileOf(110, 30.2, z);
    // Where the line crosses the tile's sides, in units of the whole world.
    const crossings = async (x: number, y: number): Promise<string[]> => {
      const tile = await decoded(`/tiles/toy/${z}/${x}/${y}`);
      const lines = tile.layers['flows']?.feature(0).loadGeometry() ?? [];
      return lines.flatMap((line) => line.map((point) => `${point.x + x * 4096},${point.y + y * 4096}`));
    };
    const [here, ...others] = await Promise.all([
      crossings(at.x, at.y),
      crossings(at.x + 1, at.y),
      crossings(at.x, at.y + 1),
      crossings(at.x - 1, at.y),
      crossings(at.x, at.y - 1),
    ]);
    expect(here.length).toBeGreaterThan(0);
    const slopes = [here, ...others].filter((points) => points.length >= 2).map(slopeOf);
    for (const slope of slopes) expect(slope).toBeCloseTo(slopes[0]!, 1);
  });

  test('ends at zoom 14, and is empty where the archive is', async () => {
    expect((await get('/tiles/toy/14/0/0')).status).toBe(204);
    expect((await get('/tiles/toy/15/0/0')).status).toBe(404);
  });

  test('is tagged, coded and kept like any other', async () => {
    const { x, y } = tileOf(105, 35, 10);
    const zipped = await get(`/tiles/toy/10/${x}/${y}`, { 'accept-encoding': 'gzip, br' });
    expect(zipped.headers).toMatchObject({ 'content-encoding': 'gzip', vary: 'Accept-Encoding' });
    expect(zipped.headers['cache-control']).toContain('stale-while-revalidate');
    expect(gunzipSync(zipped.body)).toEqual((await get(`/tiles/toy/10/${x}/${y}`)).body);
    const again = { 'accept-encoding': 'gzip, br', 'if-none-match': zipped.headers['etag']! };
    expect((await get(`/tiles/toy/10/${x}/${y}`, again)).status).toBe(304);
  });
});

describe('a choice of layers', () => {
  test.each([
    ['/tiles/toy/3/6/3?layers=city', ['city']],
    ['/tiles/toy/3/6/3?layers=labels,city,none', ['city', 'labels']],
    ['/tiles/toy/3/6/3.pbf?v=1&layers=flows', ['flows']],
    ['/tiles/toy/3/6/3?unknown=1', ['centres', 'city', 'flows', 'labels', 'province']],
  ])('%s holds %s', async (path, names) => {
    expect(Object.keys((await decoded(path)).layers).sort()).toEqual(names);
  });

  test('that is not there is empty', async () => {
    expect((await get('/tiles/toy/3/6/3?layers=none')).status).toBe(204);
  });
});

describe('several tilesets', () => {
  test('come as one tile, under the TileJSON of both', async () => {
    const { body } = await request(service.app).get('/tiles/toy,spots.json').set('Host', 'localhost');
    expect(body).toMatchObject({ minzoom: 0, maxzoom: 4 });
    expect(body.vector_layers.map(({ id }: { id: string }) => id)).toEqual([
      'province',
      'city',
      'flows',
      'centres',
      'labels',
      'spots',
    ]);
    const { x, y } = tileOf(101, 21, 2);
    const url = new URL(body.tiles[0].replace('{z}/{x}/{y}', `2/${x}/${y}`));
    const tile = await decoded(url.pathname);
    expect(Object.keys(tile.layers)).toEqual(expect.arrayContaining(['city', 'spots']));
    expect((await get(url.pathname)).headers['cache-control']).toContain('immutable');
    // Each is enlarged on its own: spots end at zoom 2, the others at 4.
    const deep = tileOf(101, 21, 4);
    expect(Object.keys((await decoded(`/tiles/toy,spots/4/${deep.x}/${deep.y}`)).layers)).toContain('spots');
  });

  test.each([
    ['/tiles/toy,toy/3/6/3', 400],
    ['/tiles/a,b,c,d,e,f,g,h,i/3/6/3', 400],
    ['/tiles/toy,none/3/6/3', 404],
    ['/tiles/toy,none.json', 404],
    ['/tiles/toy,/3/6/3', 404],
  ])('%s is refused with %i', async (path, status) => {
    expect((await get(path)).status).toBe(status);
  });
});

test('GeoJSON shows the features of a tile in degrees', async () => {
  const answer = await request(service.app).get('/tiles/toy/3/6/3.geojson');
  expect(answer.type).toBe('application/geo+json');
  const collection = JSON.parse(answer.text);
  const centre = collection.features.find(({ layer }: { layer: string }) => layer === 'centres');
  expect(centre).toMatchObject({
    type: 'Feature',
    id: 110_100,
    properties: { tier: 1, name_en: 'Northwest' },
  });
  expect(centre.geometry.coordinates[0]).toBeCloseTo(105, 1);
  expect(centre.geometry.coordinates[1]).toBeCloseTo(35, 1);
  const city = collection.features.find(({ layer }: { layer: string }) => layer === 'city');
  const [ring] = city.geometry.coordinates[0];
  expect(ring[0]).toEqual(ring.at(-1));
  // Counterclockwise with north up (RFC 7946 §3.1.6): the opposite of the tile's orientation.
  expect(signedArea(ring.slice(1).flat())).toBeGreaterThan(0);
});

describe('cutting', () => {
  const window = { low: -64, high: 4160 };
  const point = fc.tuple(fc.integer({ min: -9000, max: 13_000 }), fc.integer({ min: -9000, max: 13_000 }));
  const part = fc.array(point, { minLength: 3, maxLength: 20 }).map((points) => points.flat());

  test('leaves nothing outside of the window, and what is inside as it is', () => {
    fc.assert(
      fc.property(part, (points) => {
        for (const piece of [...clipLine(points, window), clipRing(points, window)])
          for (const value of piece) {
            expect(value).toBeGreaterThanOrEqual(window.low);
            expect(value).toBeLessThanOrEqual(window.high);
          }
        const inside = points.map((value) => Math.abs(value) % 4096);
        expect(clipLine(inside, window)).toEqual([inside]);
        expect(clipRing(inside, window)).toEqual(inside);
      }),
    );
  });

  test('does not depend on the direction of a line', () => {
    fc.assert(
      fc.property(part, (points) => {
        const turned = (list: number[]): number[] =>
          Array.from({ length: list.length / 2 }, (_, index) =>
            list.slice(list.length - 2 * index - 2, list.length - 2 * index),
          ).flat();
        const forward = clipLine(points, window);
        const backward = clipLine(turned(points), window).map(turned).toReversed();
        expect(backward).toEqual(forward);
      }),
    );
  });

  test('geometry survives encoding', () => {
    fc.assert(
      fc.property(fc.array(part, { minLength: 1, maxLength: 4 }), (parts) => {
        expect(decodeGeometry(encodeGeometry(parts, 'polygon'), false)).toEqual(parts);
        expect(decodeGeometry(encodeGeometry(parts, 'line'), false)).toEqual(parts);
        expect(decodeGeometry(encodeGeometry([parts.flat()], 'point'), true)).toEqual([parts.flat()]);
      }),
    );
  });
});

const slopeOf = (points: string[]): number => {
  const [first, last] = [points[0]!, points.at(-1)!].map((text) => text.split(',').map(Number));
  return (last![1]! - first![1]!) / (last![0]! - first![0]!);
};
