import { VectorTile } from '@mapbox/vector-tile';
import Pbf from 'pbf';
import request from 'supertest';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { plainRequest } from '../support/plain-request.ts';
import { openToyService, type ToyService } from '../support/toy-service.ts';

// The abstract tests of OGC API – Tiles Part 1, annex A.

let service: ToyService;
beforeAll(async () => {
  service = await openToyService();
});
afterAll(() => service.close());

const get = (path: string) =>
  request(service.app).get(path).set('Host', 'localhost').set('Accept', 'application/json');

test('A.9, A.10: tilesets lists carry matrix set, limits and links', async () => {
  for (const path of ['/tiles', '/collections/city/tiles']) {
    const { body } = await get(path);
    expect(body.tilesets.length).toBeGreaterThan(0);
    for (const tileset of body.tilesets) {
      expect(tileset).toMatchObject({
        dataType: 'vector',
        tileMatrixSetId: 'WebMercatorQuad',
        tileMatrixSetURI: 'http://www.opengis.net/def/tilematrixset/OGC/1.0/WebMercatorQuad',
      });
      expect(tileset.tileMatrixSetLimits.length).toBeGreaterThan(0);
    }
  }
});

test('A.5, A.23: a tileset describes its layers and one tile, row before column', async () => {
  const { body } = await get('/collections/city/tiles/WebMercatorQuad');
  expect(body.layers.map(({ id }: { id: string }) => id)).toEqual(['city']);
  const item = body.links.find(({ rel }: { rel: string }) => rel === 'item');
  expect(item).toMatchObject({
    templated: true,
    type: 'application/vnd.mapbox-vector-tile',
    href: 'http://localhost/collections/city/tiles/WebMercatorQuad/{tileMatrix}/{tileRow}/{tileCol}',
  });
  const zoom = body.tileMatrixSetLimits.find(({ tileMatrix }: { tileMatrix: string }) => tileMatrix === '3');
  expect(zoom).toEqual({ tileMatrix: '3', minTileRow: 3, maxTileRow: 3, minTileCol: 6, maxTileCol: 6 });
});

test('A.1, A.24: tiles are vector tiles, of the collection alone below a collection', async () => {
  const names = async (path: string): Promise<string[]> => {
    const answer = await plainRequest(service.app, 'GET', path);
    expect(answer.status).toBe(200);
    expect(answer.headers['content-type']).toBe('application/vnd.mapbox-vector-tile');
    return Object.keys(new VectorTile(new Pbf(new Uint8Array(answer.body))).layers).sort();
  };
  expect(await names('/collections/city/tiles/WebMercatorQuad/3/3/6')).toEqual(['city']);
  expect(await names('/collections/plan/tiles/WebMercatorQuad/3/3/6')).toEqual(['centres']);
  expect(await names('/tiles/toy/WebMercatorQuad/3/3/6')).toContain('province');
});

test.each([
  ['/collections/city/tiles/WebMercatorQuad/3/0/0', 404],
  ['/collections/city/tiles/WebMercatorQuad/5/12/25', 404],
  ['/collections/city/tiles/WebMercatorQuad/a/0/0', 400],
  ['/tiles/toy/WebMercatorQuad/3/6/3', 404],
  ['/collections/none/tiles/WebMercatorQuad/3/3/6', 404],
  ['/collections/city/tiles/Other/3/3/6', 404],
  ['/tileMatrixSets/Other', 404],
])('A.7: %s is outside: %i', async (path, status) => {
  expect((await get(path)).status).toBe(status);
});

test('A.12: the matrix set is the one of the registry', async () => {
  const { body } = await get('/tileMatrixSets/WebMercatorQuad');
  expect(body.tileMatrices[0].scaleDenominator).toBeCloseTo(559_082_264.028_717_2, 3);
  expect(body.tileMatrices[0].cellSize).toBeCloseTo(156_543.033_928_04, 6);
  expect(body.tileMatrices[14]).toMatchObject({
    id: '14',
    matrixWidth: 16_384,
    matrixHeight: 16_384,
    tileWidth: 256,
  });
});
