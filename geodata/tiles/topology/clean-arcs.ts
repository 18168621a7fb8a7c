import type { Arcs } from './arc-builder.ts';
import { GrowingArray, growingInt32 } from '../growing-array.ts';
import { sharedInt32 } from '../shared-arrays.ts';
import { findPlaces } from './places.ts';

/** The rings of coverage layers as references to arcs: ring i has [start[i], start[i + 1]). */
export interface RingReferences {
  start: Uint32Array;
  reference: Int32Array;
}

/** Vertices of the other line that are looked at for the nearest one. */
const SEARCH_WINDOW = 64;

/**
 * Two neighbours whose borders were rounded, thinned or digitised apart run along two lines between the same two
 * junctions, with slivers of gap and overlap in between. Where no vertex of either line is farther than
 * `tolerance` from the other line, both take the one with more vertices. Returns for every arc the reference
 * that stands for it, itself mostly, and how many were replaced.
 */
export function matchParallelArcs(
  arcs: Arcs,
  arcCount: number,
  rings: RingReferences,
  tolerance: number,
): { substitute: Int32Array; matched: number } {
  const substitute = Int32Array.from({ length: arcCount }, (_, arc) => arc);
  const walks = countWalks(arcCount, rings);
  const ends = arcEnds(arcs, arcCount);
  const byEnds = new Map<number, number>();
  let matched = 0;
  for (let arc = 0; arc < arcCount; arc++) {
    // A border that is walked in both directions has both its neighbours.
    const isOneSided = walks.forward[arc]! > 0 !== walks.backward[arc]! > 0;
    const from = ends[arc * 2]!;
    const to = ends[arc * 2 + 1]!;
    if (!isOneSided || from === to) continue;
    const key = Math.min(from, to) * ends.length + Math.max(from, to);
    const other = byEnds.get(key);
    if (other === undefined) {
      byEnds.set(key, arc);
      continue;
    }
    const isSameWay = ends[other * 2] === from;
    const isOpposed = (walks.forward[arc]! > 0 === walks.forward[other]! > 0) !== isSameWay;
    if (!isOpposed || !runsAlong(arcs, arc, other, tolerance) || !runsAlong(arcs, other, arc, tolerance))
      continue;
    const [kept, replaced] = sizeOf(arcs, arc) > sizeOf(arcs, other) ? [arc, other] : [other, arc];
    substitute[replaced] = isSameWay ? kept : ~kept;
    byEnds.delete(key);
    matched++;
  }
  return { substitute, matched };
}

/** Puts the substitutes into the rings, and takes out what they then walk forth and back. */
export function substituteArcs(rings: RingReferences, substitute: Int32Array): RingReferences {
  const start = new Uint32Array(rings.start.length);
  const reference = growingInt32();
  reference.reserve(rings.reference.length);
  for (let ring = 0; ring + 1 < rings.start.length; ring++) {
    const first = reference.length;
    for (let i = rings.start[ring]!; i < rings.start[ring + 1]!; i++) {
      const old = rings.reference[i]!;
      const now = old < 0 ? ~substitute[~old]! : substitute[old]!;
      if (reference.length > first && reference.store[reference.length - 1] === ~now) reference.length--;
      else reference.push(now);
    }
    // The same over the end and the start of the ring.
    let skipped = 0;
    while (
      reference.length - first - skipped > 1 &&
      reference.store[first + skipped] === ~reference.store[reference.length - 1]!
    ) {
      skipped++;
      reference.length--;
    }
    if (skipped > 0) {
      reference.store.copyWithin(first, first + skipped, reference.length);
      reference.length -= skipped;
    }
    start[ring + 1] = reference.length;
  }
  return { start, reference: reference.finish() };
}

/**
 * Joins arcs wherever only two meet, so that no vertex is kept at all zooms that is no junction any more. Arcs
 * from `arcCount` on are other layers' and stay as they are. Unused arcs vanish.
 */
