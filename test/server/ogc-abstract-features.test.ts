import request from 'supertest';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Geometry } from '../../geodata/model/geometry.ts';
import { openToyService, type ToyService } from '../support/toy-service.ts';

// The abstract tests 1 to 29 of OGC API – Features Part 1 (17-069, annex A, conformance class Core), one by one, for
// every collection. What clients ask beyond them is in ogc-features.test.ts.

let service: ToyService;
beforeAll(async () => {
  service = await openToyService();
});
afterAll(() => service.close());

const get = (path: string, accept = 'application/json') =>
  request(service.app).get(path).set('Host', 'localhost').set('Accept', accept);

interface Link {
  href: string;
  rel: string;
  type?: string;
}
interface Feature {
  type: string;
  id: number;
  geometry: Geometry;
  properties: Record<string, string | number | boolean | null>;
  links?: Link[];
}
interface Page {
  type: string;
  features: Feature[];
  links: Link[];
  numberMatched: number;
  numberReturned: number;
}
interface Parameter {
  name: string;
  in: string;
  required?: boolean;
  style: string;
  explode: boolean;
  schema: Record<string, unknown>;
}
interface Api {
  paths: Record<string, { get: { parameters?: ({ $ref: string } | Parameter)[]; responses: object } }>;
  components: { parameters: Record<string, Parameter> };
}

const json = async <T>(path: string, accept?: string): Promise<T> => {
  const answer = await get(path, accept);
  expect(answer.status, path).toBe(200);
  return JSON.parse(answer.text) as T;
};
const page = (path: string): Promise<Page> => json<Page>(path, 'application/geo+json');
const relations = (links: readonly Link[]): string[] => links.map(({ rel }) => rel);
const pathOf = (href: string): string => href.replace('http://localhost', '');

const collections = ['province', 'city', 'city-2021', 'city-2020', 'links', 'plan'];
const items = (id: string): string => `/collections/${id}/items`;

async function parameterOf(collection: string, name: string): Promise<Parameter | undefined> {
  const api = await json<Api>('/api', 'application/vnd.oai.openapi+json;version=3.0');
  return api.paths[items(collection)]!.get.parameters!.map((each) =>
    '$ref' in each ? api.components.parameters[each.$ref.split('/').at(-1)!]! : each,
  ).find((parameter) => parameter.name === name);
}

describe('service', () => {
  test('1 http: answers HTTP/1.1 requests, HEAD as GET without content', async () => {
    const [whole, head] = [await get('/collections'), await request(service.app).head('/collections')];
    expect(head.status).toBe(200);
    expect(head.text ?? '').toBe('');
    expect(head.headers['content-type']).toBe(whole.headers['content-type']);
  });

  test('3 root-op, 4 root-success: the landing page links to definition, conformance and data', async () => {
    const { links } = await json<{ links: Link[] }>('/');
    expect(relations(links)).toEqual(expect.arrayContaining(['service-desc', 'conformance', 'data']));
    for (const { href } of links.filter(({ rel }) => ['service-desc', 'conformance', 'data'].includes(rel)))
      expect((await get(pathOf(href), '*/*')).status, href).toBe(200);
  });

  test('5 api-definition-op, 6 api-definition-success: the definition is OpenAPI 3.0', async () => {
    const { links } = await json<{ links: Link[] }>('/');
    const { href, type } = links.find(({ rel }) => rel === 'service-desc')!;
    const answer = await get(pathOf(href), type);
    expect(answer.headers['content-type']).toBe(type);
    expect((JSON.parse(answer.text) as { openapi: string }).openapi).toMatch(/^3\.0\.\d$/);
  });

  test('7 conformance-op, 8 conformance-success: classes are listed, core among them', async () => {
    const { conformsTo } = await json<{ conformsTo: string[] }>('/conformance');
    expect(conformsTo).toContain('http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/core');
    expect(new Set(conformsTo).size).toBe(conformsTo.length);
  });
});

describe('list of collections', () => {
  interface Listed {
    id: string;
    links: Link[];
    extent: { spatial: { bbox: number[][] } };
    crs: string[];
  }
  test('9 fc-md-op, 10 fc-md-success: it names every collection with extent and items', async () => {
    const list = await json<{ links: Link[]; collections: Listed[] }>('/collections');
    expect(relations(list.links)).toEqual(expect.arrayContaining(['self', 'alternate']));
    for (const { type } of list.links) expect(type).toBeDefined();
    expect(list.collections.map(({ id }) => id)).toEqual(collections);
    for (const { links, extent, crs } of list.collections) {
      const found = links.filter(({ rel }) => rel === 'items');
      expect(found.map(({ type }) => type)).toEqual(
        expect.arrayContaining(['application/geo+json', 'text/html']),
      );
      const [[west, south, east, north]] = extent.spatial.bbox as [[number, number, number, number]];
      expect(west < east && south < north).toBe(true);
      expect(crs[0]).toBe('http://www.opengis.net/def/crs/OGC/1.3/CRS84');
    }
  });

  test.each(collections)('11 sfc-md-op, 12 sfc-md-success: %s says the same of itself', async (id) => {
    const list = await json<{ collections: Listed[] }>('/collections');
    const { links: listed, ...inList } = list.collections.find((each) => each.id === id)!;
    const { links, ...alone } = await json<Listed>(`/collections/${id}`);
    expect(alone).toEqual(inList);
    for (const link of listed.filter(({ rel }) => rel === 'items')) expect(links).toContainEqual(link);
  });
});

