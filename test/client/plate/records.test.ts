import { describe, expect, it } from 'vitest';
import { loadConcentration } from '../../../client/plate/concentration.ts';
import { loadPlate } from '../../../client/plate/load-plate.ts';
import { linksOf, loadRegionRecord } from '../../../client/plate/region-record.ts';
import { gravity, smallBundle, stateOf } from '../small-atlas.ts';

describe('the record of a region', () => {
  it('has values through the years, ranks, links and profile of a city', async () => {
    const record = (await loadRegionRecord(
      smallBundle(),
      { level: 'city', code: '110100' },
      stateOf('patents'),
    ))!;
    expect(record.series.map(({ year, value, rank }) => [year, value, rank])).toEqual([
      [2020, 4, 3],
      [2021, 10, 4],
    ]);
    expect(record.profile.map(({ indicator, year }) => [indicator.id, year])).toEqual([
      ['patents', 2021],
      ['intensity', null],
    ]);
    expect(record.links.map(({ code, weight }) => [code, weight])).toEqual([
      ['110200', 9],
      ['120100', 5],
    ]);
    expect(record.measures).toEqual([]);
  });

  it('has the measures over the members of a province, of the latest year', async () => {
    const record = (await loadRegionRecord(
      smallBundle(),
      { level: 'province', code: '110000' },
      stateOf('patents'),
    ))!;
    expect(record.measures.map(({ row }) => [row.year, row.value])).toEqual([[2021, 0.2]]);
    expect(record.series).toEqual([]);
    expect(record.linkRegister).toBeNull();
  });

  it('is null for an unknown code', async () => {
    expect(
      await loadRegionRecord(smallBundle(), { level: 'city', code: '1' }, stateOf('patents')),
    ).toBeNull();
    expect(
      await loadRegionRecord(smallBundle(), { level: 'moon', code: '1' }, stateOf('patents')),
    ).toBeNull();
  });

  it('has no links for a region that the network does not know', () => {
    expect(linksOf(gravity, '999999')).toEqual([]);
  });
});

describe('the record of concentration', () => {
  it('is about the very units of the baked Gini coefficient', async () => {
    const plate = await loadPlate(smallBundle(), stateOf('patents'));
    const { gini, rows, tables } = await loadConcentration(smallBundle(), plate);
    expect(gini?.rows.map(({ year, value }) => [year, value])).toEqual([
      [2020, 0.5],
      [2021, 0.13],
    ]);
    expect(rows).toEqual([0, 1, 2]);
    expect(tables.map(({ entry }) => entry.id)).toEqual(['gini-cities', 'gini-all']);
  });

  it('is about the members of a province where the extent is one', async () => {
    const plate = await loadPlate(smallBundle(), stateOf('patents', { within: '110000' }));
    const { gini, rows } = await loadConcentration(smallBundle(), plate);
    expect(gini?.rows.map(({ value }) => value)).toEqual([0.3, 0.2]);
    expect(rows).toEqual([0, 1]);
  });

  it('leaves out regions without a value', async () => {
    const plate = await loadPlate(smallBundle(), stateOf('patents', { year: 2020 }));
    expect((await loadConcentration(smallBundle(), plate)).rows).toEqual([0, 1]);
  });
});
