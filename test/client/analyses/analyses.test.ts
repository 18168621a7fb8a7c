import { describe, expect, it } from 'vitest';
import { compositeScores, rankRanges } from '../../../client/analyses/composite-scores.ts';
import {
  actualAmounts,
  calls,
  efficiencyScores,
  yearIn,
} from '../../../client/analyses/efficiency-scores.ts';
import { boxOf } from '../../../client/analyses/group-table.ts';
import { analyses } from '../../../client/analyses/index.ts';
import { detailLines } from '../../../client/analyses/result-details.ts';
import { optionsOf, rowsOf, timeOf } from '../../../client/analyses/table-rows.ts';
import { groupPoints } from '../../../client/map/group-points.ts';
import { loadPlate } from '../../../client/plate/load-plate.ts';
import { analysisIds } from '../../../geodata/model/view-words.ts';
import type { MeasureRow, MeasureTable } from '../../../geodata/model/measure.ts';
import { cities, smallBundle, smallCatalog, stateOf } from '../small-atlas.ts';

const both = (text: string) => ({ zh: text, en: text });

const row = (region: string, value: number | null, details: object): MeasureRow => ({
  region,
  indicator: 'index',
  year: 2021,
  value,
  n: 3,
  frame: 3,
  flags: [],
  details,
});

const tableOf = (rows: MeasureRow[]): MeasureTable => ({
  id: 'index',
  measure: 'composite-index',
  title: both('index'),
  level: 'city',
  within: 'city',
  params: {},
  sources: [],
  rows,
});

describe('the registry of analyses', () => {
  it('has every analysis of the address once', () => {
    expect(analyses.map(({ id }) => id)).toEqual([...analysisIds]);
  });

  it('offers those that the atlas has for the plate', async () => {
    const offered = async (view: string): Promise<string[]> => {
      const plate = await loadPlate(smallBundle(), stateOf(view));
      return analyses.filter((analysis) => analysis.isOffered(plate)).map(({ id }) => id);
    };
    expect(await offered('patents')).toEqual([
      'concentration',
      'years',
      'association',
      'agglomerations',
      'tables',
    ]);
    expect(await offered('intensity')).toEqual(['concentration', 'years', 'agglomerations', 'tables']);
  });
});

describe('scores of a composite index', () => {
  const parts = (first: number | null, second: number | null) => [
    { group: 'inputs', value: first },
    { group: 'outputs', value: second },
  ];

  it('are in order of rank, with the mean of every part over those that have it', () => {
    const table = tableOf([
      row('110200', 20, { groups: parts(10, 30), rank: 2 }),
      row('110100', 80, { groups: parts(90, 70), rank: 1 }),
      row('120100', null, { groups: parts(null, 20) }),
    ]);
    const { scores, means, parts: names } = compositeScores(table);
    expect(names).toEqual(['inputs', 'outputs']);
    expect(scores.map(({ region, rank }) => [region, rank])).toEqual([
      ['110100', 1],
      ['110200', 2],
      ['120100', null],
    ]);
    expect(means).toEqual([50, 40]);
  });

  it('come with the range of ranks over weightings', () => {
    const ranges = rankRanges(tableOf([row('110100', 3, { best: 1, worst: 4 }), row('110200', 0, {})]));
    expect([...ranges]).toEqual([['110100', { best: 1, worst: 4 }]]);
  });
});

