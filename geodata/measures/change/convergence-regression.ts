import { z } from 'zod';
import type { Regression } from '../least-squares.ts';
import { leastSquares } from '../least-squares.ts';
import { squaredDeviations } from '../summation.ts';
import { studentTail } from '../student.ts';

/** Details of every regression of growth on the level at the start. */
export const convergenceFields = {
  speed: z.number().nullable().describe('−ln(1 + bT)/T per year; null where 1 + bT ≤ 0.'),
  halfLife: z.number().nullable().describe('Years to halve the gap, ln 2 / speed; null without convergence.'),
  standardError: z.number().nullable().describe('Of b; null without degrees of freedom.'),
  p: z.number().nullable().describe('Two-sided p of b; null without degrees of freedom.'),
  explained: z.number().nullable().describe('R².'),
  span: z.int().describe('Years T between the first and the last.'),
};

/** Units with positive values at both ends, as logs. */
export interface Growths {
  positions: number[];
  /** ln y at the start. */
  start: Float64Array;
  /** (1/T) ln(y_T / y_0). */
  growth: Float64Array;
}

/** Mean growth per year and starting level of the units that are positive in the first and the last year. */
export function growthsOf(values: readonly (readonly (number | null)[])[], span: number): Growths {
  const positions = [...values.keys()].filter((unit) => {
    const [first = null, last = null] = [values[unit]![0], values[unit]!.at(-1)];
    return first !== null && last !== null && first > 0 && last > 0;
  });
  const logs = (at: number): Float64Array =>
    Float64Array.from(positions, (unit) => Math.log(values[unit]!.at(at)!));
  const [start, end] = [logs(0), logs(-1)];
  return { positions, start, growth: end.map((each, index) => (each - start[index]!) / span) };
}

/** Growth on the starting level and further columns; null where they depend on each other. */
export function convergenceOf({ start, growth }: Growths, further: readonly Float64Array[], span: number) {
  const fit = leastSquares([start, new Float64Array(start.length).fill(1), ...further], growth);
  if (fit === null) return null;
  const b = fit.coefficients[0]!;
  const error = standardErrorOf(fit);
  const speed = 1 + b * span > 0 ? -Math.log(1 + b * span) / span : null;
  const total = squaredDeviations(growth);
  return {
    fit,
    value: b,
    details: {
      speed,
      halfLife: speed !== null && speed > 0 ? Math.LN2 / speed : null,
      standardError: error,
      p: error === null || error === 0 ? null : 2 * studentTail(Math.abs(b / error), fit.freedom),
      explained: total === 0 ? null : 1 - fit.squares / total,
      span,
    },
  };
}

const standardErrorOf = ({ covariance }: Regression): number | null =>
  covariance === null ? null : Math.sqrt(covariance[0]![0]!);
