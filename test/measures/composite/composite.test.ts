import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ahpWeights } from '../../../geodata/measures/composite/ahp-weights.ts';
import { compositeIndex } from '../../../geodata/measures/composite/composite-index.ts';
import { echelons } from '../../../geodata/measures/composite/echelons.ts';
import { symmetricEigen } from '../../../geodata/measures/composite/eigen.ts';
import { indicatorWeights } from '../../../geodata/measures/composite/indicator-weights.ts';
import { innovationMode } from '../../../geodata/measures/composite/innovation-mode.ts';
import { normalisation } from '../../../geodata/measures/composite/normalisation.ts';
import { rankRange } from '../../../geodata/measures/composite/rank-range.ts';
import { weightings } from '../../../geodata/measures/composite/weighting.ts';
import { indicatorSystem } from '../../../geodata/measures/inputs/indicator-system.ts';
import { judgements } from '../../../geodata/measures/inputs/judgements.ts';
import { roleMatrix } from '../../../geodata/measures/inputs/roles.ts';
import { vector } from '../../../geodata/measures/inputs/vector.ts';
import { columbus } from '../cases/columbus.ts';
import { closeTo } from '../close-to.ts';

/** Crime counts against a neighbourhood, all else for it; the fourth column is made up. */
const system = indicatorSystem.read({
  codes: columbus.codes,
  indicators: [{ id: 'crime', direction: -1 }, { id: 'income' }, { id: 'housing' }, { id: 'made-up' }],
  values: columbus.codes.map((_, i) => [columbus.crime[i], columbus.income[i], columbus.housing[i], i % 7]),
});

describe('weights against a straightforward computation in NumPy', () => {
  test.each([
    ['entropy', [0.1452507838765932, 0.1691396585887309, 0.38729440764204137, 0.2983151498926345]],
    ['critic', [0.1808653498940364, 0.17266605859677284, 0.20491313763818014, 0.44155545387101075]],
    ['pca', [0.25238599082081814, 0.23346620886084019, 0.2019905196187909, 0.3121572806995508]],
    ['equal', [0.25, 0.25, 0.25, 0.25]],
  ] as const)('%s', (weighting, expected) => {
    const { value } = indicatorWeights.compute(system, { weighting });
    closeTo(
      value!.map((row) => row.value),
      expected,
    );
  });

  test('a constant indicator gets no weight from the data', () => {
    const { value } = indicatorWeights.compute(
      indicatorSystem.read({
        indicators: [{ id: 'flat' }, { id: 'x' }, { id: 'y' }],
        values: [
          [1, 2, 3],
          [1, 3, 1],
          [1, 5, 2],
        ],
      }),
      { weighting: 'entropy' },
    );
    expect(value![0]!.value).toBe(0);
    expect(value![1]!.value! + value![2]!.value!).toBeCloseTo(1, 12);
  });
});

describe('composite index against NumPy', () => {
  const scores = (params: object): (number | null)[] =>
    compositeIndex
      .compute(system, params)
      .value!.slice(0, 4)
      .map((row) => row.value);

  test('arithmetic with entropy weights, geometric, TOPSIS', () => {
    closeTo(
      scores({ weighting: 'entropy' }),
      [51.6819270231192, 39.373625385227115, 29.50251265529421, 30.18076561576692],
    );
    closeTo(
      scores({ aggregation: 'geometric' }),
      [24.307357085879218, 40.15688563867989, 30.474799060016828, 15.08422338922855],
    );
    closeTo(
      scores({ aggregation: 'topsis' }),
      [52.419239931566594, 47.20131568634145, 37.22904231779875, 34.16198887188944],
    );
    expect(compositeIndex.compute(system, { weighting: 'entropy' }).value![19]!.rank).toBe(1);
  });

  test('missing indicators: weights are scaled up inside the group if half of it is there', () => {
    const { value } = compositeIndex.compute(
      indicatorSystem.read({
        codes: ['full', 'half', 'gap', 'low'],
        indicators: ['a', 'b', 'c', 'd'].map((id) => ({ id, path: [id < 'c' ? 'first' : 'second'] })),
        values: [
          [1, 1, 1, 1],
          [0, null, 0, 0],
          [null, null, 1, null],
          [0, 0, 0, 0],
        ],
      }),
    );
    expect(value!.map((row) => row.value)).toEqual([100, 0, 100, 0]);
    expect(value![1]!.missing).toEqual(['b']);
    expect(value![2]!.groups).toEqual([
      { group: 'first', value: null },
      { group: 'second', value: 100 },
    ]);
  });

  test('does not depend on the units of measurement', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 0.01, max: 100, noNaN: true }), { minLength: 4, maxLength: 4 }),
        (factors) => {
          const scaled = {
            ...system,
            values: system.values.map((row) => row.map((value, j) => value! * factors[j]!)),
          };
          for (const weighting of weightings)
            closeTo(
              compositeIndex.compute(scaled, { weighting }).value!.map((row) => row.value),
              compositeIndex.compute(system, { weighting }).value!.map((row) => row.value),
              1e-6,
            );
        },
      ),
      { numRuns: 10 },
    );
  });

  test('the range of ranks spans the rank of each weighting', () => {
    for (const row of rankRange.compute(system).value!) {
      const ranks = row.ranks.flatMap(({ rank }) => rank ?? []);
      expect(ranks).toHaveLength(5);
      expect(row).toMatchObject({ best: Math.min(...ranks), worst: Math.max(...ranks) });
    }
  });
});

