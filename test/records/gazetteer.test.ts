import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Placement } from '../../geodata/model/gazetteer.ts';
import { asRegionCode } from '../../geodata/model/region.ts';
import { createGazetteer } from '../../geodata/records/gazetteer.ts';
import { readCsv } from '../../geodata/sources/csv.ts';
import { chinaCodes, chinaTables, chinaTablesWithoutExtraNames } from './china-gazetteer.ts';

const plain = createGazetteer(chinaTablesWithoutExtraNames);
const withExtraNames = createGazetteer(chinaTables);

const labelled = readCsv(readFileSync(join(import.meta.dirname, 'addresses.csv'), 'utf8'))
  .records.slice(1)
  .filter(({ cells }) => cells.length === 4)
  .map(({ cells: [address = '', year = '', expected = ''] }) => ({ address, year, expected }));

/** A placement in the words of addresses.csv. */
function inWords(placement: Placement): string {
  if ('code' in placement) return placement.code;
  if ('ambiguous' in placement) return `ambiguous:${placement.ambiguous.join(' ')}`;
  return placement.unresolved === 'foreign' ? 'foreign' : 'unresolved';
}

describe('the labelled addresses', () => {
  const answers = labelled.map(({ address, year, expected }) => ({
    address,
    expected,
    found: inWords(plain.resolve(address, year === '' ? null : Number(year))),
  }));
  const isCode = (word: string): boolean => /^\d{6}$/.test(word);

  test('are at least 300', () => {
    expect(labelled.length).toBeGreaterThan(300);
  });

  test('that are placed are placed right, in 99.5 of 100 cases at least', () => {
    const placed = answers.filter(({ found }) => isCode(found));
    const wrong = placed.filter(({ found, expected }) => found !== expected);
    expect(wrong.length / placed.length, JSON.stringify(wrong)).toBeLessThanOrEqual(0.005);
  });

  test('that have a place are found, in 98 of 100 cases at least', () => {
    const findable = answers.filter(({ expected }) => isCode(expected));
    const found = findable.filter(({ found: answer, expected }) => answer === expected);
    expect(found.length / findable.length).toBeGreaterThanOrEqual(0.98);
  });

  test('abroad are never placed', () => {
    const abroad = answers.filter(({ expected }) => expected === 'foreign');
    expect(abroad.length).toBeGreaterThan(60);
    expect(abroad.filter(({ found }) => isCode(found))).toEqual([]);
  });

  test('that could be several places name all of them', () => {
    const several = answers.filter(({ expected }) => expected.startsWith('ambiguous'));
    expect(several.length).toBeGreaterThan(20);
    expect(several.filter(({ found, expected }) => found !== expected)).toEqual([]);
  });
});

