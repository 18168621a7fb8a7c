import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { MeasureTable } from '../../geodata/model/measure.ts';
import type { NetworkDocument } from '../../geodata/model/network.ts';
import type { BuiltAtlas } from '../support/built-atlas.ts';
import { builtAtlas } from '../support/built-atlas.ts';

// Four cities in two provinces, and lists of edges with every kind of dirt.
let atlas: BuiltAtlas;
beforeAll(async () => {
  atlas = await builtAtlas(join(import.meta.dirname, '../cases/edges/atlas'));
});
afterAll(() => atlas.remove());

const links = (path: string): string[] => {
  const { nodes, a, b, weight } = atlas.read<NetworkDocument>(path);
  return weight.map((each, edge) => `${nodes[a[edge]!]} ${nodes[b[edge]!]} ${each}`);
};
const entry = (id: string) => atlas.catalog.networks.find((network) => network.id === id)!;

describe('a list of edges over several years', () => {
  test('becomes one document a year; ends by code, name, and alias of the year', () => {
    expect(entry('patents')).toMatchObject({
      years: [2012, 2015],
      path: 'networks/patents/{year}.json',
      basis: 'observed',
      edges: 3,
      sources: ['survey'],
    });
    expect(links('networks/patents/2012.json')).toEqual(['110100 110200 5', '110100 120100 3']);
    expect(links('networks/patents/2015.json')).toEqual(['110200 120200 1.5']);
  });

  test('has one width scale for all years', () => {
    expect(entry('patents').weight).toMatchObject({ unit: { en: 'patents' }, extent: [1.5, 5] });
  });

  test('has strengths of all links, drawn or not, and of links inside a place apart', () => {
    const document = atlas.read<NetworkDocument>('networks/patents/2012.json');
    expect(document).toMatchObject({ strength: [8, 8, 4, 2], internal: [7, 0, 0, 0], total: 4 });
    expect(document.weight).toHaveLength(2);
    expect(atlas.told('network/thinned')[0]?.message).toContain('2 of 4 links');
  });

  test('loses no row: each is counted once', () => {
    const { rows } = atlas.read<NetworkDocument>('networks/patents/2015.json');
    expect(rows).toEqual({
      rows: 19,
      linked: 5,
      selfLoops: 3,
      unmatched: 3,
      ambiguous: 0,
      outOfPeriod: 1,
      totals: 2,
      missing: 1,
      notNumbers: 1,
      nonPositive: 2,
      invalidYears: 1,
      unread: 0,
    });
  });

  test('names what was meant by an unknown end, once for all its rows', () => {
    expect(
      atlas.told('network/unknown-node').map(({ found, nearest, count }) => [found, nearest, count]),
    ).toEqual([
      ['东是市', ['东市 Dong (120100)'], 2],
      ['999900', [], undefined],
    ]);
    expect(atlas.told('join/out-of-period')[0]).toMatchObject({
      at: { line: 9 },
      nearest: ['南港市 Nangang (110200)'],
    });
  });

  test('tells weights that make no link, with their lines', () => {
    const lines = atlas.told('network/non-positive-weight').map(({ at }) => [at.file, at.line]);
    expect(lines).toEqual([
      ['one-city.csv', 3],
      ['patents.csv', 7],
      ['patents.csv', 8],
    ]);
    expect(atlas.told('table/not-a-number')[0]).toMatchObject({ at: { line: 17 }, found: 'many' });
    expect(atlas.told('table/missing-value')[0]).toMatchObject({ at: { line: 18 } });
  });

  test('tells years without links, with rows and without', () => {
    expect(atlas.told('network/year-without-links').map(({ message }) => message)).toEqual([
      '2013 has rows, but none of them is a link.',
      '2014 has no rows, though years before and after it have.',
    ]);
  });
});

