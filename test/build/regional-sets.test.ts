import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { BuiltAtlas } from '../support/built-atlas.ts';
import { builtAtlas } from '../support/built-atlas.ts';

// Four cities in a square, links between them with directions, two overlapping groups and a corridor.
let atlas: BuiltAtlas;
beforeAll(async () => {
  atlas = await builtAtlas(join(import.meta.dirname, '../cases/regional-sets/atlas'));
});
afterAll(() => atlas.remove());

const field = (features: Record<string, unknown>[], name: string): unknown[] =>
  features.map((each) => each[name]);

describe('agglomerations', () => {
  test('list their members once each, and may overlap', () => {
    const [set] = atlas.catalog.agglomerations!;
    expect(set!.entries.map(({ id, members }) => [id, members])).toEqual([
      ['ell', ['110100', '110200', '120100']],
      ['all', ['110100', '110200', '120100', '120200']],
    ]);
  });

  test('carry the polycentricity that the measures of the atlas give, and the basis of the links', async () => {
    const [set] = atlas.catalog.agglomerations!;
    expect(set!.linksBasis).toBe('observed');
    // Sizes 10, 5, 5: σ = √(50/9), against σ of (0, 10), which is 5.
    expect(set!.entries[0]!.polycentricity.morphological).toBeCloseTo(1 - Math.sqrt(50 / 9) / 5, 5);
    const areas = await atlas.features('agglomerations');
    expect(field(areas, 'code')).toEqual(['ell', 'all']);
    expect(areas[0]).toMatchObject({ set: 'groups', class: 'grow', members: 3, links_basis: 'observed' });
    expect(areas[0]!['morphological']).toBeCloseTo(0.5286, 4);
    expect(areas[0]).not.toHaveProperty('outside');
  });

  test('tell members smaller than the regions of the level, where the table names the region around them', () => {
    const parts = atlas.told('join/part-of-region');
    expect(parts.map(({ at, found }) => [at.line, found])).toEqual([[12, '120201']]);
    expect(parts[0]!.message).toContain('120200');
  });

  test('tell members that are no region, and entries without members', () => {
    const unmatched = atlas.told('join/unmatched-row').map(({ at, found }) => [at.file, at.line, found]);
    expect(unmatched).toEqual([
      ['group-members.csv', 10, '999999'],
      ['group-members.csv', 11, 'other'],
      ['group-members.csv', 13, '120301'],
    ]);
    expect(atlas.told('join/no-members').map(({ found }) => found)).toContain('none');
  });
});

describe('corridors', () => {
  test('follow the order of the source, and are measured along it', () => {
    const corridor = atlas.catalog.corridors![0]!.entries[0]!;
    expect(corridor).toMatchObject({ id: 'ring', members: ['110200', '120100', '110100'], order: 'given' });
    // Two links of 6 and 2 between 110100 and 110200 and one of 4 to 120100, of 20 in all; one of 8 leads out.
    expect(corridor).toMatchObject({ internalWeight: 12, share: 0.6, internalShare: 0.6 });
    expect(corridor).toMatchObject({ meanTier: 1.5, tiered: 2 });
    expect(corridor.lengthKm).toBeGreaterThan(2000);
    expect(corridor.detour).toBeGreaterThan(2);
  });

  test('say what lies near them: their members and their share, 20 laboratories of 21', async () => {
    const [axes] = atlas.catalog.corridors!;
    expect(axes!.near).toEqual({ km: 10, indicator: 'labs', year: 2020 });
    expect(axes!.entries[0]!.near).toEqual({ regions: 3, share: 0.952381 });
    expect((await atlas.features('corridors'))[0]).toMatchObject({ regions_near: 3, share_near: 0.952381 });
  });

  test('take the shortest way where the source gives no order', () => {
    expect(atlas.catalog.corridors![1]!.entries[0]).toMatchObject({
      members: ['120100', '110100', '110200', '120200'],
      order: 'shortest',
      internalWeight: null,
    });
  });

  test('are lines with their metrics in the tiles', async () => {
    const lines = await atlas.features('corridors');
    expect(field(lines, 'set')).toEqual(['axes', 'unordered']);
    expect(lines[0]).toMatchObject({ code: 'ring', share: 0.6, mean_tier: 1.5, links_basis: 'observed' });
    expect(lines[1]).not.toHaveProperty('share');
  });

  test('need two places, each with a number in the order', () => {
    expect(atlas.told('join/no-members').map(({ found }) => found)).toContain('solo');
    expect(atlas.told('table/not-a-number')[0]).toMatchObject({ at: { line: 6 }, found: 'x' });
  });
});

test('directed links have a head that points along them, one for each direction', async () => {
  const heads = await atlas.features('arrowheads');
  const of = (a: string, b: string): number =>
    Number(heads.find((head) => head['a'] === a && head['b'] === b)?.['bearing']);
  expect(heads).toHaveLength(4);
  // 110100 lies straight north of 110200, and 120100 east of 110100 on the same parallel.
  expect(of('110100', '110200')).toBe(180);
  expect(of('110200', '110100') % 360).toBe(0);
  expect(of('110100', '120100')).toBeGreaterThan(85);
  expect(of('110100', '120100')).toBeLessThan(95);
});

test('every layer but the names can be downloaded, with the types of its fields', () => {
  const columnsOf = new Map(atlas.catalog.features.map(({ id, columns }) => [id, columns]));
  expect([...columnsOf.keys()]).toEqual([
    'city',
    'agglomerations',
    'corridors',
    'flows',
    'arrowheads',
    'nodes',
    'centres',
  ]);
  const typeIn = (layer: string, name: string) =>
    columnsOf.get(layer)?.find((column) => column.name === name)?.type;
  expect(typeIn('agglomerations', 'morphological')).toBe('real');
  expect(typeIn('corridors', 'regions_near')).toBe('integer');
  expect(typeIn('arrowheads', 'bearing')).toBe('real');
  expect(typeIn('nodes', 'depends_on')).toBe('string');
});