export function joinArcs(
  arcs: Arcs,
  arcCount: number,
  rings: RingReferences,
): { arcs: Arcs; rings: RingReferences; renumbered: Int32Array } {
  const walks = countWalks(arcCount, rings);
  const ends = arcEnds(arcs, arcCount);
  const isUsed = (arc: number): boolean => walks.forward[arc]! + walks.backward[arc]! > 0;

  // The arc ends that meet at every place: the first two, and how many there are.
  const degree = new Uint32Array(ends.length);
  const endA = new Int32Array(ends.length);
  const endB = new Int32Array(ends.length);
  for (let end = 0; end < ends.length; end++) {
    if (!isUsed(end >> 1)) continue;
    const place = ends[end]!;
    if (degree[place] === 0) endA[place] = end;
    else endB[place] = end;
    degree[place]!++;
  }
  /** The reference that goes on where `reference` ends, or `stop` where several do or none. */
  const stop = 2 ** 31 - 1;
  const follow = (reference: number): number => {
    const end = reference < 0 ? ~reference * 2 : reference * 2 + 1;
    const place = ends[end]!;
    if (degree[place] !== 2) return stop;
    const other = endA[place] === end ? endB[place]! : endA[place]!;
    return (other & 1) === 0 ? other >> 1 : ~(other >> 1);
  };

  const joinedOf = new Int32Array(arcCount).fill(stop);
  const start: number[] = [0];
  const x = new GrowingArray(sharedInt32, arcs.x.length);
  const y = new GrowingArray(sharedInt32, arcs.x.length);
  const append = (reference: number, isFirst: boolean): void => {
    const arc = reference < 0 ? ~reference : reference;
    const from = arcs.start[arc]!;
    const to = arcs.start[arc + 1]!;
    x.reserve(to - from);
    y.reserve(to - from);
    for (let i = isFirst ? 0 : 1; i < to - from; i++) {
      const vertex = reference < 0 ? to - 1 - i : from + i;
      x.store[x.length++] = arcs.x[vertex]!;
      y.store[y.length++] = arcs.y[vertex]!;
    }
  };
  for (let arc = 0; arc < arcCount; arc++) {
    if (!isUsed(arc) || joinedOf[arc] !== stop) continue;
    // Back to where the chain begins, then along it to its end; a chain may be a circle.
    let first = arc;
    for (let back = follow(~first); back !== stop && back !== ~arc && ~back !== arc; back = follow(~first))
      first = ~back;
    const joined = start.length - 1;
    for (let next = first, isFirst = true; ; isFirst = false) {
      append(next, isFirst);
      joinedOf[next < 0 ? ~next : next] = next < 0 ? ~joined : joined;
      next = follow(next);
      if (next === stop || joinedOf[next < 0 ? ~next : next] !== stop) break;
    }
    start.push(x.length);
  }
  const renumbered = new Int32Array(arcs.start.length - 1);
  for (let arc = arcCount; arc < renumbered.length; arc++) {
    renumbered[arc] = start.length - 1;
    append(arc, true);
    start.push(x.length);
  }
  renumbered.set(joinedOf);
  return {
    arcs: { start: Uint32Array.from(start), x: x.view(), y: y.view() },
    rings: renumberRings(rings, joinedOf),
    renumbered,
  };
}

/** Replaces the arcs of rings by the joined ones, each run of parts by one reference. */
function renumberRings(rings: RingReferences, joinedOf: Int32Array): RingReferences {
  const start = new Uint32Array(rings.start.length);
  const reference = growingInt32();
  for (let ring = 0; ring + 1 < rings.start.length; ring++) {
    const first = reference.length;
    for (let i = rings.start[ring]!; i < rings.start[ring + 1]!; i++) {
      const old = rings.reference[i]!;
      const now = old < 0 ? ~joinedOf[~old]! : joinedOf[old]!;
      if (reference.length > first && reference.store[reference.length - 1] === now) continue;
      reference.push(now);
    }
    // The ring may begin in the middle of a joined arc.
    if (reference.length - first > 1 && reference.store[first] === reference.store[reference.length - 1]) {
      reference.length--;
    }
    start[ring + 1] = reference.length;
  }
  return { start, reference: reference.finish() };
}

/** How often rings walk every arc in each direction. */
function countWalks(
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
function arcEnds({ start, x, y }: Arcs, arcCount: number): Int32Array {
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

const sizeOf = ({ start }: Arcs, arc: number): number => start[arc + 1]! - start[arc]!;

/**
 * True where no vertex of an arc is farther than the tolerance from another with the same ends. The nearest
 * segment is looked for near that of the vertex before: both run side by side, or they do not match.
 */
function runsAlong({ start, x, y }: Arcs, arc: number, other: number, tolerance: number): boolean {
  const from = start[arc]!;
  const to = start[arc + 1]!;
  const otherFrom = start[other]!;
  const segments = start[other + 1]! - otherFrom - 1;
  const isReversed = x[from] !== x[otherFrom] || y[from] !== y[otherFrom];
  let near = 0;
  for (let i = from; i < to; i++) {
    let best = Infinity;
    let bestAt = near;
    for (let s = Math.max(0, near - SEARCH_WINDOW); s < Math.min(segments, near + SEARCH_WINDOW); s++) {
      const a = isReversed ? otherFrom + segments - s : otherFrom + s;
      const b = isReversed ? a - 1 : a + 1;
      const distance = squaredDistance(x[i]!, y[i]!, x[a]!, y[a]!, x[b]!, y[b]!);
      if (distance < best) {
        best = distance;
        bestAt = s;
      }
    }
    if (best > tolerance * tolerance) return false;
    near = bestAt;
  }
  return true;
}

/** Squared distance of p from the segment ab. */
function squaredDistance(px: number, py: number, ax: number, ay: number, bx: number, by: number): number {
  const dx = bx - ax;
  const dy = by - ay;
  const length = dx * dx + dy * dy;
  const along = (px - ax) * dx + (py - ay) * dy;
  const share = length === 0 ? 0 : Math.min(1, Math.max(0, along / length));
  const ex = px - ax - share * dx;
  const ey = py - ay - share * dy;
  return ex * ex + ey * ey;
}
