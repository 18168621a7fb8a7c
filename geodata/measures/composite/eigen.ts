/** Eigenvalues in descending order, and their unit eigenvectors. */
export interface Eigen {
  values: number[];
  /** vectors[k] belongs to values[k]; its component of largest size is positive. */
  vectors: Float64Array[];
}

/** Eigen decomposition of a symmetric matrix by Jacobi rotations (Golub & Van Loan, Matrix computations, 8.5). */
export function symmetricEigen(matrix: readonly Float64Array[]): Eigen {
  const size = matrix.length;
  const a = matrix.map((row) => row.slice());
  const v = matrix.map((_, index) => Float64Array.from(matrix, (__, column) => (index === column ? 1 : 0)));
  for (let sweep = 0; sweep < 100 && offDiagonal(a) > 1e-30; sweep++)
    for (let p = 0; p < size; p++)
      for (let q = p + 1; q < size; q++) {
        if (a[p]![q] === 0) continue;
        const theta = (a[q]![q]! - a[p]![p]!) / (2 * a[p]![q]!);
        const t = Math.sign(theta || 1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
        const c = 1 / Math.sqrt(t * t + 1);
        const s = t * c;
        for (const row of a) rotate(row, p, q, c, s);
        const [rowP, rowQ] = [a[p]!.slice(), a[q]!.slice()];
        a[p] = rowP.map((each, column) => c * each - s * rowQ[column]!);
        a[q] = rowP.map((each, column) => s * each + c * rowQ[column]!);
        for (const row of v) rotate(row, p, q, c, s);
      }
  const order = a.map((_, index) => index).sort((i, j) => a[j]![j]! - a[i]![i]!);
  return {
    values: order.map((index) => a[index]![index]!),
    vectors: order.map((index) => withPositiveLead(Float64Array.from(v, (row) => row[index]!))),
  };
}

/** Turns columns p and q of one row. */
function rotate(row: Float64Array, p: number, q: number, c: number, s: number): void {
  const [x, y] = [row[p]!, row[q]!];
  row[p] = c * x - s * y;
  row[q] = s * x + c * y;
}

function offDiagonal(a: readonly Float64Array[]): number {
  let total = 0;
  a.forEach((row, i) => row.forEach((each, j) => (total += i === j ? 0 : each * each)));
  return total;
}

function withPositiveLead(vector: Float64Array): Float64Array {
  const lead = vector.reduce((most, each) => (Math.abs(each) > Math.abs(most) ? each : most), 0);
  return lead < 0 ? vector.map((each) => -each) : vector;
}
