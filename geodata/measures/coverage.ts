import type { UndefinedReason } from '../model/measure.ts';
import type { Coverage, Outcome } from './outcome.ts';
import { sum } from './summation.ts';

/** Above this share of missing units a value is still computed, but flagged `incomplete`. */
const INCOMPLETE_SHARE = 0.2;

/** Splits a frame into units that pass and units that are missing. */
export function coverageOf(codes: readonly string[], isPresent: (index: number) => boolean): Coverage {
  const missing = codes.filter((_, index) => !isPresent(index));
  const incomplete = missing.length > INCOMPLETE_SHARE * codes.length;
  return { n: codes.length - missing.length, missing, flags: incomplete ? ['incomplete'] : [] };
}

/** The units of a vector that have a value, as arrays of equal length. */
export interface Present {
  codes: string[];
  values: Float64Array;
  /** Position of each present unit in the frame. */
  positions: number[];
  coverage: Coverage;
}

export function presentValues(vector: {
  codes: readonly string[];
  values: readonly (number | null)[];
}): Present {
  const positions: number[] = [];
  vector.values.forEach((value, index) => {
    if (value !== null) positions.push(index);
  });
  return {
    codes: positions.map((index) => vector.codes[index]!),
    values: Float64Array.from(positions, (index) => vector.values[index]!),
    positions,
    coverage: coverageOf(vector.codes, (index) => vector.values[index] !== null),
  };
}

/** Positions of the units for which every column has a value, and what that covers of the frame. */
export function presentRows(
  codes: readonly string[],
  ...columns: (readonly (number | null)[])[]
): { positions: number[]; coverage: Coverage } {
  const isPresent = (index: number): boolean => columns.every((column) => column[index] !== null);
  const positions = [...codes.keys()].filter(isPresent);
  return { positions, coverage: coverageOf(codes, isPresent) };
}

/** The cells of a column at these positions, which must all have a value. */
export const pick = (column: readonly (number | null)[], positions: readonly number[]): Float64Array =>
  Float64Array.from(positions, (position) => column[position]!);

/** The result of a measure that has no value, and why. */
export const undefinedOver = (coverage: Coverage, reason: UndefinedReason): Outcome<never, never> => ({
  coverage,
  value: null,
  reason,
});

/**
 * Why an inequality measure has no value over these numbers: too few of them, a negative one, or nothing to share.
 * A frame of one unit is allowed (and flagged by the caller); one unit left of a larger frame is not.
 */
export function whyNoShares({ values, coverage }: Present): UndefinedReason | null {
  if (coverage.n === 0 || (coverage.n === 1 && coverage.missing.length > 0)) return 'too_few_units';
  if (values.some((value) => value < 0)) return 'negative_values';
  const total = sum(values);
  if (!Number.isFinite(total)) return 'out_of_range';
  return total / coverage.n === 0 ? 'zero_mean' : null;
}

export const singleUnitFlag = (coverage: Coverage): string[] => (coverage.n === 1 ? ['single_unit'] : []);
