import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { buildRegions } from '../../geodata/join/build-regions.ts';
import type { LevelSpec } from '../../geodata/join/level-spec.ts';
import type { AreaGeometry, BoundaryFeature, Position } from '../../geodata/model/geometry.ts';
import type { RawTable } from '../../geodata/model/table.ts';

const level: LevelSpec = { id: 'place', key: 'code', names: {} };

const box = (west: number, south: number, east: number, north: number): Position[] => [
  [west, south],
  [east, south],
  [east, north],
  [west, north],
  [west, south],
];

const boundary = (
  code: unknown,
  geometry?: AreaGeometry,
  rest: Record<string, unknown> = {},
): BoundaryFeature => ({
  geometry: geometry ?? { type: 'Polygon', coordinates: [box(0, 0, 1, 1)] },
  properties: { ...(code === undefined ? {} : { code }), name: `n${String(code)}`, ...rest },
});

const table = (text: string): RawTable => {
  const [header = [], ...rows] = text.split('\n').map((line) => line.split(','));
  return {
    name: 'register.csv',
    columns: header,
    rows: rows.map((cells, index) => ({ line: index + 2, cells })),
    encoding: 'utf-8',
    delimiter: ',',
  };
};

/** Area in km² of one degree by one degree, by Simpson's rule over the radii of curvature of WGS84. */
function integrateCell(south: number): number {
  const [a, e2, steps] = [6378.137, 0.00669437999014, 200];
  const strip = (degrees: number): number => {
    const latitude = (degrees * Math.PI) / 180;
    const root = Math.sqrt(1 - e2 * Math.sin(latitude) ** 2);
    return (
      (((a * (1 - e2)) / root ** 3) * (a / root) * Math.cos(latitude) * (Math.PI / 180) ** 2) / (3 * steps)
    );
  };
  let sum = strip(south) + strip(south + 1);
  for (let step = 1; step < steps; step++) sum += (step % 2 === 0 ? 2 : 4) * strip(south + step / steps);
  return sum;
}

const codesOf = (diagnostics: { code: string }[]): string[] => diagnostics.map(({ code }) => code);

describe('ids and order', () => {
  test('codes that are whole numbers are the ids, in ascending order', () => {
    const { regions, features } = buildRegions({
      level,
      boundaries: [boundary(20), boundary('3'), boundary('100')],
    });
    expect(regions.map(({ id, code }) => [id, code])).toEqual([
      [3, '3'],
      [20, '20'],
      [100, '100'],
    ]);
    expect(features.map(({ properties }) => properties['name'])).toEqual(['n3', 'n20', 'n100']);
  });

  test.each([
    [
      ['DEU', 'FRA', 'AUT'],
      ['AUT', 'DEU', 'FRA'],
    ],
    [
      ['01', '1'],
      ['01', '1'],
    ],
    [
      ['9007199254740993', '1'],
      ['1', '9007199254740993'],
    ],
    [
      ['0', '5'],
      ['0', '5'],
    ],
  ])('%j would clash or are no numbers: ids count from 1', (given, ordered) => {
    const { regions } = buildRegions({ level, boundaries: given.map((code) => boundary(code)) });
    expect(regions.map(({ code }) => String(code))).toEqual(ordered);
    expect(regions.map(({ id }) => id)).toEqual(ordered.map((_, index) => index + 1));
  });
});

