import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { NetworkDocument } from '../../geodata/model/network.ts';
import type { BuiltAtlas } from '../support/built-atlas.ts';
import { builtAtlas } from '../support/built-atlas.ts';

// Four cities, records about them as text and as JSON lines; one network names a column that is not there.
let atlas: BuiltAtlas;
beforeAll(async () => {
  atlas = await builtAtlas(join(import.meta.dirname, '../cases/records/atlas'));
});
afterAll(() => atlas.remove());

const links = (path: string): string[] => {
  const { nodes, a, b, weight } = atlas.read<NetworkDocument>(path);
  return weight.map((each, edge) => `${nodes[a[edge]!]} ${nodes[b[edge]!]} ${each}`);
};
const entry = (id: string) => atlas.catalog.networks.find((network) => network.id === id)!;

describe('a network counted from records', () => {
  test('has a document a year; publications of one application count once, in the first year', () => {
    expect(entry('patents')).toMatchObject({
      years: [2012, 2013],
      basis: 'observed',
      weight: { unit: { en: 'patents' }, extent: [1, 2] },
    });
    // 南港县 is a name of 110200 until 2012 only.
    expect(links('networks/patents/2012.json')).toEqual([
      '110100 120100 2',
      '110100 110200 1',
      '110200 120100 1',
    ]);
    expect(links('networks/patents/2013.json')).toEqual([]);
  });

  test('keeps joint work inside a place apart', () => {
    const { internal } = atlas.read<NetworkDocument>('networks/patents/2012.json');
    expect(internal).toEqual([0, 0, 0, 1]);
  });

  test('says where records and applicants went', () => {
    const { params } = atlas.read<NetworkDocument>('networks/patents/2012.json');
    expect(params['records']).toMatchObject({
      rows: 7,
      records: 6,
      republished: 1,
      applicants: 13,
      unmapped: 2,
      placement: { placed: 11, 'no-known-name': 1, 'out-of-period': 1 },
    });
    expect(entry('patents').method.en).toContain('84.6 %');
  });

  test('follows the rule of counting, over all years where no date is named', () => {
    expect(entry('shares').years).toEqual([null]);
    const { weight, total } = atlas.read<NetworkDocument>('networks/shares.json');
    // Without a year the old name of 110200 holds: four records join regions, and each adds 1.
    expect(weight.reduce((sum, each) => sum + each, 0)).toBeCloseTo(4, 4);
    expect(total).toBe(weight.length);
  });

  test('reads lists of objects; a moving window bears its last year', () => {
    expect(entry('papers').years).toEqual([2013, 2014]);
    expect(links('networks/papers/2013.json')).toEqual(['110100 110200 1', '110100 120100 1']);
    expect(links('networks/papers/2014.json')).toEqual(['110100 120100 1', '120100 120200 1']);
  });

  test('tells what could not be placed, and the date that is none', () => {
    const unresolved = atlas.told('records/unresolved-address').map(({ found, at }) => [at.file, found]);
    expect(unresolved).toContainEqual(['patents.csv', '大阪市']);
    expect(unresolved).toContainEqual(['patents.csv', '南港县']);
    expect(unresolved).toContainEqual(['papers.jsonl', '999999']);
    expect(atlas.told('records/invalid-date')[0]).toMatchObject({ found: 'never' });
  });

  test('is empty, with an error, where the file has no such column', () => {
    expect(entry('wrong-column')).toMatchObject({ edges: 0, years: [null] });
    expect(atlas.told('table/unreadable')[0]).toMatchObject({ at: { file: 'patents.csv' } });
    expect(atlas.told('table/unreadable')[0]!.message).toContain('There is no column "number"');
  });
});

test('its links are drawn as observed', async () => {
  const flows = (await atlas.features('flows')).filter(({ network }) => network === 'papers');
  expect(flows).toHaveLength(4);
  expect(flows.every(({ basis }) => basis === 'observed')).toBe(true);
});
