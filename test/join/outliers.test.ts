import fc from 'fast-check';
import { expect, test } from 'vitest';
import { joinTable } from '../../geodata/join/join-table.ts';
import { createRegionIndex } from '../../geodata/join/region-index.ts';
import { provinces } from '../support/china-regions.ts';
import { indicators } from './indicators.ts';

const years = [2010, 2011, 2012, 2013, 2014];
const index = createRegionIndex({ regions: provinces });

/** Lines of the outliers in a table of provinces and years, where `valueOf` gives the values. */
const outliers = (valueOf: (province: number, year: number) => number | string): (number | undefined)[] => {
  const rows = years.flatMap((year) =>
    provinces.map(({ code }, province) => [code, String(year), String(valueOf(province, year))]),
  );
  const table = {
    name: 't.csv',
    columns: ['code', 'year', 'v'],
    rows: rows.map((cells, row) => ({ line: row + 2, cells })),
    encoding: 'utf-8',
    delimiter: ',',
  };
  const spec = { file: 't.csv', level: 'province', key: 'code', year: 'year', values: { v: 'gdp' } };
  return joinTable({ table, spec, index, indicators, sources: [] })
    .diagnostics.filter(({ code }) => code === 'table/outlier')
    .map(({ at }) => at.line);
};

const lineOf = (province: number, year: number): number =>
  2 + years.indexOf(year) * provinces.length + province;

const usual = (province: number, year: number): number => 100 * (province + 1) * 1.08 ** (year - 2010);

test('a value ten times too large or too small is told, its neighbours in time are not', () => {
  for (const factor of [10, 0.1]) {
    const wrong = outliers(
      (province, year) => usual(province, year) * (province === 7 && year === 2012 ? factor : 1),
    );
    expect(wrong).toEqual([lineOf(7, 2012)]);
  }
});

test('steady growth, noise, zeros, negative and missing values are not told', () => {
  expect(outliers(usual)).toEqual([]);
  expect(
    outliers((province, year) =>
      province % 3 === 0 ? '-' : province % 3 === 1 ? 0 : -usual(province, year),
    ),
  ).toEqual([]);
  fc.assert(
    fc.property(fc.infiniteStream(fc.double({ min: 0.8, max: 1.25, noNaN: true })), (noise) => {
      expect(outliers((province, year) => usual(province, year) * (noise.next().value ?? 1))).toEqual([]);
    }),
    { numRuns: 20 },
  );
});

test('in a table where values jump anyway, a jump is no outlier', () => {
  const jumping = (province: number, year: number): number =>
    usual(province, year) * (year % 2 === 0 ? 1 : 12);
  expect(outliers(jumping)).toEqual([]);
});
