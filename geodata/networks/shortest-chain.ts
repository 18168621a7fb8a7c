import type { Position } from '../model/geometry.ts';
import { distanceKm } from './distance.ts';

/** Beyond this many places the exact order takes too long. */
export const MAX_CHAIN = 10;

/**
 * Order in which an open chain through all places is shortest (Held & Karp 1962; O(2^n n²)), n ≤ `MAX_CHAIN`. Of the
 * two directions, the one that begins with the earlier place; of equal lengths, the one found first.
 */
export function shortestChain(points: readonly Position[]): number[] {
  const n = points.length;
  if (n > MAX_CHAIN) throw new RangeError(`Found ${n} places, expected at most ${MAX_CHAIN}.`);
  if (n < 2) return [...points.keys()];
  const distance = points.map((from) => points.map((to) => distanceKm(from, to)));
  const sets = 1 << n;
  const length = new Float64Array(sets * n).fill(Infinity);
  const before = new Int8Array(sets * n).fill(-1);
  for (let place = 0; place < n; place++) length[(1 << place) * n + place] = 0;
  for (let visited = 1; visited < sets; visited++)
    for (let last = 0; last < n; last++) {
      const known = length[visited * n + last]!;
      if (known === Infinity) continue;
      for (let next = 0; next < n; next++) {
        if ((visited & (1 << next)) !== 0) continue;
        const position = (visited | (1 << next)) * n + next;
        const total = known + distance[last]![next]!;
        if (total >= length[position]!) continue;
        length[position] = total;
        before[position] = last;
      }
    }
  const ends = Array.from({ length: n }, (_, place) => length[(sets - 1) * n + place]!);
  const order: number[] = [];
  let visited = sets - 1;
  for (let place = ends.indexOf(Math.min(...ends)); place >= 0;) {
    order.unshift(place);
    const earlier = before[visited * n + place]!;
    visited &= ~(1 << place);
    place = earlier;
  }
  return order[0]! < order.at(-1)! ? order : order.reverse();
}
