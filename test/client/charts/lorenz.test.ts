import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { giniOf, lorenzCurve, topHolders } from '../../../client/charts/lorenz.ts';
import { linear, niceTicks } from '../../../client/charts/scale.ts';

const holdings = fc
  .array(fc.integer({ min: 0, max: 1_000_000 }), { minLength: 2, maxLength: 60 })
  .filter((values) => values.some((value) => value > 0));

/** Mean absolute difference over twice the mean: the definition, pair by pair. */
function giniByPairs(values: readonly number[]): number {
  const total = values.reduce((sum, value) => sum + value, 0);
  let differences = 0;
  for (const one of values) for (const other of values) differences += Math.abs(one - other);
  return differences / (2 * values.length * total);
}

describe('the Lorenz curve', () => {
  it('rises from (0,0) to (1,1) below the line of equality', () => {
    fc.assert(
      fc.property(holdings, (values) => {
        const curve = lorenzCurve(values)!;
        expect(curve[0]).toEqual({ regions: 0, value: 0 });
        expect(curve.at(-1)!.regions).toBeCloseTo(1, 12);
        expect(curve.at(-1)!.value).toBeCloseTo(1, 12);
        for (const { regions, value } of curve) expect(value).toBeLessThanOrEqual(regions + 1e-12);
      }),
    );
  });

  it('encloses half the Gini coefficient', () => {
    fc.assert(
      fc.property(holdings, (values) => {
        expect(giniOf(lorenzCurve(values)!)).toBeCloseTo(giniByPairs(values), 9);
      }),
    );
    // (n² − 1) / (3n(n + 1)) for 1, 2, … n.
    expect(giniOf(lorenzCurve([3, 1, 5, 2, 4])!)).toBeCloseTo(4 / 15, 12);
  });

  it('is not drawn where there is nothing to share', () => {
    expect(lorenzCurve([0, 0])).toBeNull();
    expect(lorenzCurve([5])).toBeNull();
    expect(lorenzCurve([3, -1])).toBeNull();
  });

  it('says how few hold half', () => {
    expect(topHolders(lorenzCurve([1, 1, 1, 1])!, 0.5)).toEqual({ count: 2, share: 0.5 });
    expect(topHolders(lorenzCurve([0, 0, 0, 9])!, 0.5)).toEqual({ count: 1, share: 1 });
  });
});

describe('scales', () => {
  it('put the ends of the domain on the ends of the range', () => {
    const x = linear([2010, 2020], [40, 300]);
    expect([x(2010), x(2015), x(2020)]).toEqual([40, 170, 300]);
    expect(linear([5, 5], [0, 10])(5)).toBe(5);
  });

  it('tick at round numbers within the domain', () => {
    expect(niceTicks([0, 4802.6], 3)).toEqual([0, 2000, 4000]);
    expect(niceTicks([0, 0.63], 3)).toEqual([0, 0.5]);
    fc.assert(
      fc.property(fc.double({ min: 1e-6, max: 1e9, noNaN: true }), (high) => {
        const ticks = niceTicks([0, high], 3);
        expect(ticks.length).toBeGreaterThan(0);
        expect(ticks.length).toBeLessThan(8);
        expect(ticks.at(-1)!).toBeLessThanOrEqual(high * (1 + 1e-9));
      }),
    );
  });
});
