/** Updates the inverse after one basic column was exchanged for the one with that direction (inverse · column). */
export function exchangeColumn(inverse: Float64Array, direction: Float64Array, leaving: number): void {
  const rows = direction.length;
  const pivot = direction[leaving]!;
  for (let r = 0; r < rows; r++) inverse[leaving * rows + r]! /= pivot;
  for (let row = 0; row < rows; row++) {
    const factor = direction[row]!;
    if (row === leaving || factor === 0) continue;
    for (let r = 0; r < rows; r++) inverse[row * rows + r]! -= factor * inverse[leaving * rows + r]!;
  }
}

/**
 * Inverse, row by row, of the square matrix made of these columns (each as long as there are of them), by elimination
 * with the largest pivot of each column; null where it is singular.
 */
export function invertColumns(columns: Float64Array, basis: Int32Array): Float64Array | null {
  const rows = basis.length;
  const left = new Float64Array(rows * rows);
  const inverse = new Float64Array(rows * rows);
  for (let row = 0; row < rows; row++) {
    inverse[row * rows + row] = 1;
    for (let column = 0; column < rows; column++)
      left[row * rows + column] = columns[basis[column]! * rows + row]!;
  }
  for (let column = 0; column < rows; column++) {
    let pivotRow = column;
    for (let row = column + 1; row < rows; row++)
      if (Math.abs(left[row * rows + column]!) > Math.abs(left[pivotRow * rows + column]!)) pivotRow = row;
    const pivot = left[pivotRow * rows + column]!;
    if (Math.abs(pivot) < 1e-13) return null;
    for (const matrix of [left, inverse])
      for (let r = 0; r < rows; r++) {
        const kept = matrix[column * rows + r]!;
        matrix[column * rows + r] = matrix[pivotRow * rows + r]! / pivot;
        if (pivotRow !== column) matrix[pivotRow * rows + r] = kept;
      }
    for (let row = 0; row < rows; row++) {
      const factor = left[row * rows + column]!;
      if (row === column || factor === 0) continue;
      for (let r = 0; r < rows; r++) {
        left[row * rows + r]! -= factor * left[column * rows + r]!;
        inverse[row * rows + r]! -= factor * inverse[column * rows + r]!;
      }
    }
  }
  return inverse;
}

/** Product of a square matrix, row by row, with a vector. */
export function multiplyVector(matrix: Float64Array, vector: Float64Array): Float64Array {
  const size = vector.length;
  return Float64Array.from({ length: size }, (_, row) => {
    let total = 0;
    for (let r = 0; r < size; r++) total += matrix[row * size + r]! * vector[r]!;
    return total;
  });
}
