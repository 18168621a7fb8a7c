import request from 'supertest';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { intersectsBox } from '../../server/features/intersects.ts';
import type { Geometry } from '../../geodata/model/geometry.ts';
import { openToyService, type ToyService } from '../support/toy-service.ts';

// What clients ask of OGC API – Features beyond the abstract tests of Part 1, and Part 2 (annex A).

let service: ToyService;
beforeAll(async () => {
  service = await openToyService();
});
afterAll(() => service.close());

const get = (path: string, accept = 'application/json') =>
  request(service.app).get(path).set('Host', 'localhost').set('Accept', accept);

const CRS = 'http://www.opengis.net/def/crs';

describe('landing page, conformance and description', () => {
  test('"/" has the links that clients need, for those who ask for JSON', async () => {
    const { body, headers } = await get('/');
    expect(headers['vary']).toContain('Accept');
    const find = (rel: string) => body.links.find((link: { rel: string }) => link.rel === rel);
    expect(find('service-desc')).toMatchObject({ type: 'application/vnd.oai.openapi+json;version=3.0' });
    expect(find('data')).toMatchObject({ type: 'application/json', href: 'http://localhost/collections' });
    for (const rel of ['self', 'alternate', 'conformance', 'service-doc'])
      expect(find(rel), rel).toBeDefined();
  });

  test('"/" stays the map for browsers', async () => {
    const answer = await get('/', 'text/html,application/xhtml+xml,*/*;q=0.8');
    expect(answer.type).toBe('text/html');
    expect(answer.text).toContain('index-B2x9_aQz.js');
    expect((await get('/?f=json', 'text/html')).type).toBe('application/json');
    expect((await get('/?f=xml', 'text/html')).status).toBe(400);
  });

  test('conformance classes are listed', async () => {
    const { body } = await get('/conformance');
    expect(body.conformsTo).toContain('http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/core');
  });

  test('the description lists literal collections, and QGIS finds its page size', async () => {
    const answer = await get('/api', 'application/vnd.oai.openapi+json;version=3.0');
    expect(answer.headers['content-type']).toBe('application/vnd.oai.openapi+json;version=3.0');
    const api = JSON.parse(answer.text);
    expect(api.openapi).toBe('3.0.3');
    expect(api.components.parameters.limit.schema).toMatchObject({
      default: 100,
      maximum: 10_000,
      minimum: 1,
    });
    const parameters = api.paths['/collections/city/items'].get.parameters;
    expect(parameters.find(({ name }: { name?: string }) => name === 'parent')).toMatchObject({
      in: 'query',
      style: 'form',
      explode: false,
    });
    // Every reference leads somewhere, and every parameter of a path is described.
    for (const [, pointer] of answer.text.matchAll(/"\$ref":"#\/([^"]+)"/g))
      expect(
        pointer!.split('/').reduce((node, key) => node?.[key], api),
        pointer,
      ).toBeDefined();
    for (const [path, { get: operation }] of Object.entries<{ get: { parameters: { $ref?: string }[] } }>(
      api.paths,
    ))
      for (const [, name] of path.matchAll(/\{(\w+)\}/g))
        expect(
          operation.parameters.some(({ $ref }) => $ref?.endsWith(`/${name}`)),
          path,
        ).toBe(true);
    const ids = Object.values<{ get: { operationId: string } }>(api.paths).map(
      (item) => item.get.operationId,
    );
    expect(new Set(ids).size).toBe(ids.length);
  });
});

describe('collections', () => {
  test('are levels, levels by year, networks and schemes of centres', async () => {
    const { body } = await get('/collections');
    const ids = body.collections.map(({ id }: { id: string }) => id);
    expect(ids).toEqual(['province', 'city', 'city-2021', 'city-2020', 'links', 'plan']);
    for (const collection of body.collections) {
      expect(collection.extent.spatial.bbox).toEqual([[100, 20, 120, 40]]);
      expect((await get(`/collections/${collection.id}`)).body).toEqual({
        ...collection,
        links: expect.any(Array),
      });
      expect((await get(`/collections/${collection.id}/`)).status).toBe(200);
    }
    expect((await get('/collections/none')).status).toBe(404);
  });

  test('the schema names types, titles and units', async () => {
    const answer = await get('/collections/city/schema', 'application/schema+json');
    expect(answer.type).toBe('application/schema+json');
    expect(JSON.parse(answer.text).properties).toMatchObject({
      code: { type: 'string' },
      patents: { type: 'number', title: '专利 · Patents', 'x-ogc-unit': '件 · patents' },
      geometry: { format: 'geometry-multipolygon', 'x-ogc-role': 'primary-geometry' },
    });
  });
});

