import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { deaBootstrap } from '../../../geodata/measures/efficiency/dea-bootstrap.ts';
import { dea } from '../../../geodata/measures/efficiency/dea.ts';
import { malmquist } from '../../../geodata/measures/efficiency/malmquist.ts';
import { scaleEfficiency } from '../../../geodata/measures/efficiency/scale-efficiency.ts';
import { evaluateAll } from '../../../geodata/measures/efficiency/scores.ts';
import { superEfficiency } from '../../../geodata/measures/efficiency/super-efficiency.ts';
import { returnsToScale } from '../../../geodata/measures/efficiency/technology.ts';
import { production, productionChange } from '../../../geodata/measures/inputs/production.ts';
import { deaByHighs } from '../../../scripts/bench/measures-dea-peer.ts';
import { closeTo } from '../close-to.ts';

// Twelve hospitals: Cooper, W. W., Seiford, L. M. & Tone, K. (2007). Data envelopment analysis, table 1.5.
const hospitals = {
  codes: Array.from('ABCDEFGHIJKL'),
  inputs: {
    doctors: [20, 19, 25, 27, 22, 55, 33, 31, 30, 50, 53, 38],
    nurses: [151, 131, 160, 168, 158, 255, 235, 206, 244, 268, 306, 284],
  },
  outputs: {
    outpatients: [100, 150, 160, 180, 94, 230, 220, 152, 190, 250, 260, 250],
    inpatients: [90, 50, 55, 72, 66, 90, 88, 80, 100, 100, 147, 120],
  },
};
const input = production.read(hospitals);
const valuesOf = ({ value }: { value: { value: number | null }[] | null }) => value!.map((row) => row.value);

describe('twelve hospitals', () => {
  test('CCR: the scores of the book', () => {
    const rounded = valuesOf(dea.compute(input, { returns: 'crs' })).map(
      (each) => Math.round(each! * 1000) / 1000,
    );
    expect(rounded).toEqual([1, 1, 0.883, 1, 0.763, 0.835, 0.902, 0.796, 0.96, 0.871, 0.955, 0.958]);
  });

  test('BCC and non-increasing returns: scipy.optimize.linprog', () => {
    closeTo(
      valuesOf(dea.compute(input)),
      [
        1, 1, 0.8958333333333334, 1, 0.8818181818181818, 0.9389355742296916, 1, 0.7988331939711624,
        0.989333333333333, 1, 1, 1,
      ],
    );
    const { value } = scaleEfficiency.compute(input);
    expect(value!.map(({ returns }) => returns!.slice(0, 2)).join(' ')).toBe(
      'co co de co in de de de de de de de',
    );
  });

  test('super-efficiency: linprog; one is infeasible under variable returns', () => {
    closeTo(
      valuesOf(superEfficiency.compute(input)).slice(0, 4),
      [1.4084671533, 1.1842105263, 0.8827083333, 1.0159663866],
    );
    const variable = superEfficiency.compute(input, { returns: 'vrs' }).value!;
    closeTo(variable[6]!.value, 1.001078878);
    expect(variable[10]).toMatchObject({ value: null, reason: 'infeasible' });
    closeTo(variable[11]!.value, 1.2631578947);
  });

  test('Malmquist against a changed second year: linprog', () => {
    const grown = (columns: Record<string, number[]>, factor: (unit: number) => number) =>
      Object.fromEntries(
        Object.entries(columns).map(([name, values]) => [
          name,
          values.map((each, unit) => each * factor(unit)),
        ]),
      );
    const { value } = malmquist.compute(
      productionChange.read({
        codes: hospitals.codes,
        from: { inputs: hospitals.inputs, outputs: hospitals.outputs },
        to: {
          inputs: grown(hospitals.inputs, (unit) => 1 + 0.01 * (unit % 5)),
          outputs: grown(hospitals.outputs, (unit) => 1.01 + 0.02 * (unit % 3)),
        },
      }),
    );
    const found = [0, 2, 5, 11].map((unit) => [
      value![unit]!.efficiencyChange,
      value![unit]!.technicalChange,
    ]);
    closeTo(found, [
      [1, 1.01],
      [1.0123939237, 1.0168095053],
      [1.0456952743, 1.0041166158],
      [1.0229336999, 1.016296521],
    ]);
  });

  test('bootstrap: NumPy and linprog with 600 other draws, within their noise', () => {
    const { value } = deaBootstrap.compute(input, { returns: 'crs', permutations: 400 });
    closeTo(
      valuesOf({ value }),
      [0.8927, 0.9057, 0.827, 0.9473, 0.7166, 0.7981, 0.8476, 0.7575, 0.9129, 0.8311, 0.9132, 0.9092],
      0.012,
    );
    for (const row of value!) expect(row.low <= row.high && row.bias > 0).toBe(true);
  });
});

/** Units with few distinct numbers, so that ties and degenerate corners are common. */
const units = fc.integer({ min: 1, max: 12 }).chain((n) => {
  const column = fc.array(
    fc.oneof(fc.integer({ min: 1, max: 4 }), fc.double({ min: 0.5, max: 9, noNaN: true })),
    {
      minLength: n,
      maxLength: n,
    },
  );
  return fc.record({
    inputs: fc.record({ a: column, b: column }),
    outputs: fc.record({ x: column, y: column }),
  });
});

