import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { centreScore } from '../../../geodata/measures/centres/centre-score.ts';
import { drawWeights } from '../../../geodata/measures/centres/dirichlet.ts';
import { createRandom } from '../../../geodata/measures/random.ts';

const read = (values: (number | null)[][], weights: number[]) =>
  centreScore.input.read({
    indicators: weights.map((weight, index) => ({ id: `i${index}`, weight })),
    values,
  });
const matrix = fc.array(fc.array(fc.integer({ min: 0, max: 50 }), { minLength: 3, maxLength: 3 }), {
  minLength: 2,
  maxLength: 12,
});

describe('score and tier of centres', () => {
  test('do not change when all weights are multiplied, nor when an indicator is measured in another unit', () => {
    fc.assert(
      fc.property(matrix, fc.integer({ min: 1, max: 100 }), (values, factor) => {
        const scores = (rows: number[][], weights: number[]) =>
          centreScore
            .compute(read(rows, weights), { draws: 0 })
            .value!.map(({ value }) => Number(value!.toFixed(9)));
        const base = scores(values, [1, 2, 3]);
        expect(scores(values, [factor, 2 * factor, 3 * factor])).toEqual(base);
        expect(
          scores(
            values.map(([first, ...rest]) => [first! * factor, ...rest]),
            [1, 2, 3],
          ),
        ).toEqual(base);
      }),
    );
  });

  test('rank units: a higher score never has a lower tier, and the best is in the first', () => {
    fc.assert(
      fc.property(matrix, (values) => {
        const ranked = centreScore
          .compute(read(values, [1, 1, 1]), { draws: 0 })
          .value!.toSorted((a, b) => b.value! - a.value!);
        expect(ranked[0]!.tier).toBe(1);
        for (const [index, unit] of ranked.entries())
          expect(unit.tier).toBeGreaterThanOrEqual(ranked[Math.max(0, index - 1)]!.tier);
      }),
    );
  });

  test('are stable where every indicator says the same, and less so where they disagree', () => {
    const agreeing = [0, 1, 8, 9].map((x) => [x, x]);
    const stability = (values: number[][]) =>
      centreScore
        .compute(read(values, [1, 1]), { tiers: 2, draws: 200, concentration: 2 })
        .value!.map((unit) => unit.stability!);
    expect(stability(agreeing)).toEqual([1, 1, 1, 1]);
    const disagreeing = [
      [10, 0],
      [0, 10],
      [6, 6],
      [0, 0],
    ];
    expect(Math.min(...stability(disagreeing))).toBeLessThan(0.9);
    expect(stability(disagreeing)).toEqual(stability(disagreeing));
  });

  test('need half of the indicators', () => {
    const { value, missing, flags } = centreScore.compute(
      read(
        [
          [1, 2],
          [3, null],
          [null, null],
        ],
        [1, 1],
      ),
      { tiers: 2, draws: 0 },
    );
    // The second indicator is the same wherever it is known, so it tells nobody apart.
    expect(value!.map(({ value: score }) => score)).toEqual([25, 100]);
    expect(missing).toEqual(['3']);
    expect(flags).toEqual(['incomplete', 'indicators_missing']);
  });
});

test('perturbed weights have the mean and the variance of the Dirichlet distribution', () => {
  const random = createRandom(3);
  const means = [0.6, 0.3, 0.1];
  const draws = Array.from({ length: 20_000 }, () => drawWeights(means, 9, random));
  for (const [index, mean] of means.entries()) {
    const values = draws.map((draw) => draw[index]!);
    const average = values.reduce((sum, each) => sum + each, 0) / values.length;
    const variance = values.reduce((sum, each) => sum + (each - average) ** 2, 0) / values.length;
    expect(average).toBeCloseTo(mean, 2);
    expect(variance).toBeCloseTo((mean * (1 - mean)) / 10, 3);
  }
  for (const draw of draws.slice(0, 100))
    expect(draw.reduce((sum, each) => sum + each, 0)).toBeCloseTo(1, 12);
});