describe.each(collections)('features of %s', (id) => {
  test('2 crs84: positions are longitude and latitude', async () => {
    const { features } = await page(items(id));
    const numbers = features.flatMap(
      ({ geometry }) => (geometry.coordinates as unknown[]).flat(3) as number[],
    );
    expect(numbers.length).toBeGreaterThan(0);
    for (const [index, value] of numbers.entries()) {
      expect(value).toBeGreaterThanOrEqual(index % 2 === 0 ? 100 : 20);
      expect(value).toBeLessThanOrEqual(index % 2 === 0 ? 120 : 40);
    }
  });

  test('13 fc-op, 22 fc-response: the items are a FeatureCollection', async () => {
    const { type, features } = await page(items(id));
    expect(type).toBe('FeatureCollection');
    expect(features.map((feature) => feature.type)).toEqual(features.map(() => 'Feature'));
    expect(new Set(features.map((feature) => feature.id)).size).toBe(features.length);
  });

  test.each([
    ['14 fc-bbox-definition', 'bbox', { type: 'array', items: { type: 'number' } }],
    ['16 fc-limit-definition', 'limit', { type: 'integer', minimum: 1, maximum: 10_000, default: 100 }],
    ['18 fc-time-definition', 'datetime', { type: 'string' }],
  ])('%s', async (_test, name, schema) => {
    const parameter = await parameterOf(id, name);
    expect(parameter).toMatchObject({ in: 'query', style: 'form', explode: false, schema });
    expect(parameter!.required ?? false).toBe(false);
  });

  test('15 fc-bbox-response: the six standard boxes, and each feature by its own box', async () => {
    for (const box of [
      '5,50,10,55',
      '-10,-10,10,10',
      '177.0,65.0,-177.0,70.0',
      '-180,85,180,90',
      '-180,-90,180,-85',
      '-180,-90,180,90',
    ]) {
      const { numberMatched } = await page(`${items(id)}?bbox=${box}`);
      const all = await page(items(id));
      expect(numberMatched, box).toBe(box === '-180,-90,180,90' ? all.numberMatched : 0);
    }
    for (const feature of (await page(items(id))).features) {
      const flat = (feature.geometry.coordinates as unknown[]).flat(3) as number[];
      const [x, y] = [flat.filter((_, index) => index % 2 === 0), flat.filter((_, index) => index % 2 === 1)];
      const box = [Math.min(...x), Math.min(...y), Math.max(...x), Math.max(...y)].join();
      const found = await page(`${items(id)}?bbox=${box}`);
      expect(found.features.map((each) => each.id)).toContain(feature.id);
    }
  });

  test('17 fc-limit-response: no more features than the limit', async () => {
    const { numberMatched } = await page(items(id));
    for (const limit of [1, 2, 10_000])
      expect((await page(`${items(id)}?limit=${limit}`)).features).toHaveLength(
        Math.min(limit, numberMatched),
      );
  });

  test('19 fc-time-response: features without a time match every time', async () => {
    const { numberMatched } = await page(items(id));
    for (const time of [
      '2020-01-01T00:00:00Z',
      '2020-01-01T00:00:00Z/..',
      '../2020-01-01T00:00:00Z',
      '2019-01-01T00:00:00Z/2020-01-01T00:00:00Z',
    ])
      expect((await page(`${items(id)}?datetime=${time}`)).numberMatched, time).toBe(numberMatched);
  });

  test('20 query-param-invalid: values that are none', async () => {
    for (const query of [
      'limit=x',
      'limit=0',
      'bbox=1,2',
      'bbox=a,b,c,d',
      'datetime=x',
      'datetime=2020-13-45',
    ])
      expect((await get(`${items(id)}?${query}`)).status, query).toBe(400);
  });

  test('21 query-param-unknown: parameters that are not in the definition', async () => {
    expect((await get(`${items(id)}?unknownQueryParameter=value`)).status).toBe(400);
  });

  test('23 fc-links: to itself, its other format and the next page, each with its type', async () => {
    const first = await page(`${items(id)}?limit=1`);
    expect(relations(first.links)).toEqual(expect.arrayContaining(['self', 'alternate']));
    expect(relations(first.links).includes('next')).toBe(first.numberMatched > 1);
    for (const { type } of first.links) expect(type).toBeDefined();
    for (const { href, type } of first.links)
      expect((await get(pathOf(href), type)).headers['content-type'], href).toContain(type!.split(';')[0]);
  });

  test('24 fc-timeStamp: there is none, since the answer follows from the revision and not from the time', async () => {
    expect(await page(items(id))).not.toHaveProperty('timeStamp');
    expect((await get(items(id))).headers['x-jiju-revision']).toMatch(/^[0-9a-f]{16}$/);
  });

  test('25 fc-numberMatched: the features of all pages', async () => {
    let found = 0;
    const { numberMatched } = await page(items(id));
    for (let path: string | undefined = `${items(id)}?limit=3`; path !== undefined;) {
      const each: Page = await page(path);
      found += each.features.length;
      const next = each.links.find(({ rel }) => rel === 'next');
      path = next === undefined ? undefined : pathOf(next.href);
    }
    expect(found).toBe(numberMatched);
  });

  test('26 fc-numberReturned: the features of this page', async () => {
    const { numberReturned, features } = await page(`${items(id)}?limit=2`);
    expect(numberReturned).toBe(features.length);
  });

  test('27 f-op, 28 f-success, 29 f-links: each feature at its own address', async () => {
    for (const listed of (await page(items(id))).features) {
      const { links, ...alone } = await json<Feature>(`${items(id)}/${listed.id}`, 'application/geo+json');
      expect(alone).toEqual(listed);
      expect(relations(links!)).toEqual(expect.arrayContaining(['self', 'alternate', 'collection']));
      expect(pathOf(links!.find(({ rel }) => rel === 'collection')!.href)).toBe(`/collections/${id}`);
      for (const { type } of links!) expect(type).toBeDefined();
    }
    expect((await get(`${items(id)}/nonexistent`)).status).toBe(404);
  });
});