describe('against HiGHS', () => {
  test.each(['crs', 'vrs'] as const)('%s: 60 units with three inputs and outputs', async (returns) => {
    let state = 7;
    const column = () =>
      Array.from({ length: 60 }, () => 0.2 + (state = (state * 16807) % 2147483647) / 2147483647);
    const data = production.read({
      inputs: { a: column(), b: column(), c: column() },
      outputs: { x: column(), y: column(), z: column() },
    });
    closeTo(valuesOf(dea.compute(data, { returns })), [...(await deaByHighs(data, returns))], 1e-10);
  });

  test('small and degenerate data', async () => {
    await fc.assert(
      fc.asyncProperty(units, fc.constantFrom('crs' as const, 'vrs' as const), async (json, returns) => {
        const data = production.read(json);
        closeTo(valuesOf(dea.compute(data, { returns })), [...(await deaByHighs(data, returns))], 1e-8);
      }),
      { numRuns: 15 },
    );
  });
});

describe('properties', () => {
  test('the wider the choice of combinations, the lower the score: CCR <= NIRS, NDRS <= BCC <= 1', () => {
    fc.assert(
      fc.property(units, (json) => {
        const data = production.read(json);
        const [crs, vrs, nirs, ndrs] = returnsToScale.map((returns) =>
          valuesOf(dea.compute(data, { returns })),
        );
        crs!.forEach((low, unit) => {
          for (const middle of [nirs![unit]!, ndrs![unit]!]) {
            expect(low!).toBeLessThanOrEqual(middle + 1e-7);
            expect(middle).toBeLessThanOrEqual(vrs![unit]! + 1e-7);
          }
          expect(vrs![unit]!).toBeLessThanOrEqual(1);
        });
      }),
    );
  });

  test('under constant returns both orientations agree', () => {
    fc.assert(
      fc.property(units, (json) => {
        const data = production.read(json);
        const [input, output] = (['input', 'output'] as const).map((orientation) =>
          valuesOf(dea.compute(data, { returns: 'crs', orientation })),
        );
        closeTo(input, output, 1e-7);
      }),
    );
  });

  test('targets are what the peers use and make, and are efficient themselves', () => {
    fc.assert(
      fc.property(units, (json) => {
        const data = production.read(json);
        const { value } = dea.compute(data);
        for (const row of value!) {
          expect(row.peers.reduce((total, { weight }) => total + weight, 0)).toBeCloseTo(1, 7);
          data.inputNames.forEach((_, index) => {
            const used = row.peers.reduce(
              (total, { code, weight }) => total + weight * data.inputs[data.codes.indexOf(code)]![index]!,
              0,
            );
            expect(row.inputs[index]!.target).toBeCloseTo(used, 6);
          });
          for (const { code } of row.peers)
            expect(value!.find((each) => each.code === code)!.status).toBe('efficient');
        }
      }),
    );
  });

  test('units of measurement and the order of units do not matter', () => {
    fc.assert(
      fc.property(units, fc.double({ min: 0.001, max: 1000, noNaN: true }), (json, factor) => {
        const turned = {
          inputs: { a: json.inputs.a.toReversed(), b: json.inputs.b.map((each) => each * factor).reverse() },
          outputs: { x: json.outputs.x.toReversed(), y: json.outputs.y.toReversed() },
        };
        const scores = valuesOf(dea.compute(production.read(json)));
        closeTo(valuesOf(dea.compute(production.read(turned))).reverse(), scores, 1e-7);
      }),
    );
  });
});

describe('units that cannot be compared', () => {
  test('are left out and listed', () => {
    const data = production.read({
      codes: ['ok', 'gap', 'idle', 'barren'],
      inputs: { staff: [1, null, 0, 2] },
      outputs: { patents: [1, 2, 3, 0] },
    });
    expect(dea.compute(data)).toMatchObject({
      n: 1,
      missing: ['gap', 'idle', 'barren'],
      flags: ['incomplete', 'few_units'],
    });
  });

  test('a weakly efficient unit has factor 1 and slack', () => {
    const { value } = dea.compute(
      production.read({ inputs: { a: [1, 1], b: [1, 2] }, outputs: { y: [1, 1] } }),
    );
    expect(value![1]).toMatchObject({
      value: 1,
      status: 'weakly-efficient',
      inputs: [{ slack: 0 }, { slack: 1 }],
    });
  });

  test('negative quantities and columns of different length stop', () => {
    expect(() => production.read({ inputs: { a: [-1] }, outputs: { y: [1] } })).toThrow(/inputs\.a\.0/);
    expect(() => production.read({ inputs: { a: [1, 2] }, outputs: { y: [1] } })).toThrow(/outputs\.y/);
    expect(() => production.read({ inputs: {}, outputs: { y: [1] } })).toThrow(/at least one input/);
  });
});

test('a thousand units with equal rows do not cycle', () => {
  const column = (modulus: number) => Array.from({ length: 1000 }, (_, unit) => 1 + (unit % modulus));
  const data = production.read({
    inputs: { a: column(4), b: column(6) },
    outputs: { x: column(3), y: column(5) },
  });
  expect(evaluateAll(data, 'vrs', 'input').every((each) => each !== null && each.factor > 0)).toBe(true);
});