describe('features', () => {
  test('a page is GeoJSON with uniform geometries, counts and links', async () => {
    const answer = await get('/collections/city/items', 'application/geo+json');
    expect(answer.type).toBe('application/geo+json');
    expect(answer.headers['content-crs']).toBe(`<${CRS}/OGC/1.3/CRS84>`);
    expect(answer.headers['cache-control']).toBe('public, max-age=60, must-revalidate');
    const page = JSON.parse(answer.text);
    expect(page).toMatchObject({ type: 'FeatureCollection', numberMatched: 4, numberReturned: 4 });
    expect(new Set(page.features.map((feature: { geometry: Geometry }) => feature.geometry.type))).toEqual(
      new Set(['MultiPolygon']),
    );
    expect(page.features[0]).toMatchObject({
      type: 'Feature',
      id: 110_100,
      properties: { code: '110100', parent: '110000', patents: 11.5 },
    });
  });

  test('whole values of real columns keep a decimal point, because types are guessed from them', async () => {
    expect((await get('/collections/city-2020/items')).text).toContain('"patents":10.0}');
    expect((await get('/collections/plan/items')).text).toContain('"tier":1,');
    const { features } = JSON.parse((await get('/collections/city-2020/items')).text);
    const values = Object.fromEntries(
      features.map(({ id, properties }: { id: number; properties: { patents: number | null } }) => [
        id,
        properties.patents,
      ]),
    );
    expect(values).toEqual({ 110_100: 10, 110_200: 20, 120_100: null, 120_200: 40 });
  });

  test('pages follow one another to all features, each once', async () => {
    const ids: number[] = [];
    let path: string | undefined = '/collections/city/items?limit=3';
    while (path !== undefined) {
      const page = JSON.parse((await get(path)).text);
      expect(page.numberMatched).toBe(4);
      expect(page.numberReturned).toBe(page.features.length);
      ids.push(...page.features.map(({ id }: { id: number }) => id));
      const next: { href: string; type: string } | undefined = page.links.find(
        ({ rel }: { rel: string }) => rel === 'next',
      );
      if (next !== undefined) expect(next.type).toBe('application/geo+json');
      path = next === undefined ? undefined : new URL(next.href).pathname + new URL(next.href).search;
    }
    expect(ids.toSorted((a, b) => a - b)).toEqual([110_100, 110_200, 120_100, 120_200]);
  });

  test.each([
    ['bbox=100,20,120,40', 4],
    ['bbox=101,31,102,32', 1],
    ['bbox=101,31,0,102,32,9000', 1],
    ['bbox=110,30,110,30', 4],
    ['bbox=0,0,10,10', 0],
    // The six standard boxes, one of them across the antimeridian.
    ['bbox=177,65,-177,70', 0],
    ['bbox=-180,-90,180,90', 4],
    ['bbox=100,20,-170,40', 4],
    ['bbox=-180,-90,-150,-60', 0],
    ['bbox=170,-90,-170,90', 0],
    [`bbox=31,101,32,102&bbox-crs=${CRS}/EPSG/0/4326`, 1],
    [`bbox=11243000,3632700,11354000,3763300&bbox-crs=${CRS}/EPSG/0/3857`, 1],
    ['parent=110000', 2],
    ['parent=110000&bbox=101,21,102,22', 1],
    ['patents=21', 1],
    ['name=西北市', 1],
    ['name=none', 0],
    ["filter=(parent = '110000') AND patents > 15&filter-lang=cql2-text", 1],
    ["filter=name LIKE '%25北%25'", 2],
    ['datetime=2020-01-01', 4],
    ['datetime=2020-01-01T00:00:00Z/..', 4],
    ['limit=1', 4],
  ])('%s matches %i', async (query, matched) => {
    const page = JSON.parse((await get(`/collections/city/items?${query}`)).text);
    expect(page.numberMatched).toBe(matched);
  });

  test.each([
    ['limit=0'],
    ['limit=invalid'],
    ['limit=-1'],
    ['limit=1.5'],
    ['bbox=1,2,3'],
    ['bbox=1,2,3,x'],
    ['bbox=1,9,3,2'],
    ['datetime=yesterday'],
    ['datetime=../..'],
    ['datetime=2021-01-01/2020-01-01'],
    ['unknownparameter=1'],
    ['limit=1&limit=2'],
    [`crs=${CRS}/EPSG/0/9999`],
    ['bbox-crs=EPSG:4326'],
    ['f=xml'],
    ['patents=many'],
    ['patents='],
    ['filter=patents ='],
    ['filter=nothing = 1'],
    ['filter=patents = 1&filter-lang=cql2-json'],
  ])('%s is refused', async (query) => {
    const answer = await get(`/collections/city/items?${query}`);
    expect(answer.status).toBe(400);
    const problem = JSON.parse(answer.text);
    expect(problem['invalid-params'].length).toBeGreaterThan(0);
    expect(problem.code).toBe('InvalidParameterValue');
  });

  test('a limit above the maximum is the maximum', async () => {
    expect((await get('/collections/city/items?limit=99999')).status).toBe(200);
  });

  test('one feature has links to itself and its collection', async () => {
    const answer = await get('/collections/city/items/110100', 'application/geo+json');
    const feature = JSON.parse(answer.text);
    expect(feature).toMatchObject({ type: 'Feature', id: 110_100 });
    expect(feature.links.map(({ rel }: { rel: string }) => rel)).toEqual(['self', 'alternate', 'collection']);
    expect((await get('/collections/city/items/999')).status).toBe(404);
    expect((await get('/collections/city/items/110100?unknown=1')).status).toBe(400);
  });

  test('networks and centres are collections of their own', async () => {
    const [link] = JSON.parse((await get('/collections/links/items')).text).features;
    expect(link.geometry.type).toBe('MultiLineString');
    expect(link.properties).toMatchObject({ a: '110100', b: '120200', weight: 5, basis: 'modelled' });
    const [centre] = JSON.parse((await get('/collections/plan/items')).text).features;
    expect(centre.geometry).toEqual({ type: 'Point', coordinates: [105, 35] });
  });

  test('pages for people show values, and no script', async () => {
    for (const path of [
      '/collections',
      '/collections/city',
      '/collections/city/items',
      '/collections/city/items/110100',
    ]) {
      const answer = await get(path, 'text/html');
      expect(answer.type).toBe('text/html');
      expect(answer.headers['content-security-policy']).toContain("default-src 'none'");
      expect(answer.text).not.toContain('<script');
    }
    expect((await get('/collections/city/items', 'text/html')).text).toContain('<td>西北市</td>');
    expect((await get('/collections/city/items', 'image/png')).status).toBe(406);
  });
});

