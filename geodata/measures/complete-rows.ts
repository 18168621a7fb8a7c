import type { Matrix } from './inputs/matrix.ts';

/** The units of a matrix for which every indicator has a value, by their position in the frame. */
export function completeRows({ values }: Matrix): { positions: number[]; rows: Map<number, Float64Array> } {
  const rows = new Map<number, Float64Array>();
  values.forEach((row, unit) => {
    const present = row.filter((cell) => cell !== null);
    if (present.length === row.length) rows.set(unit, Float64Array.from(present));
  });
  return { positions: [...rows.keys()], rows };
}
