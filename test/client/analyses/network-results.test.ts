import { describe, expect, it } from 'vitest';
import { networkEntries } from '../../../client/analyses/network-entries.ts';
import { detail, removalShares, rowsNear, tierMatrix } from '../../../client/analyses/network-results.ts';
import type { MeasureEntry } from '../../../geodata/model/catalog.ts';
import type { MeasureRow, MeasureTable } from '../../../geodata/model/measure.ts';
import { smallCatalog } from '../small-atlas.ts';

const row = (changes: Partial<MeasureRow>): MeasureRow => ({
  region: null,
  indicator: 'links',
  year: null,
  value: 1,
  n: 2,
  frame: 2,
  flags: [],
  ...changes,
});

const tableOf = (rows: MeasureRow[], groups: string[] = []): MeasureTable => ({
  id: 'links-tier-pairs',
  measure: 'tier-pairs',
  title: { zh: '', en: '' },
  level: 'city',
  within: null,
  params: {},
  sources: [],
  rows,
  groups: groups.map((id) => ({ id, name: { zh: id, en: id } })),
});

describe('rows near a year', () => {
  const table = tableOf([row({ year: 2010 }), row({ year: 2010 }), row({ year: 2020 })]);

  it('are those of the year, or of the nearest there is', () => {
    expect(rowsNear(table, 2010)).toHaveLength(2);
    expect(rowsNear(table, 2018)).toEqual([row({ year: 2020 })]);
  });

  it('are the latest where no year is shown, and all where none has one', () => {
    expect(rowsNear(table, null)).toEqual([row({ year: 2020 })]);
    expect(rowsNear(tableOf([row({}), row({})]), 2010)).toHaveLength(2);
  });
});

describe('the matrix of tiers', () => {
  const rows = [
    row({ group: '1', other: '1', details: { share: 0.1, links: 1 } }),
    row({ group: '1', other: '2', details: { share: 0.9, links: 6 } }),
  ];
  const table = tableOf(rows, ['1', '2']);

  it('has a link both ways where it has no direction, and one way where it has', () => {
    const open = tierMatrix(table, rows, false);
    expect(open.cells[1]![0]).toEqual({ share: 0.9, links: 6 });
    expect(open.cells[0]![1]).toEqual({ share: 0.9, links: 6 });
    expect(open.largest).toBe(0.9);
    const directed = tierMatrix(table, rows, true);
    expect(directed.cells[1]![0]).toBeNull();
    expect(directed.cells[0]![1]?.links).toBe(6);
  });

  it('is empty without groups', () => {
    expect(tierMatrix(tableOf([]), [], false)).toEqual({ groups: [], cells: [], largest: 0 });
  });
});

it('what comes with a result is a number or nothing', () => {
  expect(detail(row({ details: { core: 3, name: 'x' } }), 'core')).toBe(3);
  expect(detail(row({ details: { core: 3, name: 'x' } }), 'name')).toBeNull();
  expect(detail(row({}), 'core')).toBeNull();
  expect(removalShares(row({ details: { shares: [1, 0.5, 0] } }))).toEqual([1, 0.5, 0]);
  expect(removalShares(row({ details: null }))).toEqual([]);
});

it('entries are those of the measure and the network', () => {
  const entry = (measure: string, network: string) =>
    ({ id: `${network}-${measure}`, measure, indicators: [network] }) as unknown as MeasureEntry;
  const catalog = { ...smallCatalog, measures: [entry('hubs', 'trade'), entry('hubs', 'links')] };
  expect(networkEntries(catalog, 'links', 'hubs').map(({ id }) => id)).toEqual(['links-hubs']);
  expect(networkEntries(catalog, 'links', 'robustness')).toEqual([]);
});