test.each([
  ['min-max', [0, 0.5, 1, null]],
  ['z-score', [-Math.sqrt(1.5), 0, Math.sqrt(1.5), null]],
  ['rank', [0, 0.5, 1, null]],
  ['distance-to-max', [1 / 3, 2 / 3, 1, null]],
] as const)('normalisation %s', (how, expected) => {
  const column = indicatorSystem.read({ indicators: [{ id: 'x' }], values: [[1], [2], [3], [null]] });
  closeTo(
    normalisation.compute(column, { normalisation: how }).value!.map((row) => row.value),
    expected,
  );
});

// scikit-learn 1.9 MinMaxScaler, StandardScaler and MaxAbsScaler, SciPy 1.17 rankdata; first and last unit, crime and
// income. Of crime less is better: min–max and rank are taken from 1, the score changes its sign, the least is the best.
test.each([
  ['min-max', [0.7737322538312006, 0.5660888203662617], [0.6745452858615322, 0.5384499680367014]],
  ['z-score', [1.1716356150379357, 0.9134048773622094], [0.7600827795732995, 0.783198397459446]],
  ['rank', [0.9375, 0.875], [0.7291666666666667, 0.8125]],
  ['distance-to-max', [0.011335954897564414, 0.6286128097843579], [0.007908483072393037, 0.6049565497264242]],
] as const)('normalisation %s against scikit-learn and SciPy', (how, first, last) => {
  const found = normalisation.compute(system, { normalisation: how }).value!;
  const of = (code: string): (number | null)[] =>
    ['crime', 'income'].map(
      (indicator) => found.find((row) => row.code === code && row.indicator === indicator)!.value,
    );
  closeTo(of(columbus.codes[0]!), first);
  closeTo(of(columbus.codes.at(-1)!), last);
});

test("AHP: numpy.linalg.eig of a matrix of four with judgements from Saaty's scale", () => {
  const { value, details } = ahpWeights.compute(
    judgements.read({
      items: ['a', 'b', 'c', 'd'],
      matrix: [
        [1, 1 / 3, 1 / 9, 1 / 5],
        [3, 1, 1, 1],
        [9, 1, 1, 3],
        [5, 1, 1 / 3, 1],
      ],
    }),
  );
  closeTo(
    value!.map((row) => row.value),
    [0.05759632, 0.26632442, 0.45462607, 0.22145318],
    1e-7,
  );
  closeTo(details!.eigenvalue, 4.187346635584991);
  expect(details!.consistencyRatio).toBeCloseTo(0.06244887852833022 / 0.9, 9);
  expect(() =>
    judgements.read({
      items: ['a', 'b'],
      matrix: [
        [1, 2],
        [2, 1],
      ],
    }),
  ).toThrow(/expected reciprocals/);
});

test('eigen decomposition: A v = λ v, eigenvalues descending, trace kept', () => {
  const entries = fc.array(fc.double({ min: -10, max: 10, noNaN: true }), { minLength: 15, maxLength: 15 });
  fc.assert(
    fc.property(entries, (upper) => {
      const matrix = Array.from({ length: 5 }, () => new Float64Array(5));
      let next = 0;
      for (let i = 0; i < 5; i++) for (let j = i; j < 5; j++) matrix[i]![j] = matrix[j]![i] = upper[next++]!;
      const { values, vectors } = symmetricEigen(matrix);
      expect(values).toEqual(values.toSorted((a, b) => b - a));
      vectors.forEach((vector, k) =>
        matrix.forEach((row, i) =>
          expect(row.reduce((total, each, j) => total + each * vector[j]!, 0)).toBeCloseTo(
            values[k]! * vector[i]!,
            8,
          ),
        ),
      );
    }),
  );
});

describe('echelons', () => {
  test('of 31 untied units 16 stand at or above the median; a tie there adds to them', () => {
    const scores = Array.from({ length: 31 }, (_, index) => 100 - index);
    const untied = echelons.compute(vector.read(scores), { first: 'count', count: 5 });
    expect(untied.details).toEqual({ median: 85, counts: [5, 11, 15], tiesAtMedian: 1 });
    const tied = echelons.compute(vector.read(scores.with(16, 85)), { first: 'count', count: 5 });
    expect(tied.details).toEqual({ median: 85, counts: [5, 12, 14], tiesAtMedian: 2 });
  });

  test('the first echelon by the widest gap and by natural classes', () => {
    const scores = vector.read([90, 88, 60, 59, 58, 30, 29, 28, 27, 26]);
    expect(echelons.compute(scores).details!.counts).toEqual([2, 3, 5]);
    expect(echelons.compute(scores, { first: 'jenks' }).details!.counts).toEqual([2, 3, 5]);
  });
});

test('modes: balanced before any lead, mixed where neither side leads', () => {
  const groups = [
    { id: 'universities', role: 'research' },
    { id: 'firms', role: 'industry' },
    { id: 'people', role: 'other' },
  ];
  const { value } = innovationMode.compute(
    roleMatrix.read({
      codes: ['a', 'b', 'c', 'd'],
      groups,
      values: [
        [9, 1, 1],
        [1, 9, 1],
        [1, 1, 9],
        [4, 4, 4],
      ],
    }),
  );
  expect(value!.map((row) => row.mode)).toEqual(['research-driven', 'industry-driven', 'mixed', 'balanced']);
});
