import { createRandom } from '../random.ts';
import type { SparseRows } from '../sparse-rows.ts';
import { multiply } from '../sparse-rows.ts';

/**
 * For each unit, in how many of the draws its weighted sum over randomly drawn neighbours lies at or beyond the
 * observed one, in the direction of `direction[unit]`. The unit keeps its own value; its neighbours are drawn from all
 * others without repetition (Anselin 1995). One draw per permutation serves all units, as in PySAL: each takes the
 * first of the drawn, and the last unit stands in where a unit drew itself. O(R · links).
 */
export function conditionalPermutation(
  values: Float64Array,
  rows: SparseRows,
  direction: Float64Array,
  { permutations, seed }: { permutations: number; seed: number },
): Uint32Array {
  const { size, offsets, weights } = rows;
  const observed = multiply(rows, values);
  const atLeast = new Uint32Array(size);
  let longest = 0;
  for (let unit = 0; unit < size; unit++) longest = Math.max(longest, offsets[unit + 1]! - offsets[unit]!);
  const last = size - 1;
  const order = Uint32Array.from({ length: last }, (_, index) => index);
  const drawn = new Float64Array(longest);
  const drawnAs = new Int32Array(size).fill(-1);
  const random = createRandom(seed);

  for (let run = 0; run < permutations; run++) {
    // Draw without repetition: the head of a partial shuffle, which may start from any earlier order.
    for (let index = 0; index < longest; index++) {
      const other = index + random.below(last - index);
      const unit = order[other]!;
      order[other] = order[index]!;
      order[index] = unit;
      drawn[index] = values[unit]!;
      drawnAs[unit] = index;
    }
    for (let unit = 0; unit < size; unit++) {
      const start = offsets[unit]!;
      const degree = offsets[unit + 1]! - start;
      let total = 0;
      for (let index = 0; index < degree; index++) total += weights[start + index]! * drawn[index]!;
      const self = drawnAs[unit]!;
      if (self >= 0 && self < degree) total += weights[start + self]! * (values[last]! - values[unit]!);
      if ((total - observed[unit]!) * direction[unit]! >= 0) atLeast[unit]!++;
    }
    for (let index = 0; index < longest; index++) drawnAs[order[index]!] = -1;
  }
  return atLeast;
}
