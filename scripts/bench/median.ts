/** The middle one of several numbers, the mean of the middle two of an even count. */
export function median(values: readonly number[]): number {
  const ascending = values.toSorted((a, b) => a - b);
  const middle = ascending.length / 2;
  return (ascending[Math.floor(middle)]! + ascending[Math.ceil(middle) - 1]!) / 2;
}
