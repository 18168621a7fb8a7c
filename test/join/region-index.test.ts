import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createRegionIndex } from '../../geodata/join/region-index.ts';
import type { RegionQuery } from '../../geodata/join/region-match.ts';
import { asRegionCode } from '../../geodata/model/region.ts';
import type { NamedRegion } from '../../geodata/model/region.ts';
import { prefectures, provinces } from '../support/china-regions.ts';

const provinceIndex = createRegionIndex({ regions: provinces });
const index = createRegionIndex({ regions: prefectures, parents: provinces });

const codeOf = (query: RegionQuery, used = index): string => {
  const match = used.match(query);
  return match.kind === 'region' ? match.region.code : match.kind;
};

describe('matching by name', () => {
  test('finds every province by full name, by code, in English, and by the short names of the statistics', () => {
    const short =
      '北京 天津 河北 山西 内蒙古 辽宁 吉林 黑龙江 上海 江苏 浙江 安徽 福建 江西 山东 河南 湖北 湖南 广东 广西 海南 重庆 四川 贵州 云南 西藏 陕西 甘肃 青海 宁夏 新疆 台湾 香港 澳门'.split(
        ' ',
      );
    expect(provinces.map(({ name }) => codeOf({ name: name.zh }, provinceIndex))).toEqual(
      provinces.map(({ code }) => code),
    );
    expect(provinces.map(({ name }) => codeOf({ name: name.en }, provinceIndex))).toEqual(
      provinces.map(({ code }) => code),
    );
    expect(short.map((name) => codeOf({ name }, provinceIndex))).toEqual(provinces.map(({ code }) => code));
  });

  test.each([
    ['恩施', '422800'],
    ['恩施州', '422800'],
    ['恩施自治州', '422800'],
    ['Enshi Tujia and Miao Autonomous Prefecture', '422800'],
    ['Enshi Tujiazu Miaozu Zizhizhou', '422800'],
    ['克孜勒苏', '653000'],
    ['克孜勒苏州', '653000'],
    ['锡林郭勒', '152500'],
    ['大兴安岭', '232700'],
    ['仙桃', '429004'],
    ['NANJING', '320100'],
    ['Nánjīng Shì', '320100'],
    ['City of Nanjing', '320100'],
    ['Xi’an', '610100'],
    ['Xian', '610100'],
    ["Pu'er City", '530800'],
    ['江苏省苏州市', '320500'],
    ['江苏苏州', '320500'],
    ['广东深圳', '440300'],
    ['北京市北京市', '110000'],
    ['Suzhou, Jiangsu', '320500'],
    ['Suzhou City, Anhui Province', '341300'],
    ['南京市（省会）', '320100'],
    ['南京 (capital)', '320100'],
  ])('%s is %s', (name, code) => {
    expect(codeOf({ name })).toBe(code);
  });

  test.each([
    ['长沙县', 'unmatched'],
    ['西安县', 'unmatched'],
    ['南京省', 'unmatched'],
    ['吉林省', 'total'],
    ['Jilin Province', 'total'],
    ['吉林', 'ambiguous'],
    ['吉林市', '220200'],
    ['苏', 'unmatched'],
    ['安徽苏州', 'unmatched'],
    ['广东省苏州市', 'unmatched'],
    ['Nanjing, Anhui', 'unmatched'],
    ['吉林吉林', '220200'],
    ['（）', 'unmatched'],
    ['市', 'unmatched'],
    ['', 'unmatched'],
    ['合计', 'total'],
  ])('%s, a name of another kind or of none, is %s', (name, result) => {
    expect(codeOf({ name })).toBe(result);
  });

  test('a parent decides between regions of one name, whatever form it has', () => {
    expect(codeOf({ name: 'Suzhou' })).toBe('ambiguous');
    for (const parent of ['江苏省', '江苏', 'Jiangsu', '320000', '32'])
      expect(codeOf({ name: 'Suzhou', parent })).toBe('320500');
    expect(codeOf({ name: 'Suzhou', parent: '安徽' })).toBe('341300');
    expect(codeOf({ name: 'Suzhou', parent: '广东' })).toBe('unmatched');
    expect(codeOf({ name: '吉林', parent: '吉林' })).toBe('220200');
  });

  test('no name is ever matched to two regions, and no text makes it throw', () => {
    const pieces = fc.constantFrom(
      ...prefectures.flatMap(({ name }) => [name.zh, name.en, ...Array.from(name.zh)]),
    );
    fc.assert(
      fc.property(
        fc.array(fc.oneof(pieces, fc.string({ unit: 'binary', maxLength: 3 })), { maxLength: 3 }),
        (parts) => {
          const match = index.match({ name: parts.join('') });
          expect(['region', 'total', 'ambiguous', 'out-of-period', 'unmatched']).toContain(match.kind);
          if (match.kind === 'unmatched') expect(match.nearest().length).toBeLessThanOrEqual(3);
        },
      ),
    );
  });
});

