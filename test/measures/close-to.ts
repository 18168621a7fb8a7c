import { expect } from 'vitest';

/** Compares values of any shape: numbers within `tolerance` (relative above 1), everything else exactly. */
export function closeTo(found: unknown, expected: unknown, tolerance = 1e-9): void {
  expect(rounded(found, expected, tolerance)).toEqual(expected);
}

/** The value survives JSON as it is: no NaN, no Infinity, no hole (−0 may become 0). */
export function expectSerialisable(value: unknown): void {
  closeTo(JSON.parse(JSON.stringify(value)), value, 0);
}

/** `found` with every number that is close enough replaced by the expected one, so that a diff shows the others. */
function rounded(found: unknown, expected: unknown, tolerance: number): unknown {
  if (typeof found === 'number' && typeof expected === 'number')
    return Math.abs(found - expected) <= tolerance * Math.max(1, Math.abs(expected)) ? expected : found;
  if (Array.isArray(found) && Array.isArray(expected))
    return found.map((each, index) => rounded(each, expected[index], tolerance));
  if (isRecord(found) && isRecord(expected))
    return Object.fromEntries(
      Object.entries(found).map(([key, each]) => [key, rounded(each, expected[key], tolerance)]),
    );
  return found;
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
