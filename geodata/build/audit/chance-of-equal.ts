/**
 * How likely it is that another region happens to have a value: the share of all values that lie near it, spread over
 * the printed steps between them. "Near" are the √n nearest by rank, and all that are equal. `step` is the distance
 * of two printed values.
 */
export function chanceOfEqual(values: readonly (number | null)[], step: number): (value: number) => number {
  const sorted = values.filter((value) => value !== null).sort((a, b) => a - b);
  const near = Math.max(3, Math.ceil(Math.sqrt(sorted.length)));
  return (value) => {
    const first = sorted.indexOf(value);
    const last = sorted.lastIndexOf(value);
    const lower = Math.max(0, Math.min(first, Math.round((first + last - near) / 2)));
    const upper = Math.min(sorted.length - 1, Math.max(last, lower + near));
    const steps = Math.round((sorted[upper]! - sorted[lower]!) / step);
    return (upper - lower + 1) / sorted.length / (1 + steps);
  };
}
