import { expect, test } from 'vitest';
import { wellKnownYear } from '../../geodata/build/catalog-entries.ts';
import type { IndicatorEntry } from '../../geodata/model/catalog.ts';

const entry = (years: (number | null)[], counts: number[]): IndicatorEntry[] =>
  [{ id: 'gdp', columns: [{ level: 'country', years, counts }] }] as unknown as IndicatorEntry[];
const view = { indicator: 'gdp', level: 'country' };

test.each([
  ['the last year that half as many regions have as ever had', [2019, 2020, 2021], [40, 35, 5], 2020],
  ['none where that is the last of all', [2020, 2021], [40, 20], null],
  ['none without years', [null], [40], null],
])('a view begins in %s', (_, years, counts, year) => {
  expect(wellKnownYear(entry(years, counts), view)).toBe(year);
});

test('views of other levels and without indicator say nothing', () => {
  expect(wellKnownYear(entry([2019, 2020], [40, 1]), { ...view, level: 'province' })).toBeNull();
  expect(wellKnownYear(entry([2019, 2020], [40, 1]), { level: 'country' })).toBeNull();
});
