import { expect, test } from 'vitest';
import { joinTable } from '../../geodata/join/join-table.ts';
import type { JoinedTable } from '../../geodata/join/join-table.ts';
import { mergeTables } from '../../geodata/join/merge-tables.ts';
import { createRegionIndex } from '../../geodata/join/region-index.ts';
import type { Region } from '../../geodata/model/region.ts';
import { readTable } from '../../geodata/sources/table.ts';
import { provinces } from '../support/china-regions.ts';
import { indicators } from './indicators.ts';

const regions: Region[] = provinces.slice(0, 4).map((named) => ({
  ...named,
  point: [0, 0],
  bbox: [0, 0, 0, 0],
  areaKm2: 1,
  kind: '',
  groups: {},
  capital: null,
}));

const joined = async (file: string, indicator: string, text: string): Promise<JoinedTable> => {
  const { table } = await readTable(new TextEncoder().encode(`name,v\n${text}`), file);
  const spec = { file, level: 'province', name: 'name', year: 2012, values: { v: indicator } };
  return joinTable({ table, spec, index: createRegionIndex({ regions }), indicators, sources: [] });
};

test('two tables may share a column; where they share a region, the first wins and the second is told', async () => {
  const merged = mergeTables(
    regions,
    [
      await joined('a.csv', 'gdp', '北京,1\n天津,2\n'),
      await joined('b.csv', 'gdp', '天津,2\n北京,5\n河北,3\n山西,-\n'),
    ],
    indicators,
  );
  expect(merged.observations.map(({ region, value, source }) => [region, value, source])).toEqual([
    [110000, 1, 'a.csv'],
    [120000, 2, 'a.csv'],
    [130000, 3, 'b.csv'],
  ]);
  expect(merged.blanks).toEqual([{ region: 140000, indicator: 'gdp', year: 2012 }]);
  expect(merged.diagnostics.map(({ code, at, message }) => [code, at.file, message])).toEqual([
    ['join/repeated-row', 'b.csv', 'a.csv gives the same gdp of 天津市 Tianjin in 2012: 2.'],
    [
      'join/duplicate-key',
      'b.csv',
      'a.csv gives 1 as gdp of 北京市 Beijing in 2012, b.csv gives 5; the first was kept.',
    ],
  ]);
});

test('regions without a row are told once for a column, unless that means zero or they are not covered', async () => {
  const gdp = await joined('a.csv', 'gdp', '北京,1\n');
  const universities = await joined('b.csv', 'universities', '北京,1\n');
  const told = (uncovered: string[]) =>
    mergeTables(
      regions,
      [gdp, universities],
      indicators.map((each) => ({ ...each, uncovered })),
    ).diagnostics.map(({ code, message, count }) => [code, message, count]);
  expect(told([])).toEqual([
    [
      'join/region-without-value',
      'No row gives gdp in 2012 of 天津市 Tianjin, 河北省 Hebei, 山西省 Shanxi.',
      3,
    ],
  ]);
  expect(told(['120000', '130000'])).toEqual([
    ['join/region-without-value', 'No row gives gdp in 2012 of 山西省 Shanxi.', 1],
  ]);
  expect(told(['120000', '130000', '140000'])).toEqual([]);
});