describe('efficiency', () => {
  const details = (...peers: string[]) => ({
    peers: peers.map((code) => ({ code, weight: 1 / peers.length })),
    inputs: [{ name: 'staff', target: 10, slack: 2 }],
    outputs: [],
  });
  const table = tableOf([
    { ...row('110100', 1, details('110100')), year: 2020 },
    { ...row('110200', 0.5, details('120100', '110100')), year: 2020 },
    { ...row('120100', 1, details('120100')), year: 2020 },
    { ...row('120200', 0.75, details('120100')), year: 2020 },
    { ...row('110100', 0.9, details('120100')), year: 2019 },
  ]);

  it('is in order of value, and on the frontier in order of calls', () => {
    expect(efficiencyScores(table, 2020).map(({ region, value }) => [region, value])).toEqual([
      ['120100', 1],
      ['110100', 1],
      ['120200', 0.75],
      ['110200', 0.5],
    ]);
    expect(calls(table.rows, 2020, '120100')).toBe(2);
    expect(calls(table.rows, 2019, '120100')).toBe(1);
    expect(efficiencyScores(table, 2020)[3]!.inputs).toEqual([{ name: 'staff', target: 10, slack: 2 }]);
  });

  it('is of the year on the map where the table has it, else of its latest', () => {
    expect([2019, 2015, null].map((year) => yearIn(table, year))).toEqual([2019, 2020, 2020]);
    expect(yearIn(tableOf([{ ...row('110100', 1, {}), year: null }]), 2020)).toBeNull();
  });

  it('says nothing of rows without details', () => {
    expect(efficiencyScores(tableOf([row('110100', null, {})]), 2021)).toEqual([
      { region: '110100', value: null, peers: [], inputs: [], outputs: [] },
    ]);
  });
});

describe('rows of any table', () => {
  const rows = [2020, 2021].flatMap((year) =>
    ['110100', '110200'].map((region, place) => ({ ...row(region, place, {}), year, indicator: 'a' })),
  );

  it('open with the year of the map, else the last, the largest first', () => {
    const picked = { indicator: '', time: '' };
    expect(optionsOf(rows, picked, 2020)).toMatchObject({
      times: ['2020', '2021'],
      picked: { indicator: 'a', time: '2020' },
    });
    expect(optionsOf(rows, picked, 1999).picked.time).toBe('2021');
    const shown = rowsOf(rows, { indicator: 'a', time: '2020' });
    expect(shown.map(({ region, year }) => [region, year])).toEqual([
      ['110200', 2020],
      ['110100', 2020],
    ]);
  });

  it('stand in order of time where each has its own', () => {
    const years = rows.filter(({ region }) => region === '110100');
    const { picked, times } = optionsOf(years, { indicator: 'a', time: '' }, 2021);
    expect(times).toEqual([]);
    expect(rowsOf(years, picked).map(timeOf)).toEqual(['2020', '2021']);
  });

  it('come with details: numbers, fields of objects, one line for each record of a list', () => {
    const details = {
      ccr: 0.5,
      near: { share: 0.2 },
      islands: ['460000'],
      peers: [{ code: '110100', weight: 1 }],
      inputs: [{ name: 'staff', target: 3, slack: 0 }],
      none: null,
      empty: [],
    };
    expect(detailLines(details)).toEqual([
      { name: 'ccr', parts: [0.5] },
      { name: 'near.share', parts: [0.2] },
      { name: 'islands', parts: ['460000'] },
      { name: 'peers', parts: ['110100', 1] },
      { name: 'inputs', parts: ['staff', 'target', 3, 'slack', 0] },
    ]);
  });
});

describe('what a unit uses and makes', () => {
  // Two thirds of 12 less a slack of 2 are the target of 6; 5 with a slack of 1 is that of 6.
  const own = {
    value: 2 / 3,
    inputs: [{ name: 'staff', target: 6, slack: 2 }],
    outputs: [{ name: 'patents', target: 6, slack: 1 }],
  };

  it('follows from its targets, whichever side is scaled', () => {
    expect(actualAmounts(own, 'input')[0]).toBeCloseTo(12, 12);
    expect(actualAmounts(own, 'input')[1]).toBeCloseTo(5, 12);
    expect(actualAmounts(own, 'output')[0]).toBeCloseTo(8, 12);
    expect(actualAmounts(own, 'output')[1]).toBeCloseTo(10 / 3, 12);
  });
});

describe('groups of regions', () => {
  it('have a box that holds all members the register knows', () => {
    expect(boxOf(cities, ['110100', '120200', '999999'])).toEqual([100, 20, 120, 40]);
  });

  it('are named once, in the middle of their members', () => {
    expect(groupPoints(smallCatalog, ['agglomerations'], [cities])).toEqual([
      { name: { zh: '西部', en: 'West' }, longitude: 105, latitude: 30, members: 2 },
    ]);
    expect(groupPoints(smallCatalog, [], [cities])).toEqual([]);
    expect(groupPoints(smallCatalog, ['agglomerations'], [])).toEqual([]);
  });
});
