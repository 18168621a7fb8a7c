import fc from 'fast-check';
import request from 'supertest';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { aggregate, MAX_GROUPS, parseAggregate } from '../../server/features/aggregate.ts';
import type { CollectionFeatures } from '../../server/features/collection-features.ts';
import { toyCatalog } from '../support/toy-catalog.ts';
import { openToyService, type ToyService } from '../support/toy-service.ts';

let service: ToyService;
beforeAll(async () => {
  service = await openToyService();
});
afterAll(() => service.close());

interface Answer {
  numberMatched: number;
  groupBy: string | null;
  groups: { key?: string; features: number; values: Record<string, Record<string, number | null>> }[];
}
const get = (path: string) => request(service.app).get(path).set('Host', 'localhost');
const ask = async (query: string): Promise<Answer> => {
  const answer = await get(`/collections/city/aggregate?${query}`);
  expect(answer.status).toBe(200);
  return answer.body as Answer;
};

describe('statistics', () => {
  test('of a collection without parameters tell of every indicator', async () => {
    const { numberMatched, groups } = await ask('');
    expect(numberMatched).toBe(4);
    expect(groups).toEqual([
      {
        features: 4,
        values: { patents: { count: 4, sum: 104.5, mean: 26.125, min: 11.5, max: 41, median: 26 } },
      },
    ]);
  });

  test('by group stand in the order of their keys', async () => {
    const { groups, groupBy } = await ask('group-by=parent&fields=patents&functions=sum,count');
    expect(groupBy).toBe('parent');
    expect(groups).toEqual([
      { key: '110000', features: 2, values: { patents: { count: 2, sum: 32.5 } } },
      { key: '120000', features: 2, values: { patents: { count: 2, sum: 72 } } },
    ]);
  });

  test('leave out what has no value, and are null where nothing has one', async () => {
    const response = await get(
      "/collections/city-2020/aggregate?functions=count,mean&filter=code%20%3D%20'120100'",
    );
    expect((response.body as Answer).groups).toEqual([
      { features: 1, values: { patents: { count: 0, mean: null } } },
    ]);
  });

  test('take the filters of features: statistics of a filter are those of its features', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: 50 }), async (limit) => {
        const filter = `filter=${encodeURIComponent(`patents > ${limit}`)}`;
        const { groups } = await ask(filter);
        const items = await get(`/collections/city/items?${filter}`);
        const values = (items.body as { features: { properties: { patents: number } }[] }).features.map(
          ({ properties }) => properties.patents,
        );
        const found = groups[0]?.values['patents'];
        expect(found?.['count'] ?? 0).toBe(values.length);
        if (values.length > 0) expect(found!['max']).toBe(Math.max(...values));
      }),
      { numRuns: 12 },
    );
  });

  test.each([
    ['group-by=none', 'group-by', 'a field that is no measurement'],
    ['group-by=', 'group-by', 'a field that is no measurement'],
    ['group-by=patents', 'group-by', 'a field that is no measurement'],
    ['group-by=parent,code', 'group-by', 'a field that is no measurement'],
    ['group-by=parent&group-by=code', 'group-by', 'more than once'],
    ['fields=name', 'fields', 'numeric fields'],
    ['fields=', 'fields', 'numeric fields'],
    ['fields=patents,none', 'fields', 'found "none"'],
    ['fields=patents,patents', 'fields', '"patents" more than once'],
    [`fields=${'patents,'.repeat(900)}patents`, 'fields', 'more than once'],
    ['functions=mode', 'functions', 'count,sum,mean,min,max,median'],
    ['functions=', 'functions', 'count,sum,mean,min,max,median'],
    ['functions=sum&functions=max', 'functions', 'more than once'],
    ['functions=__proto__', 'functions', 'count,sum,mean,min,max,median'],
    ['limit=3', 'limit', 'not a parameter'],
    ['offset=1', 'offset', 'not a parameter'],
    ['crs=http://www.opengis.net/def/crs/OGC/1.3/CRS84', 'crs', 'not a parameter'],
    ['nonsense=1', 'nonsense', 'not a parameter'],
    ['filter=patents+%3E%3E+3', 'filter', ''],
    ['bbox=1,2,3', 'bbox', 'four or six numbers'],
    ['f=xml', 'f', 'json or html'],
  ])('with %s are refused, and why', async (query, name, reason) => {
    const answer = await get(`/collections/city/aggregate?${query}`);
    expect(answer.status).toBe(400);
    expect(answer.type).toBe('application/problem+json');
    const refused = (answer.body as { 'invalid-params': { name: string; reason: string }[] })[
      'invalid-params'
    ];
    expect(refused).toContainEqual({ name, reason: expect.stringContaining(reason) });
  });

  test('of no collection, and of too long a list, are refused as for features', async () => {
    expect((await get('/collections/none/aggregate')).status).toBe(404);
    expect((await get(`/collections/city/aggregate?fields=${'x'.repeat(9000)}`)).status).toBe(414);
  });
});

describe('groups', () => {
  const catalog = { ...toyCatalog([], [], 'first'), revision: '' };
  /** A collection of features with a number to group by. */
  const numbered = (keys: readonly (number | null)[]): CollectionFeatures => ({
    fields: [{ name: 'tier', column: 'tier', type: 'integer', label: { zh: '', en: '' }, unit: null }],
    ids: keys.map((_, index) => index),
    rows: keys.map((key) => [key]),
    geometries: [],
    boxes: [],
  });
  const grouped = (keys: readonly (number | null)[]) => {
    const table = numbered(keys);
    const query = parseAggregate(new URLSearchParams('group-by=tier&functions=count'), table.fields, catalog);
    return aggregate(table, [...keys.keys()], query, catalog);
  };

  test('with numbers for keys stand in the order of the numbers, those without one last', () => {
    expect(grouped([10, 9, null, 2, 10]).map(({ key, features }) => [key, features])).toEqual([
      [2, 1],
      [9, 1],
      [10, 2],
      [null, 1],
    ]);
  });

  test('that are more than an answer may have are refused', () => {
    const keys = Array.from({ length: MAX_GROUPS + 1 }, (_, index) => index);
    expect(grouped(keys.slice(1))).toHaveLength(MAX_GROUPS);
    expect(() => grouped(keys)).toThrow(`group-by: found ${MAX_GROUPS + 1} groups`);
  });
});

describe('keys and joins', () => {
  test('a collection of regions has one key, which is the default', async () => {
    const { body } = await get('/collections/city/keys');
    const { keys } = body as { keys: { isDefault: boolean; url: string }[] };
    expect(keys.filter(({ isDefault }) => isDefault)).toHaveLength(1);
    const values = await get(keys[0]!.url.replace('http://localhost', ''));
    expect(values.body).toMatchObject({
      numberMatched: 4,
      keys: [
        { key: '110100', title: '西北市', titleEn: 'Northwest' },
        { key: '110200' },
        { key: '120100' },
        { key: '120200' },
      ],
    });
  });

  test('matched and unmatched keys of every column are all keys', async () => {
    const { body } = await get('/collections/city/joins');
    const { joins } = body as {
      joins: { id: string; joinInformation: Record<string, number> }[];
    };
    expect(joins.map(({ id, joinInformation }) => [id, ...Object.values(joinInformation)])).toEqual([
      ['patents.2020', 3, 1],
      ['patents.2021', 4, 0],
    ]);
  });

  test('what is no collection of regions has none', async () => {
    expect((await get('/collections/links/keys')).status).toBe(404);
    expect((await get('/collections/none/joins')).status).toBe(404);
  });
});
