import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { safeColumnNames, shortColumnNames } from '../../geodata/exports/column-names.ts';

test('makes names that every format can hold', () => {
  expect(safeColumnNames(['macro-region', 'id', 'Macro Region', '人口', '2020', 'geom'])).toEqual([
    'macro_region',
    'id_2',
    'macro_region_2',
    'c_',
    'c2020',
    'geom_2',
  ]);
});

test('keeps the year of a series in a short name', () => {
  const names = [
    'rd_expenditure',
    'rd_expenditure_2016',
    'rd_expenditure_2017',
    'rd_exports_2017',
    'rd_exp2016',
  ];
  expect(shortColumnNames(names, 10)).toEqual([
    'rd_expendi',
    'rd_ex22016',
    'rd_exp2017',
    'rd_ex22017',
    'rd_exp2016',
  ]);
});

test('names stay unique and within the limit, whatever they were', () => {
  fc.assert(
    fc.property(
      fc.array(fc.string({ unit: fc.constantFrom('a', 'b', '_', '2', '0', '1', '6', '年') }), {
        maxLength: 200,
      }),
      (wishes) => {
        const names = safeColumnNames(wishes);
        expect(new Set(names).size).toBe(wishes.length);
        for (const name of names) expect(name).toMatch(/^[a-z][a-z0-9_]*$/);
        const short = shortColumnNames(names, 10);
        expect(new Set(short).size).toBe(wishes.length);
        for (const name of short) expect(name).toMatch(/^[a-z][a-z0-9_]{0,9}$/);
      },
    ),
  );
});
