import { describe, expect, test } from 'vitest';
import type { LevelCandidate } from '../../geodata/join/infer-boundaries.ts';
import { inferBoundaries } from '../../geodata/join/infer-boundaries.ts';
import { inferTable } from '../../geodata/join/infer-table.ts';
import type { TableRoles } from '../../geodata/model/roles.ts';
import { readTable } from '../../geodata/sources/table.ts';
import { prefectures, provinces } from '../support/china-regions.ts';

const china: LevelCandidate[] = [
  { atlas: 'china', level: 'province', regions: provinces },
  { atlas: 'china', level: 'prefecture', regions: prefectures, parents: provinces },
];

const infer = async (text: string, candidates = china): Promise<TableRoles | null> => {
  const { table } = await readTable(new TextEncoder().encode(text), 'data.csv');
  return inferTable(table, candidates);
};

describe('inferTable', () => {
  test('five rows with one misprint are about cities', async () => {
    const roles = await infer(
      '城市,年份,专利（件）\n苏州,2020,5\n杭洲,2020,4\n宁波,2020,3\n无锡,2020,2\n南京,2020,1\n',
    );
    expect(roles).toMatchObject({
      atlas: 'china',
      level: 'prefecture',
      rows: 5,
      matched: 4,
      key: null,
      name: '城市',
      year: '年份',
      values: [{ column: '专利（件）', name: '专利', unit: '件', year: null, decimals: 0 }],
    });
  });

  test.each([
    [
      'codes and names',
      'adcode,region,v\n110000,北京,1\n130000,河北,2\n',
      { key: 'adcode', name: 'region', level: 'province' },
    ],
    ['codes only', 'id,v\n320500,1.25\n330100,2.5\n', { key: 'id', name: null, level: 'prefecture' }],
    ['names in English', 'City,v\nNanjing,1\nShenzhen,2\n', { name: 'City', level: 'prefecture' }],
    ['places that are on both levels', '地区,v\n北京,1\n上海,2\n', { name: '地区', level: 'province' }],
    [
      'a parent beside the place',
      '省,市,v\n江苏,苏州,1\n浙江,杭州,2\n',
      { name: '市', parent: '省', level: 'prefecture' },
    ],
    ['homonyms', 'prov,city,v\n江苏,Suzhou,1\n安徽,Suzhou,2\n', { name: 'city', parent: 'prov' }],
    ['a year without heading', 'x,y,v\n北京,2012,5\n河北,2013,6\n', { year: 'y' }],
    ['quality', '地区,v,q\n北京,1,approx\n河北,2,measured\n', { quality: 'q' }],
    ['a serial number', '序号,地区,v\n1,北京,1\n2,河北,2\n', { values: [{ column: 'v' }] }],
    ['coordinates', '地区,经度,纬度,v\n北京,116.4,39.9,1\n河北,115,38,2\n', { values: [{ column: 'v' }] }],
    ['a decimal comma', '地区;v\n北京;1,25\n河北;2,5\n', { values: [{ column: 'v', decimals: 2 }] }],
    ['missing cells', '地区,v\n北京,-\n河北,2\n山西,…\n', { values: [{ column: 'v' }] }],
    ['a list', '大学,市\n甲大学,苏州\n乙大学,杭州\n丙大学,杭州\n', { name: '市', long: null, values: [] }],
    [
      'a list whose things have numbers',
      '大学,批次,市\n甲大学,1,苏州\n乙大学,2,杭州\n丙大学,1,杭州\n丁大学,1,杭州\n',
      { name: '市', long: null, values: [] },
    ],
  ])('%s', async (_, text, roles) => {
    expect(await infer(text)).toMatchObject(roles);
  });

  test('years across the columns', async () => {
    const roles = await infer('地区,2012年 经费（亿元）,2013年 经费（亿元）,2013\n北京,1,2,3\n河北,4,5,6\n');
    expect(roles?.year).toBeNull();
    expect(roles?.values.map(({ name, unit, year }) => [name, unit, year])).toEqual([
      ['经费', '亿元', 2012],
      ['经费', '亿元', 2013],
      ['', '', 2013],
    ]);
  });

  test('long tables, whether their columns say so or not', async () => {
    const rows = '北京,2012,GDP,1\n北京,2012,人口,2\n河北,2012,GDP,3\n河北,2012,人口,4\n';
    for (const header of ['地区,年,指标,数值', 'a,b,c,d']) {
      const roles = await infer(`${header}\n${rows}`);
      const [, , indicator, value] = header.split(',');
      const indicators = [{ name: 'GDP' }, { name: '人口' }];
      expect(roles?.long).toMatchObject({ indicator: [indicator], values: [{ column: value }], indicators });
      expect(roles?.values).toEqual([]);
    }
  });

  test('years across under a title that says what the numbers are', async () => {
    for (const title of [
      '指标：研发经费(亿元)',
      'Indicator,研发经费(亿元)',
      'Indicator Name: 研发经费(亿元),,',
    ]) {
      const roles = await infer(`${title}\n地区,2012年,2013年,2014年\n北京,1,2,3\n河北,5,6,7\n`);
      expect(roles?.values.map(({ name, unit, year }) => [name, unit, year])).toEqual([
        ['研发经费', '亿元', 2012],
        ['研发经费', '亿元', 2013],
        ['研发经费', '亿元', 2014],
      ]);
    }
  });

  test('an indicator in every row and years across, as statistical offices publish them', async () => {
    const roles = await infer('地区,指标,2012年,2013年\n北京,GDP,1,2\n北京,人口,3,4\n河北,GDP,5,6\n');
    expect(roles?.long).toMatchObject({
      indicator: ['指标'],
      values: [
        { column: '2012年', year: 2012 },
        { column: '2013年', year: 2013 },
      ],
      indicators: [{ name: 'GDP' }, { name: '人口' }],
    });
    expect(roles?.values).toEqual([]);
  });

  test('sector and activity name an indicator together, by their labels; the unit stands beside', async () => {
    const sectors = [
      ['BES', '企业'],
      ['GOV', '政府部门'],
    ];
    const activities = ['基础研究', '应用研究'];
    const rows = ['北京', '河北'].flatMap((place) =>
      sectors.flatMap(([code, sector]) =>
        activities.flatMap((activity) =>
          [2012, 2013].map((year) => `${place},${code},${sector},亿元,${activity},${year},${year - 2000},p`),
        ),
      ),
    );
    const roles = await infer(`地区,sector,部门,单位,活动,年,值,OBS_STATUS\n${rows.join('\n')}\n`);
    expect(roles?.long).toMatchObject({
      indicator: ['部门', '活动'],
      values: [{ column: '值' }],
      indicators: [
        { name: '企业, 基础研究', unit: '亿元' },
        { name: '企业, 应用研究', unit: '亿元' },
        { name: '政府部门, 基础研究', unit: '亿元' },
        { name: '政府部门, 应用研究', unit: '亿元' },
      ],
    });
    expect(roles?.quality).toEqual({ column: 'OBS_STATUS', means: { p: 'approx' } });
  });

  test.each([
    ['interpolated_flag', ['TRUE', 'FALSE'], { TRUE: 'interpolated', FALSE: 'measured' }],
    ['是否估算', ['是', '否'], { 是: 'approx', 否: 'measured' }],
    ['flags', ['e', 'bp', ''], { e: 'approx', bp: 'approx' }],
    ['Observation status', ['A', 'F'], { A: 'measured', F: 'extrapolated' }],
    ['status', ['city', 'town'], null],
  ])('a column %s of %j says how good a figure is', async (heading, words, means) => {
    const rows = ['北京', '河北', '山西'].map(
      (place, row) => `${place},${row + 1},${words[row] ?? words[0]}`,
    );
    const roles = await infer(`地区,v,${heading}\n${rows.join('\n')}\n`);
    expect(roles?.quality).toEqual(means === null ? null : { column: heading, means });
  });

  test('small numbers are codes of regions only where their heading says so or names agree', async () => {
    const rows = 'Paris,44\nLyon,32\nMarseille,21\nToulouse,13\n';
    expect(await infer(`city,labs\n${rows}`)).toBeNull();
    expect(await infer(`city,code\n${rows}`)).toMatchObject({ key: 'code', level: 'province' });
    expect(await infer('地区,x,v\n广东,44,1\n江苏,32,2\n')).toMatchObject({ key: 'x', name: '地区' });
  });

  test('what is the same in all rows of a region names no indicator', async () => {
    const rows = ['北京', '河北', '山西'].flatMap((place, at) =>
      [2012, 2013, 2013].map((year) => `${place},${['高', '中', '低'][at]}收入,${year},${year - 2000}`),
    );
    const roles = await infer(`地区,收入组,年,v\n${rows.join('\n')}\n`);
    expect(roles?.long).toBeNull();
  });

  test('of columns that name the regions the one with the longest texts is their name', async () => {
    const aliases = provinces.map(({ code, level, name }) => ({
      level,
      alias: `${name.en.slice(0, 2).toUpperCase()}${code.slice(0, 2)}`,
      code,
      validFrom: null,
      validTo: null,
    }));
    const rows = provinces.slice(0, 4).map(({ name }, row) => `${aliases[row]?.alias},${name.zh},${row}`);
    const candidates = [{ atlas: 'china', level: 'province', regions: provinces, aliases }];
    expect(await infer(`iso,名称,v\n${rows.join('\n')}\n`, candidates)).toMatchObject({
      key: 'iso',
      name: '名称',
    });
  });

  test.each(['objectid', 'NUTS_ID', 'mount type', 'iso_a3'])(
    'numbers under %s measure nothing',
    async (heading) => {
      const roles = await infer(`地区,${heading},paid\n北京,1,5\n河北,2,6\n`);
      expect(roles?.values.map(({ column }) => column)).toEqual(['paid']);
    },
  );

  test('codes that are words, beside the names', async () => {
    const aliases = provinces.map(({ code, level, name }) => ({
      level,
      alias: `${name.en.slice(0, 3).toUpperCase()}${code.slice(0, 2)}`,
      code,
      validFrom: null,
      validTo: null,
    }));
    const [first, second] = aliases;
    const candidates = [{ atlas: 'china', level: 'province', regions: provinces, aliases }];
    const text = `name,iso,v\n北京市,${first?.alias},1\nElsewhere,${second?.alias},2\n`;
    expect(await infer(text, candidates)).toMatchObject({ key: 'iso', name: 'name', matched: 2 });
  });

  test('tables that name no region, or too few, are about nothing known', async () => {
    expect(await infer('a,b\nx,1\ny,2\n')).toBeNull();
    expect(await infer('a,b\n北京,1\nx,2\ny,3\nz,4\n')).toBeNull();
    expect(await infer('')).toBeNull();
    expect(await infer('城市,v\n苏州,1\n', [])).toBeNull();
  });
});

