import { invertPositiveDefinite } from './cholesky.ts';

export interface PoissonFit {
  /** One per column of the design. */
  coefficients: Float64Array;
  /** Robust to any variance of the response (HC0 sandwich). */
  standardErrors: Float64Array;
  deviance: number;
  /** Deviance of the model with a constant only. */
  nullDeviance: number;
  iterations: number;
}

/** Why there is no fit: nothing above zero, columns that say the same, or a maximum that lies at infinity. */
export type PoissonFailure = 'all_zero' | 'collinear' | 'no_convergence';

const MAX_ITERATIONS = 60;
const TOLERANCE = 1e-10;

/**
 * Poisson pseudo-maximum likelihood: E(y) = exp(Xβ), y ≥ 0 and not necessarily whole, zeros included. Iteratively
 * reweighted least squares (Nelder & Wedderburn 1972); consistent whatever the variance of y (Gourieroux, Monfort &
 * Trognon 1984), which is why it is the estimator for gravity (Santos Silva & Tenreyro 2006, Review of Economics and
 * Statistics 88, 641–658). `design` is row by row; its first column should be ones. O(rows · columns²) a step.
 */
export function poissonRegression(
  design: Float64Array,
  response: Float64Array,
  columns: number,
): PoissonFit | PoissonFailure {
  const rows = response.length;
  const average = response.reduce((sum, value) => sum + value, 0) / rows;
  if (!(average > 0)) return 'all_zero';
  let mean = response.map((value) => (value + average) / 2);
  let linear = mean.map(Math.log);
  let coefficients = new Float64Array(columns);
  for (let iteration = 1; iteration <= MAX_ITERATIONS; iteration++) {
    const working = linear.map((value, row) => value + (response[row]! - mean[row]!) / mean[row]!);
    const inverse = invertPositiveDefinite(crossProduct(design, mean, columns), columns);
    if (inverse === null) return iteration === 1 ? 'collinear' : 'no_convergence';
    const right = projection(design, mean, working, columns);
    const next = new Float64Array(columns).map((_, i) => dotRow(inverse, i, right, columns));
    // Not the deviance but the coefficients must settle: where the maximum lies at infinity, the deviance settles too.
    const settled = next.every(
      (value, i) => Math.abs(value - coefficients[i]!) <= TOLERANCE * (1 + Math.abs(value)),
    );
    coefficients = next;
    linear = response.map((_, row) => dotRow(design, row, coefficients, columns));
    mean = linear.map(Math.exp);
    if (!mean.every((value) => value > 0 && value < Infinity)) return 'no_convergence';
    if (settled)
      return {
        coefficients,
        standardErrors: sandwich(design, response, mean, columns),
        deviance: poissonDeviance(response, mean),
        nullDeviance: poissonDeviance(
          response,
          response.map(() => average),
        ),
        iterations: iteration,
      };
  }
  return 'no_convergence';
}

/** Xᵀ diag(weights) X. */
function crossProduct(design: Float64Array, weights: Float64Array, columns: number): Float64Array {
  const product = new Float64Array(columns * columns);
  for (const [row, weight] of weights.entries())
    for (let i = 0; i < columns; i++)
      for (let j = 0; j < columns; j++)
        product[i * columns + j] =
          product[i * columns + j]! + weight * design[row * columns + i]! * design[row * columns + j]!;
  return product;
}

/** Xᵀ diag(weights) z. */
function projection(
  design: Float64Array,
  weights: Float64Array,
  values: Float64Array,
  columns: number,
): Float64Array {
  const product = new Float64Array(columns);
  for (const [row, weight] of weights.entries())
    for (let i = 0; i < columns; i++)
      product[i] = product[i]! + weight * values[row]! * design[row * columns + i]!;
  return product;
}

/** Square roots of the diagonal of (XᵀMX)⁻¹ (Xᵀ diag(e²) X) (XᵀMX)⁻¹ (White 1980, Econometrica 48, 817–838). */
function sandwich(
  design: Float64Array,
  response: Float64Array,
  mean: Float64Array,
  columns: number,
): Float64Array {
  const bread = invertPositiveDefinite(crossProduct(design, mean, columns), columns)!;
  const squares = response.map((value, row) => (value - mean[row]!) ** 2);
  const filling = crossProduct(design, squares, columns);
  return new Float64Array(columns).map((_, i) => {
    let variance = 0;
    for (let j = 0; j < columns; j++)
      for (let k = 0; k < columns; k++)
        variance += bread[i * columns + j]! * filling[j * columns + k]! * bread[k * columns + i]!;
    return Math.sqrt(variance);
  });
}

function poissonDeviance(response: Float64Array, mean: Float64Array): number {
  let deviance = 0;
  for (const [row, value] of response.entries()) {
    const expected = mean[row]!;
    deviance += 2 * ((value > 0 ? value * Math.log(value / expected) : 0) - (value - expected));
  }
  return deviance;
}

function dotRow(matrix: Float64Array, row: number, vector: Float64Array, columns: number): number {
  let sum = 0;
  for (let i = 0; i < columns; i++) sum += matrix[row * columns + i]! * vector[i]!;
  return sum;
}
