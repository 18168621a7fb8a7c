import { meanOf, squaredDeviations, sumOf } from './summation.ts';

/** Pearson's correlation of two lists of equal length; null where one is constant. */
export function pearson(x: Float64Array, y: Float64Array): number | null {
  const [meanX, meanY] = [meanOf(x), meanOf(y)];
  const spread = Math.sqrt(squaredDeviations(x)) * Math.sqrt(squaredDeviations(y));
  if (!(spread > 0)) return null;
  const covariance = sumOf(x.length, (index) => (x[index]! - meanX) * (y[index]! - meanY));
  return Math.max(-1, Math.min(1, covariance / spread));
}

/** Spearman's correlation: Pearson's of the average ranks. */
export const spearman = (x: Float64Array, y: Float64Array): number | null =>
  pearson(averageRanks(x), averageRanks(y));

/** Ranks from 1 in ascending order; equal values share the mean of their ranks. */
export function averageRanks(values: Float64Array): Float64Array {
  const order = Uint32Array.from(values.keys()).sort((a, b) => values[a]! - values[b]!);
  const ranks = new Float64Array(values.length);
  for (let start = 0; start < order.length;) {
    let end = start + 1;
    while (end < order.length && values[order[end]!] === values[order[start]!]) end++;
    for (let index = start; index < end; index++) ranks[order[index]!] = (start + 1 + end) / 2;
    start = end;
  }
  return ranks;
}

/** Kendall's tau-b over all pairs, corrected for ties; null where one list is constant. O(n²). */
export function kendallTauB(x: Float64Array, y: Float64Array): number | null {
  let agreement = 0;
  let untiedX = 0;
  let untiedY = 0;
  for (let i = 1; i < x.length; i++)
    for (let j = 0; j < i; j++) {
      const signX = Math.sign(x[i]! - x[j]!);
      const signY = Math.sign(y[i]! - y[j]!);
      agreement += signX * signY;
      untiedX += signX * signX;
      untiedY += signY * signY;
    }
  return untiedX === 0 || untiedY === 0 ? null : agreement / Math.sqrt(untiedX * untiedY);
}
