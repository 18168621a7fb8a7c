import type { Arcs } from './arc-builder.ts';
import { findPlaces } from './places.ts';

/** The rings of coverage layers as references to arcs: ring i has [start[i], start[i + 1]). */
export interface RingReferences {
  start: Uint32Array;
  reference: Int32Array;
}

/** How often rings walk every arc in each direction. */
export function countWalks(
  arcCount: number,
  { reference }: RingReferences,
): { forward: Uint32Array; backward: Uint32Array } {
  const forward = new Uint32Array(arcCount);
  const backward = new Uint32Array(arcCount);
  for (const each of reference) {
    if (each < 0) backward[~each]!++;
    else forward[each]!++;
  }
  return { forward, backward };
}

/** Places of both ends of every arc: start of arc i at 2i, end at 2i + 1. */
export function arcEnds({ start, x, y }: Arcs, arcCount: number): Int32Array {
  const endX = new Int32Array(arcCount * 2);
  const endY = new Int32Array(arcCount * 2);
  for (let arc = 0; arc < arcCount; arc++) {
    const first = start[arc]!;
    const last = start[arc + 1]! - 1;
    endX[arc * 2] = x[first]!;
    endY[arc * 2] = y[first]!;
    endX[arc * 2 + 1] = x[last]!;
    endY[arc * 2 + 1] = y[last]!;
  }
  return findPlaces(endX, endY);
}
