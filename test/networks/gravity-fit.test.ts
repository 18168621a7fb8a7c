import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { GravityFit } from '../../geodata/networks/gravity-fit.ts';
import { fitGravity } from '../../geodata/networks/gravity-fit.ts';
import type { GravityNode } from '../../geodata/networks/gravity.ts';
import { gravityNetwork } from '../../geodata/networks/gravity.ts';
import { poissonRegression } from '../../geodata/networks/poisson-regression.ts';
import type { EdgeList } from '../../geodata/model/network.ts';

const places: GravityNode[] = [
  { code: 'a', point: [116.4, 39.9], mass: 92 },
  { code: 'b', point: [121.47, 31.23], mass: 68 },
  { code: 'c', point: [113.26, 23.13], mass: 83 },
  { code: 'd', point: [114.3, 30.6], mass: 83 },
  { code: 'e', point: [104.07, 30.67], mass: 58 },
  { code: 'f', point: [108.94, 34.34], mass: 63 },
  { code: 'g', point: [120.58, 31.3], mass: 26 },
  { code: 'h', point: [87.6, 43.8], mass: 30 },
];
// Drawn once with numpy (Poisson with gamma-distributed mean): a–b, a–c, …, g–h; 13 of 28 pairs have none.
const flows = [1, 0, 3, 0, 0, 0, 0, 2, 0, 0, 1, 4, 1, 2, 5, 0, 0, 1, 3, 6, 3, 0, 3, 2, 1, 0, 0, 0];

function edgesOf(weights: readonly number[]): EdgeList {
  const pairs = places.flatMap((_, a) => places.slice(a + 1).map((__, next) => [a, a + 1 + next] as const));
  const linked = pairs.flatMap((pair, index) => (weights[index]! > 0 ? [[...pair, weights[index]!]] : []));
  return {
    nodes: places.map(({ code }) => code),
    a: Uint32Array.from(linked, ([a]) => a!),
    b: Uint32Array.from(linked, ([, b]) => b!),
    weight: Float64Array.from(linked, ([, , weight]) => weight!),
    directed: false,
  };
}

describe('gravity fitted by Poisson pseudo-maximum likelihood', () => {
  test('equals statsmodels 0.15.0 GLM(Poisson).fit(cov_type="HC0")', () => {
    const fit = fitGravity(places, edgesOf(flows)) as GravityFit;
    expect(Math.log(fit.constant)).toBeCloseTo(0.6833157611641707, 9);
    expect(fit.massExponent).toBeCloseTo(0.5535481030800855, 10);
    expect(fit.distanceExponent).toBeCloseTo(-0.7133335024792696, 10);
    expect(fit.standardErrors.logConstant).toBeCloseTo(2.3255377670392896, 8);
    expect(fit.standardErrors.massExponent).toBeCloseTo(0.3481515971851292, 9);
    expect(fit.standardErrors.distanceExponent).toBeCloseTo(0.15365199962099363, 9);
    expect(fit.explained).toBeCloseTo(1 - 44.994467982218886 / 60.161303372900946, 9);
    expect(fit).toMatchObject({ pairs: 28, pairsWithoutLink: 13, leftOut: 0 });
  });

  test('finds the parameters that a network was made with', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.3, max: 1.5, noNaN: true }),
        fc.double({ min: -2.5, max: -0.2, noNaN: true }),
        (massExponent, distanceExponent) => {
          const made = gravityNetwork(places, { constant: 0.5, massExponent, distanceExponent });
          const fit = fitGravity(places, made) as GravityFit;
          expect(fit.massExponent).toBeCloseTo(massExponent, 6);
          expect(fit.distanceExponent).toBeCloseTo(distanceExponent, 6);
          expect(fit.constant / 0.5).toBeCloseTo(1, 4);
          expect(fit.explained).toBeCloseTo(1, 6);
        },
      ),
      { numRuns: 30 },
    );
  });

  test('adds up both directions and leaves out links that the model says nothing of', () => {
    const directed = { ...edgesOf(flows), directed: true };
    const backwards = { ...directed, a: directed.b, b: directed.a };
    expect(fitGravity(places, backwards)).toEqual(fitGravity(places, edgesOf(flows)));
    const without = places.map((place) => (place.code === 'g' ? { ...place, mass: 0 } : place));
    expect(fitGravity(without, edgesOf(flows))).toMatchObject({ pairs: 21, leftOut: 3 });
  });

  test('says why there is no fit', () => {
    expect(fitGravity(places, edgesOf(flows.map(() => 0)))).toBe('all_zero');
    expect(fitGravity([], edgesOf(flows))).toBe('all_zero');
    expect(
      fitGravity(
        places.map((place) => ({ ...place, mass: 5 })),
        edgesOf(flows),
      ),
    ).toBe('collinear');
  });
});

test('a regressor that separates zeros from the rest has no maximum', () => {
  const design = Float64Array.of(1, 0, 1, 0, 1, 1, 1, 1);
  expect(poissonRegression(design, Float64Array.of(0, 0, 3, 5), 2)).toBe('no_convergence');
});
