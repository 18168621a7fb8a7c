import { sumOf } from './summation.ts';

/** A linear regression: y = Σ_k coefficients[k] · columns[k]. */
export interface Regression {
  coefficients: Float64Array;
  /** Covariance of the coefficients, s² (XᵀX)⁻¹, row by row; null without degrees of freedom. */
  covariance: Float64Array[] | null;
  residuals: Float64Array;
  /** Sum of squared residuals. */
  squares: number;
  /** Observations minus coefficients, and minus what was taken out before. */
  freedom: number;
}

/**
 * Ordinary least squares by Householder's QR decomposition (Golub & Van Loan, Matrix computations, section 5.3). Null
 * where columns depend on each other. `absorbed` counts parameters already taken out of the data, e.g. means of groups.
 */
export function leastSquares(
  columns: readonly Float64Array[],
  y: Float64Array,
  absorbed = 0,
): Regression | null {
  const n = y.length;
  const count = columns.length;
  if (n < count) return null;
  const work = columns.map((column) => column.slice());
  const rotated = y.slice();
  const triangle = columns.map(() => new Float64Array(count));
  for (let k = 0; k < count; k++) {
    const column = work[k]!;
    const full = Math.sqrt(sumOf(n, (row) => columns[k]![row]! ** 2));
    const length = Math.sqrt(sumOf(n - k, (offset) => column[k + offset]! ** 2));
    if (!(length > 1e-10 * full)) return null;

    // The reflection that maps what is left of the column onto the k-th axis, applied to all later columns and to y.
    const diagonal = column[k]! > 0 ? -length : length;
    const mirror = column.slice();
    mirror[k]! -= diagonal;
    const scale = 2 / sumOf(n - k, (offset) => mirror[k + offset]! ** 2);
    const reflect = (vector: Float64Array): void => {
      const along = scale * sumOf(n - k, (offset) => mirror[k + offset]! * vector[k + offset]!);
      for (let row = k; row < n; row++) vector[row]! -= along * mirror[row]!;
    };
    for (let later = k + 1; later < count; later++) {
      reflect(work[later]!);
      triangle[k]![later] = work[later]![k]!;
    }
    triangle[k]![k] = diagonal;
    reflect(rotated);
  }
  const coefficients = backSubstitute(triangle, rotated);
  const residuals = y.map(
    (value, row) => value - columns.reduce((fit, column, k) => fit + coefficients[k]! * column[row]!, 0),
  );
  const squares = sumOf(n, (row) => residuals[row]! ** 2);
  const freedom = n - count - absorbed;
  const covariance = freedom > 0 ? covarianceOf(triangle, squares / freedom) : null;
  return { coefficients, covariance, residuals, squares, freedom };
}

/** Solves R x = b for an upper triangle R. */
function backSubstitute(triangle: Float64Array[], b: Float64Array): Float64Array {
  const x = new Float64Array(triangle.length);
  for (let k = triangle.length - 1; k >= 0; k--) {
    let rest = b[k]!;
    for (let later = k + 1; later < triangle.length; later++) rest -= triangle[k]![later]! * x[later]!;
    x[k] = rest / triangle[k]![k]!;
  }
  return x;
}

/** variance · (RᵀR)⁻¹ from the inverse of the triangle, column by column. */
function covarianceOf(triangle: Float64Array[], variance: number): Float64Array[] {
  const count = triangle.length;
  const inverse = triangle.map((_, column) => {
    const unit = new Float64Array(count);
    unit[column] = 1;
    return backSubstitute(triangle, unit);
  });
  return triangle.map((_, i) =>
    Float64Array.from(
      triangle,
      (__, j) => variance * sumOf(count, (column) => inverse[column]![i]! * inverse[column]![j]!),
    ),
  );
}

/** Slope, intercept and standard error of a straight line through points; null where x is constant. */
export function fitLine(x: Float64Array, y: Float64Array) {
  const fit = leastSquares([new Float64Array(x.length).fill(1), x], y);
  if (fit === null) return null;
  const mean = sumOf(y.length, (index) => y[index]!) / y.length;
  const total = sumOf(y.length, (index) => (y[index]! - mean) ** 2);
  return {
    intercept: fit.coefficients[0]!,
    slope: fit.coefficients[1]!,
    standardError: fit.covariance === null ? null : Math.sqrt(fit.covariance[1]![1]!),
    explained: total === 0 ? null : 1 - fit.squares / total,
  };
}