describe('the pattern of links', () => {
  test('is told for what is drawn and for every place, from all links', () => {
    const { structure } = atlas.read<NetworkDocument>('networks/patents/2012.json');
    expect(structure).toMatchObject({
      links: { backbone: [true, true], dominant: [true, true], strong: [true, true], zoom: [0, 0] },
      nodes: {
        parent: [null, 0, 0, expect.any(Number)],
        tier: [1, 2, null, null],
      },
      tiers: 'plan',
    });
    expect(structure!.links).not.toHaveProperty('rankBefore');
  });

  test('says which rank a link had in the year before', () => {
    const { structure } = atlas.read<NetworkDocument>('networks/patents/2015.json');
    expect(structure!.links.rankBefore).toEqual([3]);
  });

  test('stands on the links in tiles, without fields for what is not known', async () => {
    const flows = (await atlas.features('flows')).filter(({ network }) => network === 'patents');
    expect(flows[0]).toMatchObject({ year: 2012, a: '110100', tier_a: 1, tier_b: 2, strong: true, zoom: 0 });
    expect(flows[0]).not.toHaveProperty('rank_before');
    expect(flows.find(({ year }) => year === 2015)!['rank_before']).toBeGreaterThan(0);
  });

  test('has the ends of links as points of their own, strongest first, with what stays inside a place', async () => {
    const nodes = (await atlas.features('nodes')).filter(
      ({ network, year }) => network === 'patents' && year === 2012,
    );
    expect(nodes.map(({ code, rank, strength }) => [code, rank, strength])).toEqual([
      ['110100', 1, 8],
      ['110200', 2, 8],
      ['120100', 3, 4],
    ]);
    expect(nodes[0]).toMatchObject({ basis: 'observed', internal: 7, tier: 1, depends_on: '', depth: 0 });
    expect(nodes[1]).toMatchObject({ depends_on: '110100', depth: 1, tier: 2 });
    expect(nodes[2]).not.toHaveProperty('tier');
    // None of the links of the fourth is drawn.
    expect(atlas.read<NetworkDocument>('networks/patents/2012.json').strength[3]).toBe(2);
  });

  test('is not told of networks without links', () => {
    expect(atlas.read<NetworkDocument>('networks/nothing.json')).not.toHaveProperty('structure');
  });
});

describe('tables that a network has unasked', () => {
  const table = (id: string) => atlas.read<MeasureTable>(`measures/${id}.json`);
  const cells = (id: string, ...fields: string[]) =>
    table(id).rows.map((row) => {
      const all: Record<string, unknown> = { ...row, ...(row.details as object) };
      return fields.map((field) => all[field]);
    });

  test('are in the catalog: by tier with a hierarchy, by change with several years', () => {
    const own = atlas.catalog.measures.filter(({ indicators }) => indicators.includes('patents'));
    expect(own.map(({ id, years, level, sources }) => [id, years, level, sources])).toEqual([
      ['patents-tier-pairs', [2012, 2015], 'city', ['survey']],
      ['patents-exposure', [2012, 2015], 'city', ['survey']],
      ['patents-turnover', [2015], 'city', ['survey']],
      ['patents-link-changes', [2015], 'city', ['survey']],
    ]);
    expect(atlas.catalog.measures.map(({ id }) => id)).not.toContain('matrix-tier-pairs');
  });

  test('sum all links between each pair of tiers, by year', () => {
    expect(cells('patents-tier-pairs', 'year', 'group', 'other', 'value', 'links')).toEqual([
      [2012, '1', '2', 5, 1],
      [2012, '1', 'none', 3, 1],
      [2012, '2', 'none', 3, 2],
      [2015, '2', 'none', 1.5, 1],
    ]);
    expect(table('patents-tier-pairs').groups?.map(({ id }) => id)).toEqual(['1', '2', 'none']);
    expect(table('patents-tier-pairs').overall?.map(({ details }) => details)).toEqual([
      { sameTierShare: 0 },
      { sameTierShare: null },
    ]);
  });

  test('say what every place is exposed to; the first tier has nothing above it', () => {
    const rows = cells('patents-exposure', 'year', 'region', 'tier', 'hierarchical').slice(0, 4);
    expect(rows).toEqual([
      [2012, '110100', 1, 0],
      [2012, '110200', 2, expect.any(Number)],
      [2012, '120100', null, expect.any(Number)],
      [2012, '120200', null, expect.any(Number)],
    ]);
    expect(rows[1]![3]).toBeGreaterThan(0);
  });

  test('say what came and went since the year before, in sum and link by link', () => {
    expect(cells('patents-turnover', 'year', 'since', 'value', 'kept', 'entered', 'left')).toEqual([
      [2015, 2012, 0.25, 1, 0, 3],
    ]);
    expect(cells('patents-link-changes', 'region', 'other', 'change', 'value', 'rankBefore')).toEqual([
      ['110200', '120200', 'kept', 2, 3],
      ['110100', '110200', 'left', null, 1],
      ['110100', '120100', 'left', null, 2],
      ['110200', '120100', 'left', null, 4],
    ]);
  });

  test('are text beside JSON, the details as columns', () => {
    expect(atlas.text('measures/patents-tier-pairs.csv').split('\r\n').slice(0, 2)).toEqual([
      'measure,region,name_zh,name_en,other,group,indicator,year,to_year,value,published,n,frame,flags,reason,links,share,sameTierShare',
      'tier-pairs,,,,2,1,patents,2012,,5,,4,4,,,1,0.454545,',
    ]);
  });
});

