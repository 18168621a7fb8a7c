import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileAtlas } from '../../geodata/build/compile.ts';
import { boundsOf, homeOf } from '../../geodata/build/home.ts';
import type { BoundingBox } from '../../geodata/model/geometry.ts';
import type { Region } from '../../geodata/model/region.ts';
import { asRegionCode } from '../../geodata/model/region.ts';
import { silentProgress } from '../../scripts/progress.ts';

const region = (code: string, bbox: BoundingBox, areaKm2: number, parent: string | null = null): Region => ({
  id: Number(code),
  code: asRegionCode(code),
  level: 'unit',
  name: { zh: code, en: code },
  parent: parent === null ? null : asRegionCode(parent),
  point: [bbox[0] <= bbox[2] ? (bbox[0] + bbox[2]) / 2 : -170, (bbox[1] + bbox[3]) / 2],
  bbox,
  areaKm2,
  kind: 'unit',
  groups: {},
  capital: null,
});

type Atlas = Parameters<typeof homeOf>[0];

/** An atlas of one level, or of two where the second is given, with values in some rows of the last. */
function atlas(levels: Region[][], rowsWithValue: readonly number[]): Atlas {
  const ids = ['top', 'below'].slice(0, levels.length);
  const last = levels.length - 1;
  return {
    config: {} as Atlas['config'],
    levels: levels.map((regions, index) => ({
      config: { id: ids[index], ...(index === 0 ? {} : { parent: { level: ids[index - 1] } }) },
      layer: ids[index],
      regions,
      geometries: [],
      byCode: new Map(regions.map((each) => [each.code, each])),
    })) as unknown as Atlas['levels'],
    columns: [
      {
        level: ids[last],
        values: levels[last]!.map((_, row) => (rowsWithValue.includes(row) ? 1 : null)),
      },
    ] as unknown as Atlas['columns'],
    lentHome: null,
    networks: [],
  };
}

it(
  'of a table of countries, and nothing else, is that of the atlas of the world',
  { timeout: 120_000 },
  async () => {
    const folder = mkdtempSync(join(tmpdir(), 'jiju-home-'));
    const table =
      'country,patents\nChina,5\nBrazil,2\nUnited States,4\nAustralia,1\nRussia,2\nSouth Africa,1\n';
    writeFileSync(join(folder, 'patents.csv'), table);
    const compiled = await compileAtlas(folder, join(folder, '.jiju'), silentProgress);
    rmSync(folder, { recursive: true });
    expect(compiled.levels[0]!.regions.some(({ name }) => name.en === 'Antarctica')).toBe(true);
    const [, south] = homeOf(compiled);
    expect(south).toBeGreaterThan(-60);
    expect(homeOf(compiled)).toEqual(compiled.lentHome);
  },
);

describe('homeOf', () => {
  const provinces = [region('1', [100, 20, 110, 30], 1000), region('2', [110, 20, 140, 50], 9000)];
  const cities = [
    region('11', [100, 20, 104, 30], 400, '1'),
    region('12', [104, 20, 110, 30], 600, '1'),
    region('21', [110, 20, 140, 50], 9000, '2'),
  ];

  it('is the whole atlas where data are everywhere', () => {
    expect(homeOf(atlas([provinces, cities], [0, 1, 2]))).toEqual([100, 20, 140, 50]);
  });

  it('is what the lender of the regions says, unless data are about a small part of them', () => {
    const lentHome: BoundingBox = [100, 20, 140, 45];
    expect(homeOf({ ...atlas([provinces, cities], [0, 1, 2]), lentHome })).toEqual(lentHome);
    expect(homeOf({ ...atlas([provinces, cities], [0]), lentHome })).toEqual([100, 20, 110, 30]);
  });

  it('leaves out small regions far off, such as those over the sea of a continent', () => {
    const continent = [
      region('1', [-9, 36, 30, 70], 4_000_000),
      region('2', [-18, 28, -13, 29], 7000),
      region('3', [45, -13, 46, -12], 400),
      region('4', [55, -22, 56, -20], 2500),
      region('5', [-55, 2, -51, 6], 70_000),
    ];
    expect(homeOf(atlas([continent], [0, 1, 2, 3, 4]))).toEqual([-18, 28, 30, 70]);
  });

  it('keeps them where that gains little', () => {
    const country = [region('1', [-125, 25, -66, 50], 8_000_000), region('2', [-161, 18, -154, 23], 16_000)];
    expect(homeOf(atlas([country], [0, 1]))).toEqual([-161, 18, -66, 50]);
  });

  it('is the whole atlas where there are no data', () => {
    expect(homeOf(atlas([provinces, cities], []))).toEqual([100, 20, 140, 50]);
  });

  it('is the province in which all cities with data are', () => {
    expect(homeOf(atlas([provinces, cities], [0]))).toEqual([100, 20, 110, 30]);
  });

  it('leaves out far islands of an atlas that reaches around the world, and no others', () => {
    const mainland = region('1', [-125, 25, -67, 49], 8000);
    const north = region('2', [172, 51, -130, 71], 1700);
    const island = region('3', [144, 13, 145, 14], 1);
    expect(homeOf(atlas([[mainland, north, island]], [0, 1, 2]))).toEqual([-180, 25, -67, 71]);
    const nearby = region('4', [-66, 17, -65, 18], 9);
    expect(homeOf(atlas([[mainland, nearby]], [0, 1]))).toEqual([-125, 17, -65, 49]);
  });

  it('is what atlas.yaml says', () => {
    const config = { home: [101, 21, 102, 22] } as unknown as Atlas['config'];
    expect(homeOf({ ...atlas([provinces, cities], [0]), config })).toEqual([101, 21, 102, 22]);
  });

  it('keeps the world as it is', () => {
    const world = [
      region('1', [-170, -55, -35, 83], 40000),
      region('2', [-20, -35, 60, 71], 40000),
      region('3', [60, -47, 180, 81], 60000),
    ];
    expect(homeOf(atlas([world], [0, 1, 2]))).toEqual([-170, -55, 180, 83]);
  });

  it('lies in the whole and is never empty', () => {
    const box = fc
      .tuple(fc.double({ min: -179, max: 170 }), fc.double({ min: -80, max: 70 }))
      .filter(([x, y]) => !Number.isNaN(x + y))
      .map(([x, y]): BoundingBox => [x, y, x + 9, y + 9]);
    fc.assert(
      fc.property(
        fc.array(box, { minLength: 1, maxLength: 12 }),
        fc.integer({ min: 0, max: 11 }),
        (boxes, row) => {
          const regions = boxes.map((bbox, index) => region(`${index + 1}`, bbox, 1 + (index % 3)));
          const whole = boundsOf(regions);
          const home = homeOf(atlas([regions], [row]));
          expect(home[0]).toBeGreaterThanOrEqual(whole[0]);
          expect(home[1]).toBeGreaterThanOrEqual(whole[1]);
          expect(home[2]).toBeLessThanOrEqual(whole[2]);
          expect(home[3]).toBeLessThanOrEqual(whole[3]);
          expect(home[2] - home[0]).toBeGreaterThan(0);
        },
      ),
    );
  });
});
