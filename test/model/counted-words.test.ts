import { describe, expect, test } from 'vitest';
import { countOf, singularOf, unitBehind } from '../../geodata/model/counted-words.ts';

test.each([
  ['zones', 'zone'],
  ['universities', 'university'],
  ['laboratories', 'laboratory'],
  ['person-years', 'person-year'],
  ['classes', 'class'],
  ['batches', 'batch'],
  ['boxes', 'box'],
  ['licences', 'licence'],
  ['pieces', 'piece'],
  ['ties', 'tie'],
])('one of %s is a %s', (plural, singular) => {
  expect(singularOf(plural)).toBe(singular);
});

test.each(['people', '100 million yuan', 'km', '%', 'Mbps', 'hrs', 'gas', 'less', 'status', ''])(
  '%s has no other form that could be told',
  (unit) => {
    expect(singularOf(unit)).toBe(unit);
  },
);

describe('a unit behind a value', () => {
  const unit = { zh: '个', en: 'zones' };
  test.each([
    [1, 0, 'zone'],
    [0, 0, 'zones'],
    [2, 0, 'zones'],
    [21, 0, 'zones'],
    [1, 1, 'zones'],
    [-1, 0, 'zone'],
  ])('%d with %d decimals', (value, decimals, expected) => {
    expect(unitBehind(unit, value, decimals, 'en')).toBe(expected);
    expect(unitBehind(unit, value, decimals, 'zh')).toBe('个');
  });
});

test('counts are written with what is counted', () => {
  expect([countOf(0, 'rows'), countOf(1, 'rows'), countOf('1,000', 'rows')]).toEqual([
    '0 rows',
    '1 row',
    '1,000 rows',
  ]);
});
