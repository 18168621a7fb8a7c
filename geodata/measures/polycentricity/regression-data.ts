import type { Coverage } from '../outcome.ts';
import { pick, presentRows } from '../coverage.ts';
import { groupsOf } from '../groups.ts';
import type { RegressionInput } from '../inputs/regression.ts';
import type { Regression } from '../least-squares.ts';
import { leastSquares } from '../least-squares.ts';
import { meanOf } from '../summation.ts';

/** Below so many observations a turning point describes them and is no finding about others. */
export const SMALL_SAMPLE = 30;

/** Complete observations, ready for regressions on x with the controls and groups of the input. */
export interface RegressionData {
  coverage: Coverage;
  x: Float64Array;
  y: Float64Array;
  /** These columns, the controls and a constant, with the means of groups taken out. */
  design: (columns: readonly Float64Array[]) => Float64Array[];
  /** Least squares of y on a design; null where its columns depend on each other. */
  solve: (design: readonly Float64Array[], y: Float64Array) => Regression | null;
}

/** Drops observations with a missing value and prepares controls and fixed effects. */
export function regressionData({ codes, x, y, controls, groups }: RegressionInput): RegressionData {
  const { positions, coverage } = presentRows(codes, x, y, ...controls);
  const members = groups === null ? [] : groupsOf(positions.map((position) => groups[position]!)).members;
  const within = (column: Float64Array): Float64Array => demeaned(column, members);
  const beside = controls.map((column) => within(pick(column, positions)));
  if (groups === null) beside.push(new Float64Array(positions.length).fill(1));
  return {
    coverage,
    x: pick(x, positions),
    y: pick(y, positions),
    design: (columns) => [...columns.map(within), ...beside],
    solve: (design, outcome) => leastSquares(design, within(outcome), members.length),
  };
}

function demeaned(column: Float64Array, members: readonly number[][]): Float64Array {
  const result = column.slice();
  for (const group of members) {
    const mean = meanOf(Float64Array.from(group, (position) => column[position]!));
    for (const position of group) result[position]! -= mean;
  }
  return result;
}
