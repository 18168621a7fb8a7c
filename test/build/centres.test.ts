import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { MeasureTable } from '../../geodata/model/measure.ts';
import type { BuiltAtlas } from '../support/built-atlas.ts';
import { builtAtlas } from '../support/built-atlas.ts';

// Four cities, two indicators (one with less being better), and a plan that sees things differently.
let atlas: BuiltAtlas;
beforeAll(async () => {
  atlas = await builtAtlas(join(import.meta.dirname, '../cases/centres/atlas'));
});
afterAll(() => atlas.remove());

const table = (id: string): MeasureTable => atlas.read<MeasureTable>(`measures/${id}.json`);
const scheme = (id: string) => atlas.catalog.tiers.find((tiers) => tiers.id === id)!;

describe('centres held against a plan', () => {
  test('have a score, both tiers, and the gap between them', () => {
    const rows = table('beside-plan').rows.map(({ region, value, details }) => [region, value, details]);
    expect(rows).toMatchObject([
      ['110100', 100, { dataTier: 1, designatedTier: 2, gap: -1, published: 2 }],
      // Not in the plan: data alone gives no more than the second tier.
      ['110200', 92.5, { dataTier: 2, designatedTier: null, gap: null, published: 2 }],
      ['120100', 0, { dataTier: 3, designatedTier: 1, gap: 2, published: 1 }],
      ['120200', null, { dataTier: null, designatedTier: 3, gap: null, published: 3, stability: null }],
    ]);
    expect(table('beside-plan').rows[3]).toMatchObject({ reason: 'missing_value', n: 3, frame: 4 });
  });

  test('add up by zone', () => {
    expect(table('beside-plan').overall).toMatchObject([{ region: null, group: 'twin', value: 100 }]);
  });

  test('are a hierarchy of their own beside the plan, which stays as it is', () => {
    expect(scheme('plan').centres.map(({ code, rank }) => [code, rank])).toEqual([
      ['120100', 1],
      ['110100', 2],
      ['120200', 3],
    ]);
    expect(scheme('beside-plan')).toMatchObject({ basis: 'computed', centres: { length: 4 } });
    expect(scheme('beside-plan').centres[0]).toMatchObject({
      code: '120100',
      rank: 1,
      zone: { zh: 'twin' },
      computed: { score: 0, dataTier: 3, gap: 2 },
    });
  });

  test('carry score, tiers, gap and stability in the tiles; what is not known is no field', async () => {
    const features = (await atlas.features('centres')).filter((each) => each['scheme'] === 'beside-plan');
    const of = (code: string) => features.find((each) => each['code'] === code);
    expect(of('110100')).toMatchObject({ tier: 2, score: 100, data_tier: 1, designated_tier: 2, gap: -1 });
    expect(of('110100')!['stability']).toBeGreaterThan(0.9);
    expect(of('120200')).toMatchObject({ tier: 3, designated_tier: 3 });
    expect(of('120200')).not.toHaveProperty('score');
  });
});

test('an indicator without values is told and left out of the score', () => {
  expect(atlas.told('measure/incomplete').map(({ at }) => [at.path, at.indicator])).toContainEqual([
    'centres.by-data',
    'unknown',
  ]);
  expect(scheme('by-data').centres.map(({ code, rank }) => [code, rank])).toEqual([
    ['110100', 1],
    ['110200', 2],
    ['120100', 3],
  ]);
});

test('parameters and weights travel with the table', () => {
  expect(table('beside-plan').params).toMatchObject({
    draws: 1000,
    seed: 1,
    generator: 'xoshiro128**',
    published: 'designated',
    weights: [
      { indicator: 'labs', weight: 0.75 },
      { indicator: 'vacancy', weight: 0.25 },
    ],
  });
});
