/** Rings of one polygon as vertices of shared columns: ring i has [start[i], start[i + 1]). */
export interface RingSet {
  x: Int32Array;
  y: Int32Array;
  start: number[];
}

/** A polygon made of rings by their number: an outer ring and its holes. */
export interface Nest {
  outer: number;
  holes: number[];
}

/** What lies around a ring. */
export interface Box {
  west: number;
  north: number;
  east: number;
  south: number;
}

/**
 * Looks whether the rings behind the first lie inside it, as holes must. Files exist that list the islands of a
 * unit as holes of its mainland. Returns null where all is well, else the polygons that the rings make when
 * each is an outer ring or a hole by how many others it lies in.
 */
export function renest(rings: RingSet): Nest[] | null {
  const count = rings.start.length - 1;
  const boxes = Array.from({ length: count }, (_, ring) => boxOf(rings, ring));
  const isInside = (inner: number, outer: number): boolean =>
    boxContains(boxes[outer]!, boxes[inner]!) && ringContains(rings, outer, inner);
  let isSound = true;
  for (let ring = 1; ring < count && isSound; ring++) isSound = isInside(ring, 0);
  if (isSound) return null;

  const containers = boxes.map((_, inner) =>
    boxes.flatMap((__, outer) => (outer !== inner && isInside(inner, outer) ? [outer] : [])),
  );
  const nests = new Map<number, Nest>();
  containers.forEach((list, ring) => {
    if (list.length % 2 === 0) nests.set(ring, { outer: ring, holes: [] });
  });
  containers.forEach((list, ring) => {
    if (list.length % 2 === 0) return;
    // A hole belongs to the innermost ring around it, which lies in all the others.
    const innermost = list.reduce((a, b) => (containers[b]!.length > containers[a]!.length ? b : a));
    nests.get(innermost)?.holes.push(ring);
  });
  return [...nests.values()];
}

export function boxOf({ x, y, start }: RingSet, ring: number): Box {
  const box = { west: Infinity, north: Infinity, east: -Infinity, south: -Infinity };
  for (let i = start[ring]!; i < start[ring + 1]!; i++) {
    box.west = Math.min(box.west, x[i]!);
    box.east = Math.max(box.east, x[i]!);
    box.north = Math.min(box.north, y[i]!);
    box.south = Math.max(box.south, y[i]!);
  }
  return box;
}

export const boxContains = (outer: Box, inner: Box): boolean =>
  outer.west <= inner.west &&
  outer.east >= inner.east &&
  outer.north <= inner.north &&
  outer.south >= inner.south;

/** Decides by the first vertex of the inner ring that is not on the outer one. */
export function ringContains(rings: RingSet, outer: number, inner: number): boolean {
  const { x, y, start } = rings;
  for (let i = start[inner]!; i < start[inner + 1]!; i++) {
    const side = sideOf(x, y, start[outer]!, start[outer + 1]!, x[i]!, y[i]!);
    if (side !== 0) return side > 0;
  }
  // All vertices are on the outer ring: then the middle of an edge decides.
  for (let i = start[inner]!, before = start[inner + 1]! - 1; i < start[inner + 1]!; before = i++) {
    const side = sideOf(
      x,
      y,
      start[outer]!,
      start[outer + 1]!,
      (x[before]! + x[i]!) / 2,
      (y[before]! + y[i]!) / 2,
    );
    if (side !== 0) return side > 0;
  }
  return false;
}

/** 1 inside, −1 outside, 0 on the ring: crossings of a ray to the east. */
function sideOf(x: Int32Array, y: Int32Array, from: number, to: number, px: number, py: number): number {
  let inside = false;
  let ax = x[to - 1]!;
  let ay = y[to - 1]!;
  for (let i = from; i < to; i++) {
    const bx = x[i]!;
    const by = y[i]!;
    if (ay > py !== by > py || (ay === py && by === py) || (bx === px && by === py)) {
      const turn = (bx - ax) * (py - ay) - (px - ax) * (by - ay);
      const between =
        Math.min(ax, bx) <= px && px <= Math.max(ax, bx) && Math.min(ay, by) <= py && py <= Math.max(ay, by);
      if (turn === 0 && between) return 0;
      if (ay > py !== by > py && turn > 0 === by > ay) inside = !inside;
    }
    ax = bx;
    ay = by;
  }
  return inside ? 1 : -1;
}
