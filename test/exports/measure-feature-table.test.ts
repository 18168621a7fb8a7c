import { expect, test } from 'vitest';
import { csv } from '../../geodata/exports/csv.ts';
import { measureFeatureTable } from '../../geodata/exports/measure-feature-table.ts';
import type { MeasureTable } from '../../geodata/model/measure.ts';
import { sampleTable, textOf } from './sample-table.ts';

const table: MeasureTable = {
  id: 'gini-cities',
  measure: 'gini',
  title: { zh: '基尼系数', en: 'Gini' },
  level: 'city',
  within: 'province',
  params: {},
  sources: ['toy'],
  rows: [
    { region: '320000', indicator: 'gdp', year: 2020, value: 1, n: 13, frame: 13, flags: [] },
    {
      region: null,
      group: 'east',
      other: '120000',
      indicator: 'gdp',
      year: 2010,
      toYear: 2020,
      value: null,
      details: { points: [[0, 0]] },
      n: 1,
      frame: 2,
      flags: ['few', 'old'],
      reason: 'too_few_units',
      published: 0.4,
    },
  ],
};

test('a table of results keeps every result with what comes with it', async () => {
  const text = await textOf(csv, measureFeatureTable(table, sampleTable.provenance));
  expect(text.split('\r\n')).toEqual([
    'id,region,area_group,other,indicator,year,to_year,value,n,frame,flags,reason,published,details',
    '1,320000,,,gdp,2020,,1.0,13,13,,,,',
    '2,,east,120000,gdp,2010,2020,,1,2,few old,too_few_units,0.4,"{""points"":[[0,0]]}"',
    '',
  ]);
});
