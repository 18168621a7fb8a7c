import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dagumGini } from '../../../geodata/measures/concentration/dagum-gini.ts';
import { gini, giniOf } from '../../../geodata/measures/concentration/gini.ts';
import { theilDecomposition } from '../../../geodata/measures/concentration/theil-decomposition.ts';
import { theil } from '../../../geodata/measures/concentration/theil.ts';
import { weightedGiniOf } from '../../../geodata/measures/concentration/weighted-gini.ts';
import { grouped } from '../../../geodata/measures/inputs/grouped.ts';

const rows = fc.array(
  fc.tuple(
    fc.oneof(fc.constant(0), fc.double({ min: 0.001, max: 1000, noNaN: true })),
    fc.constantFrom('east', 'centre', 'west'),
  ),
  { minLength: 2, maxLength: 25 },
);
const split = (pairs: [number, string][]) =>
  grouped.read({ values: pairs.map(([v]) => v), groups: pairs.map(([, g]) => g) });

test('Theil between + within = Theil of all', () => {
  fc.assert(
    fc.property(rows, (pairs) => {
      const input = split(pairs);
      const whole = theil.compute(input);
      const parts = theilDecomposition.compute(input);
      if (whole.value === null) expect(parts.reason).toBe(whole.reason);
      else expect(parts.value).toBeCloseTo(whole.value, 10);
      if (parts.details) expect(parts.details.between + parts.details.within).toBe(parts.value);
    }),
  );
});

test('Dagum: within + net between + transvariation = Gini of all, no part negative', () => {
  fc.assert(
    fc.property(rows, (pairs) => {
      const input = split(pairs);
      const { value, details } = dagumGini.compute(input);
      if (value === null || !details) return;
      expect(value).toBeCloseTo(gini.compute(input).value!, 10);
      expect(details.within + details.netBetween + details.transvariation).toBeCloseTo(value, 10);
      for (const part of [details.within, details.netBetween, details.transvariation])
        expect(part).toBeGreaterThanOrEqual(0);
    }),
  );
});

test('a weighted Gini is the Gini of each value repeated by its weight', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.double({ min: 0.1, max: 99, noNaN: true }), fc.integer({ min: 1, max: 5 })), {
        minLength: 1,
        maxLength: 12,
      }),
      (pairs) => {
        const repeated = pairs.flatMap(([value, weight]) => Array<number>(weight).fill(value));
        const found = weightedGiniOf(
          Float64Array.from(pairs, ([value]) => value),
          Float64Array.from(pairs, ([, weight]) => weight),
        );
        expect(found).toBeCloseTo(giniOf(Float64Array.from(repeated)), 10);
      },
    ),
  );
});
