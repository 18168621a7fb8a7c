import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { splitFlag } from '../../geodata/join/flagged-number.ts';
import { findDecimalMark, parseNumber } from '../../geodata/join/parse-number.ts';
import { qualityOfStatus } from '../../geodata/join/status-letters.ts';

describe('parseNumber', () => {
  test.each([
    ['1234.5', 1234.5],
    ['-0.5', -0.5],
    ['+3', 3],
    ['.5', 0.5],
    ['1,234,567.8', 1_234_567.8],
    ['1 234', 1234],
    ['1\u00a0234', 1234],
    ['1\u202f234', 1234],
    ["1'234", 1234],
    ['１２３．４', 123.4],
    ['１，２３４', 1234],
    ['−7', -7],
    ['– 7', -7],
    ['6.8E+02', 680],
    ['1.2万', 12_000],
    ['3亿', 300_000_000],
    ['2千万', 20_000_000],
    ['1.5万亿', 1.5e12],
    ['5.95%', 0.0595],
    ['4‰', 0.004],
  ])('reads %s', (text, value) => {
    const format = /[%‰]/.test(text) ? { unit: '' } : {};
    expect(parseNumber(text, format)).toBe(value);
  });

  test.each([
    ['3.20 p', 3.2, 'p', 'approx'],
    ['3.26 ep', 3.26, 'ep', 'approx'],
    ['1,234 u', 1234, 'u', 'suspect'],
    ['2.5 (f)', 2.5, 'f', 'extrapolated'],
    ['12¹', 12, '¹', null],
    ['7.5*', 7.5, '*', null],
    ['8 a)', 8, 'a)', null],
    ['9[2]', 9, '[2]', null],
  ])('reads %s without what stands behind it', (text, value, flag, quality) => {
    expect(parseNumber(text)).toBe(value);
    expect(splitFlag(text)?.flag).toBe(flag);
    expect(qualityOfStatus(flag)).toBe(quality);
  });

  test.each(['1²3', '5 km', '12 months', '3 (12)', '¹', '#DIV/0!'])('%s is no number', (text) => {
    expect(parseNumber(text)).toBe('not-a-number');
  });

  test('a unit that is asked for is no flag', () => {
    expect(parseNumber('5 s', { unit: 's' })).toBe(5);
  });

  test.each([
    ':',
    ': c',
    '',
    '  ',
    '-',
    '—',
    '——',
    '－',
    '…',
    '……',
    '...',
    '.',
    'NA',
    'n/a',
    '#N/A',
    'null',
    'NaN',
    '/',
    '无',
  ])('takes "%s" for missing', (text) => {
    expect(parseNumber(text)).toBe('missing');
  });

  test.each([
    'abc',
    '1,5',
    '12,34',
    '1.2.3',
    '1,2345',
    '12abc',
    '5家',
    '一百',
    '2012年',
    '1-2',
    '约35',
    '>30',
    '--5',
    '1e',
  ])('does not take "%s" for a number', (text) => {
    expect(parseNumber(text)).toBe('not-a-number');
  });

  test('converts units of its own to the unit that is wanted, and leaves the scale to cells without one', () => {
    const format = { unit: '亿元', scale: 0.0001 };
    expect(parseNumber('20790000', format)).toBe(2079);
    expect(parseNumber('2079亿', format)).toBe(2079);
    expect(parseNumber('20790000万元', format)).toBe(2079);
    expect(parseNumber('2079人', format)).toBe('not-a-number');
    expect(parseNumber('5%', format)).toBe('not-a-number');
    expect(parseNumber('5.95%', { unit: '%' })).toBe(5.95);
    expect(parseNumber('59.5‰', { unit: '%' })).toBe(5.95);
  });

  test('scales by powers of ten without rounding errors', () => {
    expect(1.005 * 1000).not.toBe(1005);
    expect(parseNumber('1.005', { scale: 1000 })).toBe(1005);
    expect(parseNumber('7', { scale: 3 })).toBe(21);
  });

  test('reads any number back from the ways in which it can be written', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (double) => {
        const value = double === 0 ? 0 : double;
        const text = String(value);
        expect(parseNumber(text)).toBe(value);
        expect(parseNumber(text.replace('.', ','), { decimalMark: 'comma' })).toBe(value);
        expect(parseNumber(toFullWidth(text))).toBe(value);
      }),
    );
    fc.assert(
      fc.property(fc.maxSafeInteger(), (value) => {
        expect(parseNumber(value.toLocaleString('en-US'))).toBe(value);
        expect(parseNumber(value.toLocaleString('de-DE'), { decimalMark: 'comma' })).toBe(value);
      }),
    );
  });

  test('never throws and never gives a number that JSON cannot hold', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string({ unit: 'binary' }), fc.stringMatching(/^[-+.,\d万亿%e ]{0,12}$/)),
        (text) => {
          const value = parseNumber(text);
          expect(typeof value === 'number' ? Number.isFinite(value) : true).toBe(true);
        },
      ),
    );
  });
});

describe('findDecimalMark', () => {
  test.each([
    [['1,5', '1.234,5', '7'], 'comma'],
    [['1.5', '1,234.5', '7'], 'point'],
    [['1,234,567', '1,234'], 'point'],
    [['1.234.567', '1.234'], 'comma'],
    [['0,123'], null],
    [['7', '-', ''], null],
  ] as const)('%j is written with a %s', (cells, mark) => {
    expect(findDecimalMark(cells).mark).toBe(mark);
  });

  test('names a cell that could be either where no cell decides', () => {
    expect(findDecimalMark(['12', '1,234', '5,678'])).toEqual({ mark: null, doubtful: '1,234' });
    expect(findDecimalMark(['1,234', '1,5'])).toEqual({ mark: 'comma', doubtful: null });
  });
});

const toFullWidth = (text: string): string =>
  text.replaceAll(/[!-~]/g, (character) => String.fromCodePoint((character.codePointAt(0) ?? 0) + 0xfee0));
