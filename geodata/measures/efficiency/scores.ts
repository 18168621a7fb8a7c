import type { Production } from '../inputs/production.ts';
import type { Evaluation, Orientation, Returns } from './technology.ts';
import { createTechnology } from './technology.ts';

/** Every unit against all units; null only where rounding defeats the solver. */
export function evaluateAll(
  production: Production,
  returns: Returns,
  orientation: Orientation,
): (Evaluation | null)[] {
  const technology = createTechnology(production, returns, orientation);
  return production.codes.map((_, unit) => {
    const evaluation = technology.evaluate(production.inputs[unit]!, production.outputs[unit]!, unit);
    if (evaluation !== null && evaluation.factor !== 1) technology.drop(unit);
    return evaluation;
  });
}

/** Efficiency between 0 and 1: θ, or 1/φ. */
export const efficiencyOf = ({ factor }: Evaluation, orientation: Orientation): number =>
  orientation === 'input' ? factor : 1 / factor;

/** Fewer units than this tell little apart: max(m s, 3 (m + s)). */
export const leastUnits = ({ inputNames, outputNames }: Production): number =>
  Math.max(inputNames.length * outputNames.length, 3 * (inputNames.length + outputNames.length));

export const fewUnitsFlag = (production: Production): string[] =>
  production.codes.length < leastUnits(production) ? ['few_units'] : [];
