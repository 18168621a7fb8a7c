/** Sum of numbers, compensated. */
export const sum = (values: ArrayLike<number>): number => sumOf(values.length, (index) => values[index]!);

/**
 * Sum of `term(i)` for i from 0 to count − 1 with Neumaier's compensation (ZAMM 54, 1974): the rounding error does not
 * grow with the count.
 */
export function sumOf(count: number, term: (index: number) => number): number {
  let total = 0;
  let compensation = 0;
  for (let index = 0; index < count; index++) {
    const value = term(index);
    const next = total + value;
    compensation += Math.abs(total) >= Math.abs(value) ? total - next + value : value - next + total;
    total = next;
  }
  return total + compensation;
}

/** Arithmetic mean; the count must not be zero. */
export const meanOf = (values: Float64Array): number => sum(values) / values.length;

/** Sum of squared deviations from the mean, in two passes. */
export function squaredDeviations(values: Float64Array): number {
  const mean = meanOf(values);
  return sumOf(values.length, (index) => (values[index]! - mean) ** 2);
}
