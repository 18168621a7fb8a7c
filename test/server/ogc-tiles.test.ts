import { VectorTile } from '@mapbox/vector-tile';
import Pbf from 'pbf';
import request from 'supertest';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { plainRequest } from '../support/plain-request.ts';
import { openToyService, type ToyService } from '../support/toy-service.ts';

// The abstract tests of OGC API – Tiles Part 1 (20-057, annex A) by their numbers.

let service: ToyService;
beforeAll(async () => {
  service = await openToyService();
});
afterAll(() => service.close());

const get = (path: string) =>
  request(service.app).get(path).set('Host', 'localhost').set('Accept', 'application/json');

test('A.9 tileset-links: lists of tilesets carry matrix set, limits and links', async () => {
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

test('A.2 tc-op to A.5 tc-tilecol-definition: a tileset describes its layers and one tile, row before column', async () => {
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

test('A.6 tc-success, A.13 geodata-tilesets/operation: tiles are vector tiles, of the collection alone below a collection', async () => {
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
])('A.7 tc-error: %s is outside: %i', async (path, status) => {
  expect((await get(path)).status).toBe(status);
});

test('A.1 conformance-success: the classes of tiles that hold are listed', async () => {
  const { body } = await get('/conformance');
  for (const name of [
    'core',
    'tileset',
    'tilesets-list',
    'dataset-tilesets',
    'geodata-tilesets',
    'mvt',
    'oas30',
  ])
    expect(body.conformsTo).toContain(`http://www.opengis.net/spec/ogcapi-tiles-1/1.0/conf/${name}`);
});

test('A.10 dataset-tilesets/landingpage: the landing page leads to the tilesets of the atlas', async () => {
  const { body } = await get('/');
  const link = body.links.find(
    ({ rel }: { rel: string }) => rel === 'http://www.opengis.net/def/rel/ogc/1.0/tilesets-vector',
  );
  const list = await get(new URL(link.href).pathname);
  expect(list.body.tilesets.length).toBeGreaterThan(0);
});

test('A.12 geodata-tilesets/desc-links: every collection leads to its tilesets', async () => {
  const { body } = await get('/collections');
  for (const { id } of body.collections) {
    const { links } = (await get(`/collections/${id}`)).body;
    const link = links.find(
      ({ rel }: { rel: string }) => rel === 'http://www.opengis.net/def/rel/ogc/1.0/tilesets-vector',
    );
    expect(new URL(link.href).pathname).toBe(`/collections/${id}/tiles`);
    expect((await get(new URL(link.href).pathname)).status).toBe(200);
  }
});

test('A.23 oas30/completeness, A.24 oas30/operation-id: the definition has every address of tiles', async () => {
  const { paths } = JSON.parse((await get('/api')).text) as {
    paths: Record<string, { get: { operationId: string; responses: Record<string, unknown> } }>;
  };
  const tiles = Object.entries(paths).filter(([path]) => path.includes('{tileMatrix}'));
  expect(tiles.length).toBeGreaterThan(1);
  for (const [path, { get: operation }] of tiles) {
    expect(path).toMatch(/\{tileMatrix\}\/\{tileRow\}\/\{tileCol\}$/);
    expect(operation.operationId).toMatch(/\.(collection|dataset)\.vector\.getTile$/);
    expect(Object.keys(operation.responses)).toEqual(expect.arrayContaining(['200']));
  }
});

test('the matrix set is the one of the registry', async () => {
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
