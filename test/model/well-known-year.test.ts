import { expect, test } from 'vitest';
import { wellKnownYear } from '../../geodata/model/well-known-year.ts';

test.each([
  ['the last year that half as many regions have as ever had', [2019, 2020, 2021], [40, 35, 5], 2020],
  ['the last of all where many have it', [2020, 2021], [40, 20], 2021],
  ['none without years', [null], [40], null],
  ['none without values', [], [], null],
])('a map begins in %s', (_, years, counts, year) => {
  expect(wellKnownYear({ years, counts })).toBe(year);
});
