import { describe, expect, test } from 'vitest';
import type { LevelCandidate } from '../../geodata/join/infer-boundaries.ts';
import { inferEdges } from '../../geodata/join/infer-edges.ts';
import { inferTable } from '../../geodata/join/infer-table.ts';
import type { EdgeRoles } from '../../geodata/model/roles.ts';
import { asRegionCode } from '../../geodata/model/region.ts';
import { readTable } from '../../geodata/sources/table.ts';
import { prefectures, provinces } from '../support/china-regions.ts';

const china: LevelCandidate[] = [
  { atlas: 'china', level: 'province', regions: provinces },
  { atlas: 'china', level: 'prefecture', regions: prefectures, parents: provinces },
];

const read = async (text: string) => (await readTable(new TextEncoder().encode(text), 'data.csv')).table;
const infer = async (text: string): Promise<EdgeRoles | null> => inferEdges(await read(text), china);

describe('inferEdges', () => {
  test.each([
    [
      'names, years and a direction',
      '起点,终点,年份,人次\n北京,苏州,2020,5\n苏州,北京,2020,4\n南京,无锡,2021,3\n',
      {
        from: '起点',
        to: '终点',
        year: '年份',
        weight: { column: '人次' },
        level: 'prefecture',
        directed: true,
      },
    ],
    [
      'headings that say nothing',
      'a,b,n\n南京,苏州,3\n杭州,宁波,4\n苏州,无锡,1\n',
      { from: 'a', to: 'b', year: null, weight: { column: 'n' }, directed: false },
    ],
    [
      'codes, with the weight before them',
      'weight,source,target\n110000,320500,330100\n12,320100,320200\n',
      { from: 'source', to: 'target', weight: { column: 'weight' }, level: 'prefecture' },
    ],
    ['provinces', 'from,to,flow\n江苏,浙江,1.5\n广东,湖南,2\n', { level: 'province' }],
    [
      'one misprint, one link of a place with itself',
      'from,to,flow\n南京,苏州,1\n杭洲,宁波,2\n苏州,苏州,3\n无锡,南京,4\n',
      { rows: 4, matched: 2 },
    ],
  ])('%s', async (_, text, roles) => {
    expect(await infer(text)).toMatchObject(roles);
  });

  test.each([
    ['a place with its parent', '省,市,v\n江苏,苏州,1\n浙江,杭州,2\n'],
    ['a code with its name', 'adcode,region,v\n320500,苏州,1\n330100,杭州,2\n'],
    ['links without a number', 'from,to\n南京,苏州\n杭州,宁波\n'],
    ['one column of places', '城市,v\n南京,1\n苏州,2\n'],
    ['nothing at all', 'a,b\n'],
  ])('%s are no links', async (_, text) => {
    expect(await infer(text)).toBeNull();
  });
});

test('a count that happens to be a code of some region is no key', async () => {
  const states = Array.from({ length: 50 }, (_, index) => ({
    ...provinces[0]!,
    id: index,
    code: asRegionCode(`${index}`),
    name: { zh: '', en: `State${String.fromCodePoint(65 + (index % 26), 97 + Math.floor(index / 26))}` },
  }));
  const rows = states.map(({ name }, index) => `${name.en},${(index * 7) % 50}`);
  const table = await read(`name,patents\n${rows.join('\n')}\n`);
  const roles = inferTable(table, [{ atlas: null, level: 'states', regions: states }]);
  expect(roles).toMatchObject({ key: null, name: 'name', values: [{ column: 'patents' }] });
});
