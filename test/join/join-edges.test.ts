import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { EdgeTableSpec } from '../../geodata/join/join-edges.ts';
import { joinEdges } from '../../geodata/join/join-edges.ts';
import { createRegionIndex } from '../../geodata/join/region-index.ts';
import type { RawTable } from '../../geodata/model/table.ts';
import { prefectures, provinces } from '../support/china-regions.ts';

const index = createRegionIndex({ regions: prefectures, parents: provinces, totals: ['合计'] });
const spec: EdgeTableSpec = {
  from: 'source',
  to: 'target',
  weight: 'weight',
  year: 'year',
  directed: false,
  unit: { zh: '件', en: 'patents' },
};
const tableOf = (rows: string[][], columns = ['source', 'target', 'weight', 'year']): RawTable => ({
  name: 'edges.csv',
  columns,
  rows: rows.map((cells, row) => ({ line: row + 2, cells })),
  encoding: 'utf-8',
  delimiter: ',',
});
const linksOf = (table: RawTable, options: Partial<EdgeTableSpec> = {}) =>
  joinEdges(table, { ...spec, ...options }, index).years.map(({ year, edges }) => [
    year,
    ...Array.from(edges.weight, (weight, edge) =>
      [edges.nodes[edges.a[edge]!], edges.nodes[edges.b[edge]!], weight].join(' '),
    ),
  ]);

describe('weights', () => {
  test('may have thousands, 万 and the unit', () => {
    const rows = [
      ['320100', '320200', '1,200', '2020'],
      ['320100', '320500', '1.5万件', '2020'],
    ];
    expect(linksOf(tableOf(rows))).toEqual([[2020, '320100 320200 1200', '320100 320500 15000']]);
  });

  test('of several rows about one link add up, whatever the direction', () => {
    const rows = [
      ['苏州市', '南京市', '2', '2020'],
      ['南京', '苏州', '3', '2020'],
      ['320100', '320200', '1', '2020'],
    ];
    const joined = joinEdges(tableOf(rows), spec, index);
    expect(joined.years[0]!.edges.weight).toEqual(Float64Array.of(1, 5));
    expect(joined.diagnostics.find(({ code }) => code === 'network/repeated-edge')).toMatchObject({
      at: { line: 2, year: 2020 },
      count: 2,
    });
    expect(linksOf(tableOf(rows), { directed: true })).toEqual([
      [2020, '320100 320200 1', '320100 320500 3', '320500 320100 2'],
    ]);
  });
});

test('a name that several regions bear is no end', () => {
  const joined = joinEdges(tableOf([['吉林', '320100', '1', '2020']]), spec, index);
  expect(joined.counts.ambiguous).toBe(1);
  expect(joined.diagnostics.some(({ code }) => code === 'join/ambiguous-name')).toBe(true);
});

test('every row is in exactly one count, and no weight is lost or made', () => {
  const cell = fc.constantFrom('320100', '苏州市', '无锡', '合计', 'nowhere', '', '吉林');
  const row = fc.tuple(
    cell,
    cell,
    fc.constantFrom('1', '2.5', '0', '-1', '', 'x', '3万'),
    fc.constantFrom('2019', '2020', '', 'x'),
  );
  fc.assert(
    fc.property(fc.array(row, { maxLength: 40 }), fc.boolean(), (rows, directed) => {
      const { counts, years } = joinEdges(tableOf(rows), { ...spec, directed }, index);
      const { rows: all, ...parts } = counts;
      expect(all).toBe(rows.length);
      expect(Object.values(parts).reduce((sum, part) => sum + part, 0)).toBe(all);
      const links = years.reduce((sum, { edges }) => sum + edges.weight.length, 0);
      expect(links).toBeLessThanOrEqual(counts.linked);
      if (counts.linked > 0) expect(links).toBeGreaterThan(0);
    }),
  );
});
