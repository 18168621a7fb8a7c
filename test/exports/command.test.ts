import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import initSqlJs from 'sql.js';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Catalog } from '../../geodata/model/catalog.ts';
import { openBundleTable } from '../../geodata/exports/bundle-tables.ts';
import type { TableDescription } from '../../geodata/exports/provenance.ts';
import { command } from '../../scripts/commands/export.ts';
import type { Run } from '../support/command-line.ts';
import { run } from '../support/command-line.ts';

// Two squares with a table of two years, a year of counts, and a measure: everything a download is made of.
const square = (code: string, west: number) => ({
  type: 'Feature',
  properties: { code, name: `城${code}` },
  geometry: {
    type: 'Polygon',
    coordinates: [
      [
        [west, 20],
        [west + 1, 20],
        [west + 1, 21],
        [west, 21],
        [west, 20],
      ],
    ],
  },
});

const atlas = `jiju: 1
id: toy
title: { zh: 玩具图集, en: Toy atlas }
captions: { map: { zh: 示意图, en: Schematic map }, credits: [Home-made] }
sources:
  - { id: yearbook, title: Yearbook, publisher: Office, year: '2024', licence: CC0-1.0 }
levels:
  - { id: city, layer: cities, name: { zh: 城市, en: Cities }, source: { file: cities.geojson }, key: code, names: { zh: name } }
indicators:
  - { id: gdp, name: GDP, unit: 亿元, kind: extensive }
  - { id: schools, name: { zh: 学校, en: Schools }, kind: count }
tables:
  - { file: gdp.csv, level: city, key: code, year: year, source: yearbook, values: { gdp: gdp, schools: schools } }
measures:
  - { id: gini, measure: gini, title: Gini, level: city, indicators: [gdp] }
`;

let cwd: string;
const exported = (...args: string[]): Promise<Run> => run(command, args, { cwd });
const textAt = (name: string): string => readFileSync(join(cwd, name), 'utf8');

beforeAll(async () => {
  cwd = mkdtempSync(join(tmpdir(), 'jiju-export-'));
  mkdirSync(join(cwd, 'toy'));
  const features = [square('1', 100), square('2', 101)];
  writeFileSync(join(cwd, 'toy/cities.geojson'), JSON.stringify({ type: 'FeatureCollection', features }));
  writeFileSync(join(cwd, 'toy/gdp.csv'), 'code,year,gdp,schools\n1,2020,10,\n2,2020,20.5,\n1,2021,12,3\n');
  writeFileSync(join(cwd, 'toy/atlas.yaml'), atlas);
  const { status, notes } = await exported('toy', '--list');
  expect({ status, notes }).toMatchObject({ status: 0 });
});
afterAll(() => rmSync(cwd, { recursive: true }));

