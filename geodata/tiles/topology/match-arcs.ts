import type { Arcs } from './arc-builder.ts';
import { growingInt32 } from '../growing-array.ts';
import { arcEnds, countWalks, type RingReferences } from './ring-references.ts';

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
