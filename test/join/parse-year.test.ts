import { expect, test } from 'vitest';
import { parseYear } from '../../geodata/join/parse-year.ts';

test.each([
  ['2012', 2012],
  [' 2012 ', 2012],
  ['2012年', 2012],
  ['2012年末', 2012],
  ['２０１２年', 2012],
  ['2012.0', 2012],
  ['2012-12-31', 2012],
  ['2012/6', 2012],
  ['2012年6月', 2012],
  ['2012年6月30日', 2012],
  ['2012-06-30T00:00:00Z', 2012],
  ['', 'missing'],
  ['—', 'missing'],
  ['2012/13', 'invalid'],
  ['2012-2013', 'invalid'],
  ['12', 'invalid'],
  ['3012', 'invalid'],
  ['20120', 'invalid'],
  ['2012.5', 2012],
  ['2012.13', 'invalid'],
  ['合计', 'invalid'],
])('the year of "%s" is %s', (cell, year) => {
  expect(parseYear(cell)).toBe(year);
});
