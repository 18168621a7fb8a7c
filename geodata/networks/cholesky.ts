/**
 * Inverse of a symmetric positive definite matrix (row by row) by its Cholesky factor; null where it is not positive
 * definite to working precision, for example because columns of the design are collinear.
 */
export function invertPositiveDefinite(matrix: Float64Array, size: number): Float64Array | null {
  const factor = choleskyFactor(matrix, size);
  if (factor === null) return null;
  const inverse = new Float64Array(size * size);
  for (let column = 0; column < size; column++) {
    const unit = new Float64Array(size);
    unit[column] = 1;
    inverse.set(solveWithFactor(factor, unit, size), column * size);
  }
  return inverse;
}

/** Lower triangle L with L·Lᵀ = matrix. A pivot that cancels to rounding noise counts as zero. */
function choleskyFactor(matrix: Float64Array, size: number): Float64Array | null {
  const factor = new Float64Array(size * size);
  for (let row = 0; row < size; row++) {
    for (let column = 0; column <= row; column++) {
      let rest = matrix[row * size + column]!;
      for (let k = 0; k < column; k++) rest -= factor[row * size + k]! * factor[column * size + k]!;
      if (row === column) {
        if (!(rest > 1e-12 * matrix[row * size + row]!)) return null;
        factor[row * size + row] = Math.sqrt(rest);
      } else factor[row * size + column] = rest / factor[column * size + column]!;
    }
  }
  return factor;
}

function solveWithFactor(factor: Float64Array, right: Float64Array, size: number): Float64Array {
  const solution = right.slice();
  for (let row = 0; row < size; row++) {
    for (let k = 0; k < row; k++) solution[row] = solution[row]! - factor[row * size + k]! * solution[k]!;
    solution[row] = solution[row]! / factor[row * size + row]!;
  }
  for (let row = size - 1; row >= 0; row--) {
    for (let k = row + 1; k < size; k++)
      solution[row] = solution[row]! - factor[k * size + row]! * solution[k]!;
    solution[row] = solution[row]! / factor[row * size + row]!;
  }
  return solution;
}