describe('jiju export', () => {
  test('lists tables and columns', async () => {
    const tables = await exported('toy', '--list');
    expect(tables.out).toMatch(/^cities +2 rows +MultiPolygon +城市 \/ Cities$/m);
    expect(tables.out).toMatch(/^gini +\d rows +no geometry +Gini$/m);
    const columns = await exported('toy', 'cities', '--list');
    expect(columns.out).toMatch(/^gdp_2020 +real +亿元 +GDP（2020） \/ GDP \(2020\)$/m);
    expect(columns.out).toMatch(/^schools +integer/m);
  });

  test('writes all columns of a level: the register, the latest year, every year', async () => {
    const { status, out } = await exported('toy', 'cities', '-f', 'csv');
    expect(status).toBe(0);
    expect(out).toMatch(/^Wrote cities\.csv: 2 rows, .* described in cities\.csv\.json\.$/m);
    const [header, first, second] = textAt('cities.csv').split('\r\n');
    expect(header).toBe('id,code,name,name_en,kind,capital,area_km2,lon,lat,gdp,gdp_2020,gdp_2021,schools');
    expect(first).toMatch(/^1,1,城1,城1,[^,]*,,1\d{4}\.0,100\.\d+,20\.\d+,12\.0,10\.0,12\.0,3$/);
    expect(second).toMatch(/,,20\.5,,$/);
    const description = JSON.parse(textAt('cities.csv.json')) as TableDescription;
    expect(description.provenance).toMatchObject({
      atlas: 'toy',
      caption: { zh: '示意图' },
      sources: [{ id: 'yearbook', licence: { en: 'CC0-1.0' } }],
      revision: expect.stringMatching(/^[0-9a-f]{16}$/) as string,
    });
  });

  test('takes the format from the name of the file, and only the columns asked for', async () => {
    const { status } = await exported('toy', 'cities', '-o', 'a.gpkg', '--columns', 'name, gdp');
    expect(status).toBe(0);
    const sql = await initSqlJs();
    const database = new sql.Database(readFileSync(join(cwd, 'a.gpkg')));
    expect(database.exec('SELECT fid, name, gdp FROM cities')[0]).toEqual({
      columns: ['fid', 'name', 'gdp'],
      values: [
        [1, '城1', 12],
        [2, '城2', null],
      ],
    });
    database.close();
  });

  test('reads a folder of bundles, one bundle, and tables of results', async () => {
    const { revision } = JSON.parse(textAt('toy/.jiju/current.json')) as { revision: string };
    for (const place of ['toy/.jiju', `toy/.jiju/bundles/${revision}`]) {
      const { status } = await exported(place, 'gini', '-f', 'csv', '--bom', '-o', 'gini.csv');
      expect(status).toBe(0);
      expect(textAt('gini.csv')).toMatch(/^\ufeffid,region,area_group,other,indicator,year,to_year,value,/);
      expect(textAt('gini.csv')).toMatch(/\r\n1,,[^,]*,,gdp,2020,,0\.17\d+,2,2,/);
    }
  });

  test('is quiet when asked to be', async () => {
    expect(await exported('toy', 'cities', '-f', 'fgb', '-q')).toEqual({ status: 0, out: '', notes: '' });
  });

  test.each([
    [[], 2, 'Found no atlas'],
    [['toy'], 2, 'Found no layer or table'],
    [['toy', 'cities'], 2, 'Found no format. Give one with -f: geojson'],
    [['toy', 'cities', '-f', 'doc'], 2, 'Found the format "doc"'],
    [['toy', 'citys', '-f', 'csv'], 3, 'citys: There is no layer or table of that name. Nearest: cities'],
    [['toy', 'nothing-like-it', '--list'], 3, 'There is no layer or table'],
    [['toy', 'cities', '-f', 'csv', '-c', 'gpd'], 2, 'Nearest: gdp'],
    [['toy', 'cities', '-f', 'gpkg', '--bom'], 2, 'has no option "bom"'],
    [['toy', 'gini', '-f', 'shp'], 2, 'without geometry'],
    [['toy', 'cities', '-o', `${import.meta.filename}/a.csv`], 4, 'could not be written (E'],
    [['nowhere', 'cities', '-f', 'csv'], 3, 'There is no such folder'],
  ])('%j exits with %i and says why', async (args, expected, message) => {
    const { status, notes } = await exported(...args);
    expect(notes).toContain(message);
    expect(status).toBe(expected);
    expect(readdirSync(cwd).filter((name) => name.endsWith('.part'))).toEqual([]);
  });
});

test('a damaged bundle is an error of data, not a bug', async () => {
  const { revision } = JSON.parse(textAt('toy/.jiju/current.json')) as { revision: string };
  const bundle = join(cwd, 'toy/.jiju/bundles', revision);
  const catalog = JSON.parse(readFileSync(join(bundle, 'catalog.json'), 'utf8')) as Catalog;
  const whole = readFileSync(join(bundle, 'features/cities.fgb'));
  expect(catalog.features[0]).toMatchObject({ id: 'cities', level: 'city', count: 2, bytes: whole.length });
  const read = async () => whole.subarray(0, whole.length - 8);
  await expect(openBundleTable(catalog, 'cities', read)).rejects.toMatchObject({ code: 'invalid-data' });
});