describe('shape', () => {
  test('the whole ellipsoid has the area of WGS84, 510 065 622 km²', () => {
    const geometry: AreaGeometry = { type: 'Polygon', coordinates: [box(-180, -90, 180, 90)] };
    const [region] = buildRegions({ level, boundaries: [boundary(1, geometry)] }).regions;
    expect(region?.areaKm2).toBeCloseTo(510_065_621.7, 0);
  });

  test.each([0, 30, 60, 85])(
    'a cell of one degree at %d° has the area that integration over the ellipsoid gives',
    (south) => {
      const geometry: AreaGeometry = { type: 'Polygon', coordinates: [box(10, south, 11, south + 1)] };
      const [region] = buildRegions({ level, boundaries: [boundary(1, geometry)] }).regions;
      expect(region?.areaKm2).toBeCloseTo(integrateCell(south), 4);
      expect(region?.bbox).toEqual([10, south, 11, south + 1]);
    },
  );

  test('holes are taken off and parts are added', () => {
    const whole = { type: 'Polygon' as const, coordinates: [box(0, 0, 4, 4)] };
    const holed = { type: 'Polygon' as const, coordinates: [box(0, 0, 4, 4), box(1, 1, 2, 2)] };
    const parts = { type: 'MultiPolygon' as const, coordinates: [[box(0, 0, 4, 4)], [box(1, 1, 2, 2)]] };
    const areas = [whole, holed, parts].map(
      (geometry) => buildRegions({ level, boundaries: [boundary(1, geometry)] }).regions[0]?.areaKm2 ?? 0,
    );
    expect((areas[1] ?? 0) + (areas[2] ?? 0)).toBeCloseTo(2 * (areas[0] ?? 0), 3);
  });

  test('the point lies in the largest part, inside of it and not in its hole', () => {
    fc.assert(
      fc.property(
        fc.double({ min: -80, max: 79, noNaN: true }),
        fc.double({ min: 0.1, max: 0.9, noNaN: true }),
        (south, cut) => {
          // A frame whose middle is a hole, and a smaller part beside it.
          const hole = box(
            10 + (1 - cut) / 4,
            south + (1 - cut) / 4,
            11 - (1 - cut) / 4,
            south + 1 - (1 - cut) / 4,
          );
          const geometry: AreaGeometry = {
            type: 'MultiPolygon',
            coordinates: [[box(20, south, 20.1, south + 0.1)], [box(10, south, 11, south + 1), hole]],
          };
          const [region] = buildRegions({ level, boundaries: [boundary(1, geometry)] }).regions;
          const [x, y] = region?.point ?? [0, 0];
          const within = ([west, bottom]: Position, [east, top]: Position): boolean =>
            x > west && x < east && y > bottom && y < top;
          expect(within([10, south], [11, south + 1])).toBe(true);
          expect(within(hole[0] as Position, hole[2] as Position)).toBe(false);
        },
      ),
      { numRuns: 50 },
    );
  });

  test('a region cut by the antimeridian has its box around it, not around the rest of the world', () => {
    const geometry: AreaGeometry = {
      type: 'MultiPolygon',
      coordinates: [[box(177, -19, 180, -16)], [box(-180, -18, -178, -16)]],
    };
    expect(buildRegions({ level, boundaries: [boundary(1, geometry)] }).regions[0]?.bbox).toEqual([
      177, -19, -178, -16,
    ]);
  });

  test.each([
    [
      'islands on both sides of the antimeridian',
      [
        [-179, -130],
        [172, 179],
      ],
      [172, -130],
    ],
    [
      'islands far west and far east of their country',
      [
        [-5, 8],
        [-62, -61],
        [55, 56],
      ],
      [-62, 56],
    ],
    ['all around a pole', [[-180, 180]], [-180, 180]],
  ] as const)('%s: the narrowest box', (_, parts, expected) => {
    const geometry: AreaGeometry = {
      type: 'MultiPolygon',
      coordinates: parts.map(([west, east]) => [box(west, 10, east, 20)]),
    };
    const [west, , east] = buildRegions({ level, boundaries: [boundary(1, geometry)] }).regions[0]!.bbox;
    expect([west, east]).toEqual(expected);
  });

  test('a register point wins over the seat, the seat over the interior point', () => {
    const seated = boundary(1, undefined, { seat: [0.2, 0.3] });
    expect(buildRegions({ level, boundaries: [seated] }).regions[0]?.point).toEqual([0.2, 0.3]);
    const register = {
      file: 'register.csv',
      key: 'code',
      names: {},
      groups: {},
      point: { longitude: 'x', latitude: 'y' },
    };
    const built = (text: string) =>
      buildRegions({ level: { ...level, register }, boundaries: [seated], register: table(text) });
    expect(built('code,x,y\n1,0.7,0.8').regions[0]?.point).toEqual([0.7, 0.8]);
    expect(built('code,x,y\n1,,').regions[0]?.point).toEqual([0.2, 0.3]);
    const wrong = built('code,x,y\n1,700,0.8');
    expect(wrong.regions[0]?.point).toEqual([0.2, 0.3]);
    expect(codesOf(wrong.diagnostics)).toEqual(['table/not-a-number']);
  });
});

