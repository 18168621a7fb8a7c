import { describe, expect, test } from 'vitest';
import { bivariateMoran } from '../../../geodata/measures/association/bivariate-moran.ts';
import { geary } from '../../../geodata/measures/association/geary.ts';
import { getisOrd } from '../../../geodata/measures/association/getis-ord.ts';
import { joinCounts } from '../../../geodata/measures/association/join-counts.ts';
import { localMoran } from '../../../geodata/measures/association/local-moran.ts';
import { moran } from '../../../geodata/measures/association/moran.ts';
import { spatialGini } from '../../../geodata/measures/concentration/spatial-gini.ts';
import { located, locatedClasses, locatedPair } from '../../../geodata/measures/inputs/located.ts';
import { columbus } from '../cases/columbus.ts';
import { closeTo } from '../close-to.ts';

const { codes, crime, income, links } = columbus;
const crimeThere = located.read({ codes, values: crime, links });

describe('the Columbus data by PySAL esda 2.8.2', () => {
  test.each([
    [
      'row',
      0.5001885571828611,
      0.00856341311940498,
      5.630312787738188,
      0.008689289201332044,
      5.58938267504451,
    ],
    [
      'given',
      0.515461436886279,
      0.007349774769383,
      6.255565079514329,
      0.0074543943427878515,
      6.211512737303755,
    ],
  ] as const)(
    'Moran, weights %s: I, variances, z',
    (style, value, varianceNormal, zNormal, varianceRandomised, zRandomised) => {
      const result = moran.compute(crimeThere, { style, permutations: 0 });
      closeTo(result.value, value);
      closeTo(result.details, {
        ...result.details,
        expected: -1 / 48,
        varianceNormal,
        zNormal,
        varianceRandomised,
        zRandomised,
        p: null,
      });
    },
  );

  test.each([
    [
      'row',
      0.5405282027020684,
      0.009821535433554237,
      -4.636274756220836,
      0.009384263776965005,
      -4.7430615005044645,
    ],
    [
      'given',
      0.5916113240630413,
      0.013846595805802931,
      -3.4705809907250047,
      0.01158343456012518,
      -3.794504012787724,
    ],
  ] as const)(
    'Geary, weights %s: C, variances, z',
    (style, value, varianceNormal, zNormal, varianceRandomised, zRandomised) => {
      const result = geary.compute(crimeThere, { style, permutations: 0 });
      closeTo(result.value, value);
      closeTo(result.details, {
        ...result.details,
        varianceNormal,
        zNormal,
        varianceRandomised,
        zRandomised,
      });
    },
  );

  test('permutation p and moments of Moran within the noise of drawing', () => {
    const { details } = moran.compute(crimeThere, { permutations: 9999 });
    expect(details!.p).toBeLessThan(0.001);
    expect(details!.permutationMean).toBeCloseTo(-1 / 48, 2);
    expect(details!.permutationDeviation).toBeCloseTo(0.0929, 2);
  });

  test('local Moran (times n/(n − 1)): values, quadrants, conditional z', () => {
    const rows = localMoran.compute(crimeThere, { permutations: 0 }).value!;
    closeTo(
      rows.slice(0, 6).map((row) => row.value),
      [
        0.7368184906083565, 0.5287770132659667, 0.09385074166160116, 0.004820966628216322, 0.3036061247520931,
        -0.1815705169447166,
      ],
    );
    closeTo(
      rows.slice(0, 3).map((row) => row.zScore),
      [0.937807651035261, 0.9856591202615262, 0.7184189125046273],
    );
    const quadrant = ['', 'HH', 'LH', 'LL', 'HL'];
    const expected = [
      3, 3, 3, 3, 1, 2, 2, 1, 2, 3, 1, 1, 1, 1, 1, 1, 4, 1, 1, 3, 1, 2, 3, 1, 1, 1, 4, 1, 1, 1, 3, 3, 1, 3, 4,
      3, 1, 1, 3, 3, 3, 3, 1, 2, 3, 3, 3, 3, 3,
    ];
    expect(rows.map((row) => row.quadrant)).toEqual(expected.map((index) => quadrant[index]));
  });

  test('local pseudo p within the noise of drawing (there 99 999 permutations)', () => {
    const rows = localMoran.compute(crimeThere, { permutations: 9999, seed: 7 }).value!;
    const perTenThousand = [
      1838, 1681, 2433, 4760, 1489, 3231, 372, 1627, 3760, 1163, 129, 902, 3479, 1016, 76, 3, 340, 214, 1098,
      2306, 1862, 4517, 375, 2, 13, 163, 4260, 44, 9, 168, 394, 26, 3917, 513, 3746, 70, 57, 820, 182, 188,
      630, 826, 4340, 4757, 3508, 469, 637, 2053, 1991,
    ];
    closeTo(
      rows.map((row) => row.p),
      perTenThousand.map((p) => p / 10_000),
      0.02,
    );
  });

  test.each([
    [
      true,
      [
        -1.4327796539664275, -1.3400080974641624, -0.7719986809531127, -0.13173336449050613,
        1.285362798437344,
      ],
    ],
    [
      false,
      [-0.9378076510352612, -0.985659120261525, -0.7184189125046279, -0.066662323448671, 1.0471360294309233],
    ],
  ])('Getis–Ord with star %s', (star, expected) => {
    const rows = getisOrd.compute(crimeThere, { star }).value!;
    closeTo(
      rows.slice(0, 5).map((row) => row.value),
      expected,
    );
  });

  test('bivariate Moran of crime and the income around it', () => {
    const input = locatedPair.read({ codes, x: crime, y: income, links });
    closeTo(bivariateMoran.compute(input, { permutations: 0 }).value, -0.42863215145367256);
  });

  test('join counts of crime above and below its median', () => {
    const median = [...crime].sort((a, b) => a - b)[24]!;
    const classes = crime.map((value) => (value > median ? 'high' : 'low'));
    const result = joinCounts.compute(locatedClasses.read({ codes, classes, links }), { permutations: 0 });
    expect(result.details!.pairs).toEqual([
      { a: 'high', b: 'high', count: 54 },
      { a: 'high', b: 'low', count: 29 },
      { a: 'low', b: 'low', count: 35 },
    ]);
    expect(result.value).toBeCloseTo(89 / 118, 12);
  });

  test('spatial Gini: the far part of PySAL inequality 1.1.2, Gini_Spatial.wcg_share', () => {
    const result = spatialGini.compute(located.read({ codes, values: income, links }));
    closeTo(result.value, 0.21444958874664774);
    closeTo(result.details!.far, 0.19817401095312145);
    expect(result.details!.p).toBeLessThan(0.01);
  });
});
