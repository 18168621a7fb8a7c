import { boxContains, boxOf, ringContains, type Box, type RingSet } from '../read/nesting.ts';
import { ringArea } from '../read/ring.ts';

/**
 * Rings in the order of a tile: every outer ring and its holes behind it. What lies in a ring of its own kind is left
 * out: it is drawn already, or not drawn already.
 */
export function orderRings(rings: RingSet): number[] {
  const { x, y, start } = rings;
  const count = start.length - 1;
  const areas = Array.from({ length: count }, (_, ring) => ringArea(x, y, start[ring]!, start[ring + 1]!));
  const boxes: Box[] = Array.from({ length: count }, (_, ring) => boxOf(rings, ring));
  const holes = new Map<number, number[]>();
  const outerOf = new Map<number, number>();
  for (let ring = 0; ring < count; ring++) {
    let around = -1;
    for (let other = 0; other < count; other++) {
      // Rings do not cross: what lies in another is smaller.
      const size = Math.abs(areas[other]!);
      if (size <= Math.abs(areas[ring]!) || (around !== -1 && size >= Math.abs(areas[around]!))) continue;
      if (boxContains(boxes[other]!, boxes[ring]!) && ringContains(rings, other, ring)) around = other;
    }
    const isInOuter = around !== -1 && areas[around]! > 0;
    if (areas[ring]! > 0 && !isInOuter) holes.set(ring, []);
    else if (areas[ring]! < 0 && isInOuter) outerOf.set(ring, around);
  }
  for (const [hole, outer] of outerOf) holes.get(outer)?.push(hole);
  return [...holes].flat(2);
}
