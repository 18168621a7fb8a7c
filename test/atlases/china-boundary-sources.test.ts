import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fromGcj02, toGcj02 } from '../../geodata/atlases/china/boundaries/gcj02.ts';
import { decodePolygons } from '../../geodata/atlases/china/boundaries/delta-encoding.ts';
import { shortEnglishName } from '../../geodata/atlases/china/boundaries/names.ts';
import type { Position } from '../../geodata/model/geometry.ts';

// Published pairs: the test vectors of github.com/googollee/eviltransform.
test.each<[Position, Position]>([
  [
    [121.5272106, 31.1774276],
    [121.531541859215, 31.17530398364597],
  ],
  [
    [113.912316, 22.543847],
    [113.9171764808363, 22.540796131694766],
  ],
  [
    [116.377817, 39.911954],
    [116.38404722455657, 39.91334545536069],
  ],
])('WGS84 %o is GCJ-02 %o', (wgs84, gcj02) => {
  const there = toGcj02(wgs84);
  expect(there[0]).toBeCloseTo(gcj02[0], 6);
  expect(there[1]).toBeCloseTo(gcj02[1], 6);
});

test('the inverse undoes the shift to a tenth of a millimetre everywhere in China', () => {
  const inChina = fc.tuple(
    fc.double({ min: 72.1, max: 137.8, noNaN: true }),
    fc.double({ min: 1, max: 55.8, noNaN: true }),
  );
  fc.assert(
    fc.property(inChina, (wgs84) => {
      const [longitude, latitude] = fromGcj02(toGcj02(wgs84));
      expect(Math.abs(longitude - wgs84[0])).toBeLessThan(1e-9);
      expect(Math.abs(latitude - wgs84[1])).toBeLessThan(1e-9);
    }),
    { numRuns: 2000 },
  );
});

test('decodes delta-encoded rings, and passes plain ones through', () => {
  // Zigzag of +1, −1 and +2 is 2, 1 and 4, written as the characters 66, 65 and 68.
  const ring = 'BADB';
  expect(decodePolygons({ type: 'Polygon', coordinates: [ring], encodeOffsets: [[102400, 10240]] })).toEqual([
    [
      [
        [102401 / 1024, 10239 / 1024],
        [102403 / 1024, 10240 / 1024],
      ],
    ],
  ]);
  const plain: Position[] = [
    [91, 29],
    [92, 29],
    [91, 29],
  ];
  expect(decodePolygons({ type: 'MultiPolygon', coordinates: [[plain]] })).toEqual([[plain]]);
});

test.each([
  ['Xi’an Shi', "Xi'an"],
  ['Prefecture of Chenzhou', 'Chenzhou'],
  ['Qiannan Bouyeizu Miaozu Zizhizhou', 'Qiannan'],
  ['Qiandongnan Miao and Dong Autonomous Prefecture', 'Qiandongnan'],
  ['Hinggan Meng', 'Hinggan'],
  ['Shenzhen', 'Shenzhen'],
])('%s is %s for short', (name, short) => {
  expect(shortEnglishName(name)).toBe(short);
});
