import fc from 'fast-check';
import request from 'supertest';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
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
    'group-by=none',
    'group-by=patents',
    'fields=name',
    'functions=mode',
    'limit=3',
    'nonsense=1',
    'filter=patents+%3E%3E+3',
    'f=xml',
  ])('with %s are refused', async (query) => {
    const answer = await get(`/collections/city/aggregate?${query}`);
    expect(answer.status).toBe(400);
    expect((answer.body as { 'invalid-params': unknown[] })['invalid-params'] ?? [1]).not.toHaveLength(0);
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