const region = (code: string): NamedRegion => ({
  id: 1,
  code: asRegionCode(code),
  level: 'place',
  name: { zh: `n${code}`, en: `n${code}` },
  parent: null,
});
const codes = (...all: string[]) => createRegionIndex({ regions: all.map(region) });

describe('matching by code', () => {
  test('takes back what spreadsheets do to codes', () => {
    for (const code of [
      '320500',
      ' 320500 ',
      '320500.0',
      "'320500",
      '３２０５００',
      '3.205E5',
      '3205',
      '320500000000',
    ])
      expect(codeOf({ code })).toBe('320500');
    expect(codeOf({ code: '1001' }, codes('01001', '06037'))).toBe('01001');
    expect(codeOf({ code: 'fra' }, codes('FRA', 'DEU'))).toBe('FRA');
  });

  test('does not take one code for another', () => {
    expect(codeOf({ code: '400' }, codes('004', '040'))).toBe('unmatched');
    expect(codeOf({ code: '10' }, codes('100', '200'))).toBe('unmatched');
    expect(codeOf({ code: '320506' })).toBe('unmatched');
    expect(codeOf({ code: '3.2055E5' })).toBe('unmatched');
  });
});

const alias = (text: string, code: string, validFrom: number | null, validTo: number | null) => ({
  level: 'prefecture',
  alias: text,
  code: asRegionCode(code),
  validFrom,
  validTo,
});

describe('aliases', () => {
  const dated = createRegionIndex({
    regions: prefectures,
    parents: provinces,
    aliases: [
      alias('襄樊市', '420600', null, 2010),
      alias('甲地', '320500', null, 2000),
      alias('甲地', '320100', 2001, null),
      alias('乙地', '320500', null, null),
      alias('乙地', '320100', null, null),
      alias('吉林', '220200', null, null),
      alias('无此地', '999999', null, null),
    ],
  });

  test('hold from their first to their last year', () => {
    expect(codeOf({ name: '襄樊市', year: 2010 }, dated)).toBe('420600');
    expect(codeOf({ name: '襄樊市', year: 2011 }, dated)).toBe('out-of-period');
    expect(codeOf({ name: '襄樊市' }, dated)).toBe('420600');
    expect(codeOf({ name: '甲地', year: 2000 }, dated)).toBe('320500');
    expect(codeOf({ name: '甲地', year: 2001 }, dated)).toBe('320100');
    expect(codeOf({ name: '甲地' }, dated)).toBe('ambiguous');
    expect(codeOf({ name: '乙地', year: 2001 }, dated)).toBe('ambiguous');
  });

  test('settle what would be ambiguous, and say nothing where their region does not exist', () => {
    expect(codeOf({ name: '吉林' }, dated)).toBe('220200');
    expect(codeOf({ name: '无此地' }, dated)).toBe('unmatched');
  });
});

const nearest = (name: string): string[] => {
  const match = index.match({ name });
  return match.kind === 'unmatched' ? match.nearest() : [];
};

describe('suggestions', () => {
  test.each([
    ['毫州', '亳州市 Bozhou (341600)'],
    ['襄扬', '襄阳市 Xiangyang (420600)'],
    ['苏洲市', '苏州市 Suzhou (320500)'],
    ['广川', '广州市 Guangzhou (440100)'],
    ['Nanjng', '南京市 Nanjing (320100)'],
    ['Shenzen', '深圳市 Shenzhen (440300)'],
    ['大兴安领地区', "大兴安岭地区 Daxing'anling (232700)"],
  ])('%s was probably meant for %s', (name, best) => {
    expect(nearest(name)[0]).toBe(best);
  });

  test('are not given where nothing is near', () => {
    expect(nearest('洛杉矶')).toEqual([]);
    expect(nearest('Copenhagen')).toEqual([]);
  });
});

describe('codes that others begin with', () => {
  const regions = ['DE11', 'DE12', 'AT11', 'AT12'].map((code, at) => ({
    id: at + 1,
    code: asRegionCode(code),
    level: 'nuts',
    name: { zh: code, en: code },
    parent: null,
  }));
  const nuts = createRegionIndex({ regions });

  test('are those of the level above, whose figures are totals', () => {
    expect(nuts.match({ code: 'DE' })).toEqual({ kind: 'total', name: 'DE' });
    expect(nuts.match({ code: 'FR' }).kind).toBe('unmatched');
    expect(nuts.match({ code: 'D' }).kind).toBe('unmatched');
  });

  test('unless they are words, which begin alike by chance', () => {
    const words = regions.map((region, at) => ({
      ...region,
      code: asRegionCode(['MAR', 'MAC', 'MLT', 'MDA'][at]!),
    }));
    expect(createRegionIndex({ regions: words }).match({ code: 'MA' }).kind).toBe('unmatched');
  });
});