describe('what is wrong with boundaries', () => {
  test('is told, and the rest is built', () => {
    const { regions, diagnostics } = buildRegions({
      level,
      boundaries: [
        boundary(1),
        boundary(undefined, undefined, { kode: 5 }),
        boundary(''),
        boundary(2, { type: 'Polygon', coordinates: [box(0, 0, 0, 0)] }),
        boundary(3, { type: 'MultiPolygon', coordinates: [] }),
        { ...boundary(4), properties: { code: 4 } },
      ],
      file: 'places.geojson',
    });
    expect(regions.map(({ code }) => String(code))).toEqual(['1', '4']);
    expect(codesOf(diagnostics)).toEqual([
      'boundary/missing-key',
      'boundary/missing-key',
      'boundary/empty-geometry',
      'boundary/empty-geometry',
      'boundary/missing-name',
    ]);
    expect(diagnostics[0]?.nearest?.[0]).toBe('kode');
    expect(diagnostics.every(({ at }) => at.file === 'places.geojson')).toBe(true);
  });

  test('two boundaries with one code become one of two parts; the same drawing twice is one', () => {
    const east: AreaGeometry = { type: 'Polygon', coordinates: [box(1, 0, 2, 1)] };
    const { features, diagnostics } = buildRegions({
      level,
      boundaries: [boundary(1), boundary(1, east), boundary(1)],
    });
    expect(features[0]?.geometry).toEqual({
      type: 'MultiPolygon',
      coordinates: [[box(0, 0, 1, 1)], [box(1, 0, 2, 1)]],
    });
    expect(codesOf(diagnostics)).toEqual(['boundary/duplicate-key', 'boundary/duplicate-key']);
  });
});

describe('parents', () => {
  const above = buildRegions({
    level: { ...level, id: 'above' },
    boundaries: ['110000', '320000', '500000'].map((code) =>
      boundary(code, undefined, { name: `省${code}` }),
    ),
  }).regions;
  const parent = { level: 'above' };

  const build = (given: LevelSpec['parent'], rest: Record<string, unknown>) =>
    buildRegions({
      level: { ...level, parent: given },
      boundaries: [boundary('320500', undefined, rest)],
      parents: above,
    });

  test('come from a property by code or name, else from the code itself', () => {
    expect(build({ ...parent, property: 'in' }, { in: 320000 }).regions[0]?.parent).toBe('320000');
    expect(build({ ...parent, property: 'in' }, { in: '省110000' }).regions[0]?.parent).toBe('110000');
    expect(build(parent, { parent: '500000' }).regions[0]?.parent).toBe('500000');
    expect(build(parent, {}).regions[0]?.parent).toBe('320000');
  });

  test('that do not exist are told', () => {
    const { regions, diagnostics } = buildRegions({
      level: { ...level, parent: { level: 'above', property: 'in' } },
      boundaries: [boundary('1', undefined, { in: '320001' }), boundary('2')],
      parents: above,
    });
    expect(regions.map((region) => region.parent)).toEqual([null, null]);
    expect(codesOf(diagnostics)).toEqual(['boundary/unknown-parent', 'boundary/unknown-parent']);
    expect(diagnostics[0]).toMatchObject({ found: '320001', nearest: ['省320000 (320000)'] });
  });
});

test('the register adds names, kinds, groups and capitals, and is checked against the boundaries', () => {
  const register = {
    file: 'register.csv',
    key: 'id',
    names: { zh: 'zh', en: 'en' },
    kind: 'sort',
    capital: 'seat',
    groups: { coast: 'coast' },
  };
  const { regions, diagnostics } = buildRegions({
    level: { ...level, register },
    boundaries: [boundary('1'), boundary('2')],
    register: table('id,zh,en,sort,seat,coast\n1.0,甲,A,city,11,east\n1,乙,B,,,\n3,丙,C,,,\n,丁,D,,,'),
  });
  expect(regions[0]).toMatchObject({
    name: { zh: '甲', en: 'A' },
    kind: 'city',
    capital: '11',
    groups: { coast: 'east' },
  });
  expect(regions[1]).toMatchObject({ name: { zh: 'n2', en: 'n2' }, kind: '', capital: null, groups: {} });
  expect(diagnostics.map(({ code, at }) => [code, at.file, at.line ?? at.region])).toEqual([
    ['join/duplicate-key', 'register.csv', 3],
    ['join/unmatched-row', 'register.csv', 5],
    ['boundary/register-row-without-boundary', 'register.csv', 4],
    ['boundary/not-in-register', 'place', '2'],
  ]);
});