describe('Part 2: coordinate reference systems', () => {
  test.each([
    [`${CRS}/OGC/1.3/CRS84`, [105, 35]],
    [`${CRS}/EPSG/0/4326`, [35, 105]],
    [`${CRS}/EPSG/0/3857`, [11_688_546.53, 4_163_881.14]],
  ])('%s gives %j', async (crs, coordinates) => {
    for (const path of ['/collections/plan/items', '/collections/plan/items/110100']) {
      const answer = await get(`${path}?crs=${encodeURIComponent(crs)}`);
      expect(answer.headers['content-crs']).toBe(`<${crs}>`);
      const body = JSON.parse(answer.text);
      expect((body.features?.[0] ?? body).geometry.coordinates).toEqual(coordinates);
    }
  });
});

describe('meeting a box', () => {
  const triangle: Geometry = {
    type: 'Polygon',
    coordinates: [
      [
        [0, 0],
        [10, 0],
        [0, 10],
        [0, 0],
      ],
    ],
  };
  const ring: Geometry = {
    type: 'MultiPolygon',
    coordinates: [
      [
        [
          [0, 0],
          [10, 0],
          [10, 10],
          [0, 10],
          [0, 0],
        ],
        [
          [2, 2],
          [2, 8],
          [8, 8],
          [8, 2],
          [2, 2],
        ],
      ],
    ],
  };
  test.each<[string, Geometry, [number, number, number, number], boolean]>([
    ['the envelope meets, the triangle does not', triangle, [8, 8, 9, 9], false],
    ['the box touches the long side', triangle, [5, 5, 9, 9], true],
    ['the box lies inside', triangle, [1, 1, 2, 2], true],
    ['the triangle lies inside of the box', triangle, [-1, -1, 20, 20], true],
    ['the box lies in the hole', ring, [4, 4, 5, 5], false],
    ['the box lies between hole and border', ring, [0.5, 0.5, 1, 1], true],
    [
      'a line passes by',
      {
        type: 'LineString',
        coordinates: [
          [0, 0],
          [10, 10],
        ],
      },
      [6, 0, 9, 3],
      false,
    ],
    [
      'a line crosses without a vertex inside',
      {
        type: 'LineString',
        coordinates: [
          [0, 0],
          [10, 10],
        ],
      },
      [4, 3, 6, 7],
      true,
    ],
  ])('%s', (_name, geometry, box, meets) => {
    expect(intersectsBox(geometry, box)).toBe(meets);
  });
});
