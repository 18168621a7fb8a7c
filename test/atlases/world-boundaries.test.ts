import { beforeAll, expect, test } from 'vitest';
import { embeddedAtlases } from '../../geodata/atlases/index.ts';
import type { BoundaryFeature, Position } from '../../geodata/model/geometry.ts';
import { findCrossings } from '../../geodata/sources/crossings.ts';
import { contains, ringAreaKm2, ringsOf } from '../support/areas.ts';

let countries: BoundaryFeature[] = [];
const byCode = (code: string) => countries.find(({ properties }) => properties['code'] === code)!;

beforeAll(async () => {
  countries = (await embeddedAtlases['world']!.boundaries())['country']!;
});

test('240 countries and territories, five of them without an ISO code', () => {
  expect(countries).toHaveLength(240);
  const codes = countries.map(({ properties }) => String(properties['code']));
  expect(codes).toEqual([...new Set(codes)].sort());
  expect(codes.filter((code) => !/^\d{3}$/.test(code))).toEqual([
    'x-indian-ocean-territories',
    'x-kosovo',
    'x-northern-cyprus',
    'x-siachen-glacier',
    'x-somaliland',
  ]);
  for (const { properties } of countries) {
    expect(properties['iso3']).toEqual(
      String(properties['code']).startsWith('x-') ? null : expect.stringMatching(/^[A-Z]{3}$/),
    );
    expect(properties['name_en']).toMatch(/^\p{L}/u);
    expect(properties['name_zh']).toMatch(/^\p{Script=Han}/u);
  }
  expect(new Set(countries.map(({ properties }) => properties['name_zh'])).size).toBe(240);
  expect(new Set(countries.map(({ properties }) => properties['name_en'])).size).toBe(240);
});

test.each([
  ['156', 'CHN', 'China', '中国', [104, 35]],
  ['840', 'USA', 'United States', '美国', [-98, 39]],
  ['036', 'AUS', 'Australia', '澳大利亚', [134, -25]],
  ['643', 'RUS', 'Russia', '俄罗斯', [-175, 66.5]],
  ['010', 'ATA', 'Antarctica', '南极洲', [0, -85]],
  ['728', 'SSD', 'South Sudan', '南苏丹', [30, 7]],
  ['384', 'CIV', "Côte d'Ivoire", '科特迪瓦', [-5.5, 7.5]],
])('%s is %s, %s, %s and is where it should be', (code, iso3, nameEn, nameZh, point) => {
  expect(byCode(code).properties).toEqual({ code, iso3, name_en: nameEn, name_zh: nameZh });
  expect(contains(byCode(code), point as Position)).toBe(true);
});

test('nothing jumps across the antimeridian, nothing crosses', () => {
  for (const feature of countries) {
    for (const [shell, ...holes] of ringsOf(feature)) {
      expect(ringAreaKm2(shell!)).toBeGreaterThan(0);
      for (const hole of holes) expect(ringAreaKm2(hole)).toBeLessThan(0);
      for (const ring of [shell!, ...holes]) {
        for (let i = 1; i < ring.length; i++)
          expect(Math.abs(ring[i]![0] - ring[i - 1]![0])).toBeLessThan(180);
      }
    }
  }
  expect(findCrossings(countries)).toEqual([]);
});

test.each([
  // Total areas of the CIA World Factbook, km².
  ['643', 17_098_242],
  ['010', 14_200_000],
  ['242', 18_274],
  ['036', 7_741_220],
])('the area of %s is about right', (code, km2) => {
  const area = ringsOf(byCode(code))
    .flat()
    .reduce((sum, ring) => sum + ringAreaKm2(ring), 0);
  expect(Math.abs(area / km2 - 1)).toBeLessThan(0.15);
});
