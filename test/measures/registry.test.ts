import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { Measure } from '../../geodata/measures/measure.ts';
import { findMeasure, measures } from '../../geodata/measures/index.ts';
import { vector } from '../../geodata/measures/inputs/vector.ts';
import { closeTo, expectSerialisable } from './close-to.ts';

const all = [...measures.values()];
const vectorMeasures = all.filter((measure) => measure.input === vector);

describe.each(all.map((measure) => [measure.id, measure] as const))('%s', (_, measure) => {
  test('gives the value of its worked example', () => {
    const { input, params = {}, value, details } = measure.example;
    const result = measure.compute(measure.input.read(input), params);
    closeTo(result.value, value);
    if (details !== undefined) closeTo(result.details, details);
    expectDeclaredShape(measure, result);
  });

  test('describes itself in both languages, with parameters that have defaults', () => {
    expect(measure.title.zh).toMatch(/\p{Script=Han}/u);
    expect(measure.summary.zh).toMatch(/\p{Script=Han}/u);
    expect(measure.title.en).toMatch(/^[A-Z]/);
    expect(measure.source).not.toBe('');
    expect(measure.example.source).not.toBe('');
    for (const param of measure.params) expect(param).toHaveProperty('default');
    expect(() => z.toJSONSchema(measure.input.schema)).not.toThrow();
    expect(() => z.toJSONSchema(measure.output.value)).not.toThrow();
  });

  test('refuses a parameter it does not have', () => {
    expect(() => measure.compute(measure.input.read(measure.example.input), { unheard: 1 })).toThrow(
      /no parameter "unheard"/,
    );
  });
});

describe('every measure over a vector', () => {
  const values = fc.array(
    fc.oneof(
      { weight: 4, arbitrary: fc.double({ min: 0, max: 1e6, noNaN: true }) },
      { weight: 1, arbitrary: fc.constantFrom(0, 1, 5e-324, 1.7e308, -1) },
      { weight: 1, arbitrary: fc.constant(null) },
    ),
    { maxLength: 12 },
  );

  test.each(vectorMeasures.map((measure) => [measure.id, measure] as const))(
    '%s has a finite value or a reason, whatever comes in',
    (_, measure) => {
      fc.assert(
        fc.property(values, (numbers) => {
          const result = measure.compute(vector.read(numbers));
          expectDeclaredShape(measure, result);
          expect(result.n + result.missing.length).toBe(numbers.length);
          expect(result.value === null).toBe(result.reason !== undefined);
        }),
      );
    },
  );
});

test('an unknown id is answered with the nearest ones', () => {
  expect(() => findMeasure('ginni')).toThrow(/no measure "ginni"\. Did you mean gini/);
});

/** The result obeys the schema of the measure and survives JSON: no NaN, no Infinity, no hole. */
function expectDeclaredShape(measure: Measure, result: ReturnType<Measure['compute']>): void {
  if (result.value !== null) measure.output.value.parse(result.value);
  if (result.details !== undefined) measure.output.details?.parse(result.details);
  expectSerialisable(result);
}
