import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { falseDiscoveryRate } from '../../../geodata/measures/association/false-discovery-rate.ts';
import { geary } from '../../../geodata/measures/association/geary.ts';
import { localMoran } from '../../../geodata/measures/association/local-moran.ts';
import { moran } from '../../../geodata/measures/association/moran.ts';
import { spatialGini } from '../../../geodata/measures/concentration/spatial-gini.ts';
import { gini } from '../../../geodata/measures/concentration/gini.ts';
import { located } from '../../../geodata/measures/inputs/located.ts';
import { columbus } from '../cases/columbus.ts';
import { closeTo } from '../close-to.ts';

/** A map of a few units in a ring with some chords, so that none is alone. */
const maps = fc.integer({ min: 4, max: 12 }).chain((n) =>
  fc.record({
    values: fc.array(fc.double({ min: 0.5, max: 100, noNaN: true }), { minLength: n, maxLength: n }),
    links: fc
      .uniqueArray(fc.tuple(fc.integer({ min: 0, max: n - 1 }), fc.integer({ min: 0, max: n - 1 })), {
        maxLength: 10,
        selector: ([a, b]) => [a, b].sort((x, y) => x - y).join(),
      })
      .map((chords) => {
        const ring = Array.from({ length: n }, (_, i) => [i, (i + 1) % n]);
        const apart = ([a, b]: number[]) => Math.abs(a! - b!) > 1 && Math.abs(a! - b!) < n - 1;
        return [...ring, ...chords.filter(apart)].map((pair) => pair.map((i) => `u${i}`));
      }),
    codes: fc.constant(Array.from({ length: n }, (_, i) => `u${i}`)),
  }),
);

test('the local values add up to the global one', () => {
  fc.assert(
    fc.property(maps, fc.constantFrom('row' as const, 'given' as const), (json, style) => {
      const input = located.read(json);
      const whole = moran.compute(input, { style, permutations: 0 });
      const parts = localMoran.compute(input, { style, permutations: 0 });
      expect(parts.reason).toBe(whole.reason);
      if (whole.value !== null) expect(parts.details!.sum).toBeCloseTo(whole.value, 9);
    }),
  );
});

test('near + far = G', () => {
  fc.assert(
    fc.property(maps, (json) => {
      const input = located.read(json);
      const { value, details } = spatialGini.compute(input, { permutations: 0 });
      expect(value).toBe(gini.compute(input).value);
      expect(details!.near + details!.far).toBeCloseTo(value!, 12);
    }),
  );
});

test('the order of units, shift and scale of values change nothing', () => {
  fc.assert(
    fc.property(maps, fc.double({ min: 0.1, max: 9, noNaN: true }), (json, factor) => {
      const turned = located.read({
        ...json,
        codes: json.codes.toReversed(),
        values: json.values.map((value) => value * factor).reverse(),
      });
      const shifted = located.read({ ...json, values: json.values.map((value) => value * factor + 7) });
      for (const measure of [moran, geary]) {
        const { value } = measure.compute(located.read(json), { permutations: 0 });
        if (value === null) continue;
        expect(measure.compute(turned, { permutations: 0 }).value).toBeCloseTo(value, 8);
        expect(measure.compute(shifted, { permutations: 0 }).value).toBeCloseTo(value, 6);
      }
    }),
  );
});

describe('islands, missing and constant values', () => {
  const links = [
    ['a', 'b'],
    ['b', 'c'],
  ];
  const codes = ['a', 'b', 'c', 'hainan'];

  test('an island stays in the frame with no neighbourhood', () => {
    const input = located.read({ codes, values: [1, 2, 4, 9], links });
    expect(moran.compute(input).details).toMatchObject({ islands: ['hainan'], links: 4 });
    expect(localMoran.compute(input).value![3]).toMatchObject({ quadrant: 'isolate', value: 0, p: null });
  });

  test('a unit without a value takes its links with it', () => {
    const input = located.read({ codes, values: [1, null, 4, 9], links });
    expect(moran.compute(input)).toMatchObject({ value: null, reason: 'no_edges', missing: ['b'] });
  });

  test('constant values have none', () => {
    const input = located.read({ codes, values: [2, 2, 2, 2], links });
    expect(moran.compute(input)).toMatchObject({ value: null, reason: 'constant' });
    expect(localMoran.compute(input)).toMatchObject({ value: null, reason: 'constant' });
  });

  test('a link to an unknown unit stops', () => {
    expect(() => located.read({ codes, values: [1, 2, 3, 4], links: [['a', 'x']] })).toThrow(
      /link to "x", which is not among the units/,
    );
  });
});

describe('random permutations', () => {
  const input = located.read({ codes: columbus.codes, values: columbus.crime, links: columbus.links });

  test('are the same for the same seed, and carried by the result', () => {
    const [first, again, other] = [5, 5, 6].map((seed) => localMoran.compute(input, { seed }));
    expect(again).toEqual(first);
    expect(other!.value).not.toEqual(first!.value);
    expect(first!.params).toMatchObject({ seed: 5, permutations: 999, generator: 'xoshiro128**' });
  });
});

test('false discovery rate: the cut passes exactly what the adjusted p pass', () => {
  fc.assert(
    fc.property(
      fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 30 }),
      (p) => {
        const codes = p.map((_, index) => String(index));
        const { value } = falseDiscoveryRate.compute({ codes, values: p }, { rate: 0.2 });
        for (const row of value!) expect(row.significant).toBe(row.value! <= 0.2);
      },
    ),
  );
  closeTo(falseDiscoveryRate.compute({ codes: ['a', 'b'], values: [0.6, 0.9] }).details, {
    threshold: null,
    significant: 0,
  });
});