test('directed links keep their direction', () => {
  expect(entry('licences').directed).toBe(true);
  expect(links('networks/licences.json')).toEqual(['110200 110100 9', '110100 110200 4', '110100 120100 4']);
});

test('a symmetric matrix is not counted twice', () => {
  expect(links('networks/matrix.json')).toEqual(['110100 120100 6', '110100 110200 4']);
  expect(atlas.told('network/repeated-edge')[0]).toMatchObject({ at: { file: 'matrix.csv' } });
});

test('a list is read in the encoding that the atlas names', () => {
  expect(links('networks/big5.json')).toEqual(['110100 110200 3']);
});

test.each(['nothing', 'one-city', 'other-columns'])('the network "%s" is there, empty, and says so', (id) => {
  expect(entry(id)).toMatchObject({ edges: 0, weight: { extent: [0, 0] }, years: [null] });
  expect(links(`networks/${id}.json`)).toEqual([]);
});

test('empty networks are told with what became of their rows', () => {
  expect(atlas.told('network/empty').map(({ at }) => at.file)).toEqual([
    'licences.csv',
    'nothing.csv',
    'one-city.csv',
  ]);
  expect(atlas.read<NetworkDocument>('networks/other-columns.json').rows?.unread).toBe(3);
  expect(atlas.told('table/missing-column').map(({ found }) => found)).toEqual([
    'source',
    'target',
    'weight',
  ]);
});

describe('a gravity model fitted to observed links', () => {
  test('is marked as modelled in catalog and tiles, and says how it was fitted', async () => {
    expect(entry('model')).toMatchObject({
      basis: 'modelled',
      edges: 6,
      weight: { unit: { en: 'patents' } },
    });
    expect(entry('model').method.en).toMatch(/^Gravity model fitted by PPML to 6 pairs \(2 without a link\)/);
    const { params } = atlas.read<NetworkDocument>('networks/model.json');
    expect(params['fit']).toMatchObject({ pairs: 6, pairsWithoutLink: 2, leftOut: 0 });
    const drawn = (await atlas.features('flows')).filter(({ network }) => network === 'model');
    expect(drawn.map(({ basis }) => basis)).toEqual(Array.from({ length: 6 }, () => 'modelled'));
  });

  test('has the sum of the observed weights', () => {
    const { weight } = atlas.read<NetworkDocument>('networks/model.json');
    expect(weight.reduce((sum, each) => sum + each, 0)).toBeCloseTo(11, 3);
  });

  test('is empty, with a remark, where it cannot be fitted', () => {
    expect(entry('no-model').edges).toBe(0);
    expect(atlas.told('network/not-estimated').map(({ at, message }) => [at.path, message])).toEqual([
      ['networks.no-model.estimate', 'Network "no-model": no pair of places with mass has an observed link.'],
      ['networks.no-year.estimate', 'Network "no-year": "patents" has no links in 2013; it has 2012, 2015.'],
    ]);
  });
});

test('tiles have every drawn link with its network, year and basis', async () => {
  const flows = await atlas.features('flows');
  const drawn = flows.map(({ network, year, a, b, rank, basis }) => [network, year, a, b, rank, basis]);
  expect(drawn).toContainEqual(['patents', 2012, '110100', '110200', 1, 'observed']);
  expect(drawn).toContainEqual(['patents', 2015, '110200', '120200', 1, 'observed']);
  expect(drawn).toContainEqual(['licences', 0, '110200', '110100', 1, 'observed']);
  expect(flows.filter(({ basis }) => basis === 'observed')).toHaveLength(9);
});
