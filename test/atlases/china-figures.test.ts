import { readFile } from 'node:fs/promises';
import Papa from 'papaparse';
import { describe, expect, test } from 'vitest';
import { findMeasure } from '../../geodata/measures/index.ts';

type Row = Record<string, string>;

const rowsOf = async (table: string): Promise<Row[]> => {
  const file = new URL(`../../geodata/atlases/china/tables/${table}.csv`, import.meta.url);
  return Papa.parse<Row>(await readFile(file, 'utf8'), { header: true, skipEmptyLines: true }).data;
};

const valueOf = (measure: string, values: number[], codes: string[], params = {}): number =>
  findMeasure(measure).compute({ codes, values }, params).value as number;

const nation = '000000';

const total = (rows: Row[], column: string): number =>
  rows.reduce((sum, row) => sum + Number(row[column]), 0);

describe('formula (1) over the 31 provinces', () => {
  test.each([
    ['rd_expenditure', { 2012: 0.547, 2015: 0.555, 2018: 0.559, 2021: 0.555, 2023: 0.554 }],
    ['rd_intensity', { 2012: 0.351, 2023: 0.309 }],
  ])('gives the known Gini of %s', async (indicator, expected) => {
    const rows = await rowsOf('rd-communiques');
    for (const [year, gini] of Object.entries(expected)) {
      const own = rows.filter(
        (row) => row['year'] === year && row['indicator'] === indicator && row['code'] !== nation,
      );
      expect(own).toHaveLength(31);
      const value = valueOf(
        'gini',
        own.map((row) => Number(row['value'])),
        own.map((row) => row['code']!),
      );
      expect(value).toBeCloseTo(gini, 3);
    }
  });

  test('is computed on provinces that add up to the nation', async () => {
    const rows = (await rowsOf('rd-communiques')).filter((row) => row['indicator'] === 'rd_expenditure');
    for (const total of rows.filter((row) => row['code'] === nation)) {
      const own = rows.filter((row) => row['year'] === total['year'] && row['code'] !== nation);
      const sum = own.reduce((before, row) => before + Number(row['value']), 0);
      expect(Math.abs(sum - Number(total['value'])), total['year']).toBeLessThan(0.5);
    }
  });
});

// Counties directly under a province do not count; cities without a university count as zero.
test.each([
  ['320000', 0.404, 0.309],
  ['440000', 0.621, 0.506],
  ['420000', 0.647, 0.634],
  ['630000', 0.817, 0.846],
])('universities of the cities of %s: Gini %d, share of the capital %d', async (province, gini, share) => {
  const { capital, prefecture_units: units } = (await rowsOf('provinces')).find(
    (row) => row['code'] === province,
  )!;
  const cities = (await rowsOf('universities')).filter((row) =>
    new RegExp(`^${province.slice(0, 2)}(?!90)\\d\\d00$`, 'u').test(row['code']!),
  );
  const zeros = Array.from({ length: Number(units) - cities.length }, () => 0);
  const values = [...cities.map((row) => Number(row['universities'])), ...zeros];
  const codes = [...cities.map((row) => row['code']!), ...zeros.map((_, index) => `none-${index}`)];
  expect(valueOf('gini', values, codes)).toBeCloseTo(gini, 3);
  expect(valueOf('capital-share', values, codes, { capital })).toBeCloseTo(share, 3);
});

test('lists are whole: 2,919 universities, 147 first-class ones, 173 zones, 19 areas, 26 centres', async () => {
  expect(total(await rowsOf('universities'), 'universities')).toBe(2919);
  expect(total(await rowsOf('manufacturing-innovation-centres'), 'manufacturing_innovation_centres')).toBe(
    26,
  );
  for (const [table, column, count] of [
    ['double-first-class', 'university', 147],
    ['hi-tech-zones', 'zone', 173],
    ['national-new-areas', 'area', 19],
  ] as const)
    expect(new Set((await rowsOf(table)).map((row) => row[column])).size).toBe(count);
});

describe('the published Table 2', () => {
  test('is marked interpolated and extrapolated where a straight line explains it, suspect where it leaves it', async () => {
    const rows = await rowsOf('published-gini-capital-share');
    const tolerance = 0.001 + 1e-9;
    for (const row of rows) {
      const at = (year: number): number =>
        Number(
          rows.find(
            (other) =>
              other['code'] === row['code'] &&
              other['indicator'] === row['indicator'] &&
              other['year'] === String(year),
          )!['value'],
        );
      const midpoint = Math.abs(at(2018) - (at(2015) + at(2021)) / 2) <= tolerance;
      const straight = Math.abs(at(2023) - (at(2021) + (2 / 3) * (at(2021) - at(2018)))) <= tolerance;
      const place = `${row['name']} ${row['indicator']} ${row['year']}`;
      if (row['year'] === '2023') expect(row['quality'], place).toBe(straight ? 'extrapolated' : 'suspect');
      else if (row['year'] === '2018' && row['indicator'] !== 'published_gini_economic')
        expect(row['quality'], place).toBe(midpoint ? 'interpolated' : 'suspect');
      else if (
        row['code'] === '650000' &&
        row['indicator'] === 'published_capital_share' &&
        at(2021) !== Number(row['value'])
      )
        expect(row['quality'], place).toBe('suspect');
      else expect(row['quality'], place).toBe('measured');
    }
  });

  test('has means of 2023 that are not the printed ones', async () => {
    const printed = await rowsOf('published-national-means');
    const rows = await rowsOf('published-gini-capital-share');
    for (const [indicator, mean, print] of [
      ['published_gini_innovation', 0.578, 0.477],
      ['published_capital_share', 0.563, 0.468],
      ['published_gini_economic', 0.459, 0.437],
    ] as const) {
      const own = rows.filter((row) => row['indicator'] === indicator && row['year'] === '2023');
      const codes = own.map((row) => row['code']!);
      expect(own).toHaveLength(26);
      expect(
        valueOf(
          'mean',
          own.map((row) => Number(row['value'])),
          codes,
        ),
      ).toBeCloseTo(mean, 3);
      const row = printed.find((each) => each['indicator'] === indicator && each['year'] === '2023');
      expect(Number(row!['value'])).toBe(print);
    }
  });
});
