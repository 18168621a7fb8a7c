import { describe, expect, test } from 'vitest';
import { formatAtlas } from '../../geodata/config/format-atlas.ts';
import { inferAtlas } from '../../geodata/config/infer-atlas.ts';
import { parseAtlas } from '../../geodata/config/parse-atlas.ts';
import type { BoundaryRoles, EdgeRoles, TableRoles, ValueRole } from '../../geodata/model/roles.ts';

const china = parseAtlas(`jiju: 1
id: china
title: China
captions: { credits: [Somebody] }
totals: [全国]
levels:
  - { id: province, name: { zh: 省, en: Provinces }, source: { recipe: china }, kind: kind, zooms: [0, 4] }
  - { id: prefecture, name: 地级市, source: { recipe: china }, parent: { level: province }, zooms: [4, 8] }
  - { id: county, name: 县, source: { recipe: china }, parent: { level: prefecture } }
`).config;
const atlases = china === null ? {} : { china };

const value = (column: string, rest: Partial<ValueRole> = {}): ValueRole => ({
  column,
  name: column,
  unit: '',
  year: null,
  decimals: 0,
  ...rest,
});

const roles: TableRoles = {
  file: 'data.csv',
  atlas: 'china',
  level: 'prefecture',
  rows: 5,
  matched: 4,
  key: null,
  name: '城市',
  parent: null,
  year: '年份',
  quality: null,
  long: null,
  values: [value('专利')],
};

const infer = (tables: TableRoles[], boundaries: BoundaryRoles[] = []) => {
  const { input, diagnostics } = inferAtlas({ folder: '我的 Five Cities', tables, boundaries, atlases });
  const text = input === null ? '' : formatAtlas(input, 'atlas.schema.json');
  return { ...parseAtlas(text), text, guesses: diagnostics.map(({ message }) => message) };
};

