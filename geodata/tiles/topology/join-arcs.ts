import type { Arcs } from './arc-builder.ts';
import { GrowingArray, growingInt32 } from '../growing-array.ts';
import { sharedInt32 } from '../shared-arrays.ts';
import { arcEnds, countWalks, type RingReferences } from './ring-references.ts';

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