describe('names', () => {
  test('found in more than one prefecture are ambiguous alone and placed in every province of theirs', () => {
    const places = new Map<string, Set<string>>();
    for (const { name, code } of chinaTables.counties)
      places.set(name, (places.get(name) ?? new Set<string>()).add(code));
    const homonyms = [...places].filter(([, codes]) => codes.size > 1);
    expect(homonyms.length).toBe(28);
    const provinceOf = new Map(chinaTables.regions.map((region) => [region.code as string, region.parent]));
    const nameOf = new Map(
      chinaTables.regions
        .filter(({ level }) => level === 'province')
        .map(({ code, name }) => [code, name.zh]),
    );
    for (const [name, codes] of homonyms) {
      expect(inWords(plain.resolve(name)), name).toBe(`ambiguous:${[...codes].sort().join(' ')}`);
      for (const code of codes) {
        const parent = provinceOf.get(code) ?? asRegionCode('');
        const others = [...codes].filter((other) => provinceOf.get(other) === parent);
        const address = `${nameOf.get(parent) ?? ''}${name}1号`;
        if (others.length === 1) expect(inWords(plain.resolve(address)), address).toBe(code);
        else expect(inWords(plain.resolve(address)), address).toMatch(/^ambiguous/);
      }
    }
  });

  test('of every unit are found, alone and behind their province', () => {
    const nameOf = new Map(chinaTables.regions.map((region) => [region.code as string, region.name.zh]));
    for (const { code, level, name, parent } of chinaTables.regions) {
      if (level !== 'prefecture') continue;
      expect(inWords(plain.resolve(name.zh)), name.zh).toBe(code);
      expect(inWords(plain.resolve(`${nameOf.get(parent ?? '') ?? ''}${name.zh}`)), name.zh).toBe(code);
    }
  });

  test('of every county are found behind their city, and alone or behind the province are never placed wrong', () => {
    const unitOf = new Map(
      chinaTables.regions
        .filter(({ level }) => level === 'prefecture')
        .map((region) => [region.code as string, region]),
    );
    const provinceName = new Map(
      chinaTables.regions
        .filter(({ level }) => level === 'province')
        .map(({ code, name }) => [code as string, name.zh]),
    );
    for (const { name, code } of chinaTables.counties) {
      const unit = unitOf.get(code);
      const province = provinceName.get(unit?.parent ?? '') ?? '';
      expect(plain.resolve(`${unit?.name.zh}${name}人民路1号`), name).toEqual({ code });
      expect(plain.resolve(`${province}${unit?.name.zh}${name}`), name).toEqual({ code });
      for (const address of [name, `${province}${name}人民路1号`]) {
        const placement = plain.resolve(address);
        if ('code' in placement) expect(placement.code, address).toBe(code);
      }
    }
  });

  test('of universities and zones count where they are given, and yield to an address', () => {
    expect(plain.resolve('西安交通大学')).toEqual({ unresolved: 'organisation' });
    expect(withExtraNames.resolve('西安交通大学')).toEqual({ code: '610100' });
    expect(withExtraNames.resolve('贵州贵安新区')).toEqual({ ambiguous: ['520100', '520400'] });
    expect(withExtraNames.resolve('北京大学深圳研究生院')).toEqual({ ambiguous: ['110000', '440300'] });
    expect(withExtraNames.resolve('山东大学（威海）')).toEqual({ code: '371000' });
    expect(withExtraNames.resolve('清华大学 江苏省苏州市相城区')).toEqual({ code: '320500' });
  });

  test('depend on the year only where they were valid for a time', () => {
    expect(plain.resolveUndated('湖北省襄樊市').dependsOnYear).toBe(true);
    expect(plain.resolveUndated('湖北省襄阳市').dependsOnYear).toBe(false);
    expect(plain.resolve('襄樊市', 2010)).toEqual({ code: '420600' });
    expect(plain.resolve('襄樊市', 2011)).toEqual({ unresolved: 'out-of-period' });
  });
});

test('any text has an answer, and what is placed is a unit', () => {
  const codes = new Set(chinaCodes);
  const pieces = fc.constantFrom(
    '北京',
    '市',
    '吉林',
    '省',
    '路',
    '大学',
    ' ',
    '，',
    '区',
    '日本',
    'Jilin',
    ',',
    '1',
  );
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string({ unit: 'binary' }),
        fc.array(pieces).map((list) => list.join('')),
      ),
      (text) => {
        const placement = plain.resolve(text, 2015);
        if ('code' in placement) expect(codes).toContain(placement.code);
        if ('ambiguous' in placement) expect(placement.ambiguous.length).toBeGreaterThan(1);
      },
    ),
  );
  expect(plain.resolve('x'.repeat(100_000))).toEqual({ unresolved: 'no-known-name' });
});

test('another country needs other tables only', () => {
  const region = (level: string, code: string, zh: string, en: string, parent: string | null) => ({
    id: Number(code),
    code: asRegionCode(code),
    level,
    name: { zh, en },
    parent: parent === null ? null : asRegionCode(parent),
  });
  const gazetteer = createGazetteer({
    ...chinaTablesWithoutExtraNames,
    level: 'county',
    parentLevel: 'state',
    regions: [
      region('state', '1', '甲州', 'Alpha', null),
      region('state', '2', '乙州', 'Beta', null),
      region('county', '11', '春城', 'Spring', '1'),
      region('county', '21', '秋城', 'Spring', '2'),
    ],
    aliases: [],
    counties: [],
    words: { ...chinaTables.words, country: ['Erehwon'], foreign: ['China', '中国'] },
  });
  expect(gazetteer.resolve('Spring, Beta, Erehwon')).toEqual({ code: '21' });
  expect(gazetteer.resolve('Spring, Erehwon')).toEqual({ ambiguous: ['11', '21'] });
  expect(gazetteer.resolve('Beijing, China')).toEqual({ unresolved: 'foreign' });
  expect(gazetteer.resolve('甲州春城1号')).toEqual({ code: '11' });
});

test('a name with the code of no region is refused', () => {
  expect(() => createGazetteer({ ...chinaTables, counties: [{ name: '某县', code: '999999' }] })).toThrow(
    /999999/,
  );
});