describe('inferAtlas', () => {
  test('borrows the level of a table and those above it, with their captions and totals', () => {
    const { config, diagnostics, guesses } = infer([roles]);
    expect(diagnostics).toEqual([]);
    expect(config).toMatchObject({
      id: 'five-cities',
      captions: { credits: [{ zh: 'Somebody' }] },
      totals: ['全国'],
      levels: [
        { id: 'province', source: { atlas: 'china', level: 'province' }, kind: 'kind', zooms: [0, 4] },
        { id: 'prefecture', source: { atlas: 'china', level: 'prefecture' }, parent: { level: 'province' } },
      ],
      tables: [
        {
          file: 'data.csv',
          level: 'prefecture',
          name: '城市',
          year: '年份',
          values: { 专利: 'indicator_1' },
        },
      ],
      indicators: [{ id: 'indicator_1', name: { zh: '专利' }, kind: 'extensive' }],
    });
    expect(guesses).toEqual([
      '4 of 5 rows name a prefecture of the atlas china in "城市"; year in "年份"; values: 专利.',
      '"专利" was taken to be extensive: values add up over regions.',
    ]);
  });

  test('years across the columns are one indicator, and names shared by tables too', () => {
    const years = [2021, 2022].map((year) =>
      value(`GDP ${year}`, { name: 'GDP', unit: '亿元', year, decimals: 1 }),
    );
    const { config } = infer([
      { ...roles, values: years },
      { ...roles, file: 'more.csv', values: [value('GDP', { decimals: 2 }), value('gdp!')] },
    ]);
    expect(config?.indicators.map(({ id, decimals }) => [id, decimals])).toEqual([
      ['gdp', 2],
      ['gdp_2', 0],
    ]);
    expect(config?.tables[0]?.values).toEqual({
      'GDP 2021': { indicator: 'gdp', year: 2021 },
      'GDP 2022': { indicator: 'gdp', year: 2022 },
    });
  });

  test.each([
    ['人均GDP', '元', 'intensive'],
    ['Density', '', 'intensive'],
    ['R&D强度', '', 'ratio'],
    ['研发', '%', 'ratio'],
    ['研发', '元/人', 'intensive'],
    ['研发', '亿元', 'extensive'],
  ])('%s in %s is %s', (name, unit, kind) => {
    expect(infer([{ ...roles, values: [value(name, { unit })] }]).config?.indicators[0]?.kind).toBe(kind);
  });

  test('long tables give an indicator for every name; lists are counted', () => {
    const indicators = ['GDP', '专利'].map((name) => ({ name, unit: '' }));
    const long = { indicator: ['指标'], values: [value('数值')], indicators };
    const { config } = infer([
      { ...roles, long, values: [] },
      { ...roles, file: 'lists/大学.csv', year: null, values: [] },
    ]);
    expect(config?.tables[0]).toMatchObject({ indicator: '指标', value: '数值' });
    expect(config?.measures[0]?.indicators).toEqual(['gdp', 'indicator_1', 'indicator_2']);
    expect(config?.tables[1]).toMatchObject({ count: 'indicator_2' });
    expect(config?.indicators).toMatchObject([
      { id: 'gdp', name: { zh: 'GDP' } },
      { id: 'indicator_1', name: { zh: '专利' } },
      { id: 'indicator_2', name: { zh: '大学' }, kind: 'count', absent: 'zero' },
    ]);
  });

  test('boundary files of the folder are levels of their own', () => {
    const own: BoundaryRoles = {
      file: 'c.geojson',
      object: null,
      level: 'c',
      regions: 3,
      key: 'id',
      names: { zh: null, en: 'NAME' },
      parent: null,
    };
    const { config } = infer(
      [{ ...roles, atlas: null, level: 'd' }],
      [own, { ...own, file: 'd.geojson', level: 'd', parent: 'c' }],
    );
    expect(config?.levels).toMatchObject([
      { id: 'c', source: { file: 'c.geojson' }, key: 'id', names: { en: 'NAME' } },
      { id: 'd', parent: { level: 'c' } },
    ]);
  });

  test('lists of links are networks with ids of their own, each with a view', () => {
    const links: EdgeRoles = {
      file: '流动.csv',
      atlas: 'china',
      level: 'prefecture',
      rows: 3,
      matched: 3,
      from: '起点',
      to: '终点',
      year: '年份',
      weight: value('人次', { unit: '万' }),
      directed: true,
    };
    const { input } = inferAtlas({
      folder: 'x',
      tables: [roles],
      edges: [links, { ...links, file: 'more/合作.csv', year: null, directed: false }],
      boundaries: [],
      atlases,
    });
    expect(input?.networks).toMatchObject([
      { id: 'links', name: '流动', kind: 'edges', from: '起点', to: '终点', weight: '人次', directed: true },
      { id: 'links-2', name: '合作', file: 'more/合作.csv', directed: false },
    ]);
    const { config, diagnostics } = parseAtlas(formatAtlas(input!, 'atlas.schema.json'));
    expect(diagnostics).toEqual([]);
    expect(config?.levels.map(({ id }) => id)).toEqual(['province', 'prefecture']);
    expect(config?.views.map(({ id, indicator, layers }) => [id, indicator, layers])).toEqual([
      ['prefecture', 'indicator_1', ['labels']],
      ['links', undefined, ['flows', 'links', 'labels']],
      ['links-2', undefined, ['flows', 'links-2', 'labels']],
    ]);
  });

  test('tables that name no region are told', () => {
    const { diagnostics } = inferAtlas({
      folder: 'x',
      tables: [roles],
      unused: [{ file: 'notes.csv' }],
      boundaries: [],
      atlases,
    });
    expect(diagnostics).toContainEqual(
      expect.objectContaining({
        code: 'config/unused-table',
        severity: 'warning',
        at: { file: 'notes.csv' },
      }),
    );
  });

  test('nothing to go by is no atlas', () => {
    expect(inferAtlas({ folder: 'x', tables: [], boundaries: [], atlases })).toEqual({
      input: null,
      diagnostics: [],
    });
  });

  test('a folder whose name has no Latin letter still has an id', () => {
    expect(inferAtlas({ folder: '数据2020', tables: [roles], boundaries: [], atlases }).input?.id).toBe(
      'atlas',
    );
  });
});

test('formatAtlas writes short maps on one line, under the line that editors look for', () => {
  const { text } = infer([roles]);
  expect(text.split('\n').slice(0, 3)).toEqual([
    '# yaml-language-server: $schema=atlas.schema.json',
    'jiju: 1',
    'id: five-cities',
  ]);
  expect(text).toContain('\n    source: { atlas: china, level: prefecture }\n');
});
