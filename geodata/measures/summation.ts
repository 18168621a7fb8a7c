/** Sum of numbers with Neumaier's compensation: the error does not grow with their count (ZAMM 54, 1974). */
export function sum(values: Iterable<number>): number {
  let total = 0;
  let compensation = 0;
  for (const value of values) {
    const next = total + value;
    compensation += Math.abs(total) >= Math.abs(value) ? total - next + value : value - next + total;
    total = next;
  }
  return total + compensation;
}

/** Sum of `term(i)` for i from 0 to count − 1, compensated like `sum`. */
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