describe('inferBoundaries', () => {
  const features = (level: typeof provinces) =>
    level.map(({ code, name }, index) => ({
      fid: index,
      adcode: code,
      名称: name.zh,
      NAME: name.en,
      area: 5,
      empty: null,
    }));

  test('finds codes, names in both languages and the level above, largest regions first', () => {
    const { roles, candidates } = inferBoundaries([
      {
        file: 'maps/Cities.geojson',
        properties: [...features(prefectures), ...features(prefectures).slice(0, 0)],
      },
      { file: 'maps/Provinces.geojson', properties: features(provinces).slice(0, 30) },
    ]);
    expect(roles.map(({ level }) => level)).toEqual(['provinces', 'cities']);
    expect(roles[1]).toEqual({
      file: 'maps/Cities.geojson',
      object: null,
      level: 'cities',
      regions: prefectures.length,
      key: 'adcode',
      names: { zh: '名称', en: 'NAME' },
      parent: null,
    });
    expect(candidates[1]?.regions[0]).toMatchObject({
      code: prefectures[0]?.code,
      name: prefectures[0]?.name,
    });
  });

  test('codes that begin with those of another file make that file the level above', () => {
    const above = [{ code: '01' }, { code: '02' }];
    const below = [{ code: '01001' }, { code: '02001' }, { code: '02003' }];
    const { roles, candidates } = inferBoundaries([
      { file: 'b.json', properties: below },
      { file: 'a.json', properties: above },
    ]);
    expect(roles.map(({ level, parent }) => [level, parent])).toEqual([
      ['a', null],
      ['b', 'a'],
    ]);
    expect(candidates[1]?.parents).toBe(candidates[0]?.regions);
  });

  test('tables are matched to boundaries of their own folder', async () => {
    const { candidates } = inferBoundaries([
      {
        file: 'Länder.geojson',
        properties: [
          { id: 'DE1', name: 'Baden' },
          { id: 'DE2', name: 'Bayern' },
        ],
      },
    ]);
    expect(candidates[0]?.level).toBe('l-nder');
    const roles = await infer('Land;Wert\nBaden;1,5\nBayern;2,5\n', [...china, ...candidates]);
    expect(roles).toMatchObject({ atlas: null, level: 'l-nder', name: 'Land' });
  });

  test('boundaries of the folder go before those of an atlas with the same places', async () => {
    const { candidates } = inferBoundaries([{ file: 'own.geojson', properties: features(provinces) }]);
    expect(await infer('地区,v\n江苏,1\n浙江,2\n', [...china, ...candidates])).toMatchObject({
      atlas: null,
      level: 'own',
    });
  });

  test('boundaries that nothing tells apart are no level', () => {
    expect(inferBoundaries([{ file: 'a.json', properties: [{ a: 1 }, { a: 1 }] }]).roles).toEqual([]);
    expect(inferBoundaries([{ file: 'a.json', properties: [] }]).roles).toEqual([]);
  });
});
