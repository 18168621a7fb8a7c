/**
 * A sparse square matrix by rows: row i holds `targets` and `weights` from `offsets[i]` to `offsets[i + 1]`, targets
 * ascending. Spatial weights and networks are both kept so.
 */
export interface SparseRows {
  size: number;
  offsets: Uint32Array;
  targets: Uint32Array;
  weights: Float64Array;
}

/** Entries as columns: entry e stands in row `from[e]` and column `to[e]`. */
export interface Entries {
  from: ArrayLike<number>;
  to: ArrayLike<number>;
  weight: ArrayLike<number>;
}

/** Gathers entries by row, each in both directions if `symmetric`. Repeated entries are added up. */
export function sparseRows(size: number, { from, to, weight }: Entries, symmetric: boolean): SparseRows {
  const count = from.length;
  const rowEnd = new Uint32Array(size + 1);
  const mirrored = (entry: number): boolean => symmetric && from[entry] !== to[entry];
  for (let entry = 0; entry < count; entry++) {
    rowEnd[from[entry]! + 1]!++;
    if (mirrored(entry)) rowEnd[to[entry]! + 1]!++;
  }
  for (let row = 0; row < size; row++) rowEnd[row + 1]! += rowEnd[row]!;
  const next = rowEnd.slice();
  const targets = new Uint32Array(rowEnd[size]!);
  const weights = new Float64Array(rowEnd[size]!);
  const place = (row: number, column: number, value: number): void => {
    const position = next[row]!++;
    targets[position] = column;
    weights[position] = value;
  };
  for (let entry = 0; entry < count; entry++) {
    place(from[entry]!, to[entry]!, weight[entry]!);
    if (mirrored(entry)) place(to[entry]!, from[entry]!, weight[entry]!);
  }
  return mergeRepeated({ size, offsets: rowEnd, targets, weights });
}

/** Sorts the entries of every row by target and adds up those with the same one. */
function mergeRepeated(rows: SparseRows): SparseRows {
  const offsets = new Uint32Array(rows.size + 1);
  let end = 0;
  for (let row = 0; row < rows.size; row++) {
    const order = Array.from(
      { length: rows.offsets[row + 1]! - rows.offsets[row]! },
      (_, index) => rows.offsets[row]! + index,
    ).sort((a, b) => rows.targets[a]! - rows.targets[b]!);
    const entries = order.map((entry) => [rows.targets[entry]!, rows.weights[entry]!] as const);
    for (const [target, weight] of entries)
      if (end > offsets[row]! && rows.targets[end - 1] === target) rows.weights[end - 1]! += weight;
      else {
        rows.targets[end] = target;
        rows.weights[end++] = weight;
      }
    offsets[row + 1] = end;
  }
  return {
    size: rows.size,
    offsets,
    targets: rows.targets.slice(0, end),
    weights: rows.weights.slice(0, end),
  };
}

/** The rows and columns at these positions only, in their order. */
export function restrictRows(rows: SparseRows, positions: readonly number[]): SparseRows {
  if (positions.length === rows.size) return rows;
  const place = new Int32Array(rows.size).fill(-1);
  positions.forEach((position, index) => (place[position] = index));
  const offsets = new Uint32Array(positions.length + 1);
  const targets: number[] = [];
  const weights: number[] = [];
  positions.forEach((position, index) => {
    for (let entry = rows.offsets[position]!; entry < rows.offsets[position + 1]!; entry++) {
      const target = place[rows.targets[entry]!]!;
      if (target < 0) continue;
      targets.push(target);
      weights.push(rows.weights[entry]!);
    }
    offsets[index + 1] = targets.length;
  });
  return {
    size: positions.length,
    offsets,
    targets: Uint32Array.from(targets),
    weights: Float64Array.from(weights),
  };
}

/** Sum of the weights of each row. */
export function rowSums({ size, offsets, weights }: SparseRows): Float64Array {
  const sums = new Float64Array(size);
  for (let row = 0; row < size; row++)
    for (let entry = offsets[row]!; entry < offsets[row + 1]!; entry++) sums[row]! += weights[entry]!;
  return sums;
}

/** Product with a vector: Σ_j w_ij x_j for each row i. */
export function multiply({ size, offsets, targets, weights }: SparseRows, x: Float64Array): Float64Array {
  const product = new Float64Array(size);
  for (let row = 0; row < size; row++) {
    let total = 0;
    for (let entry = offsets[row]!; entry < offsets[row + 1]!; entry++)
      total += weights[entry]! * x[targets[entry]!]!;
    product[row] = total;
  }
  return product;
}
