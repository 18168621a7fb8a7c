import { SegmentGrid } from '../zoom/segment-grid.ts';
import { CROSSING, relate, Segments, TOUCHING } from '../zoom/segments.ts';
import type { DecodedPart } from './decode-geometry.ts';

/** Cells in which segments are compared, as a power of two of steps; few segments are longer. */
const CELL_BITS = 5;
/** So few segments are compared each with each. */
const FEW_SEGMENTS = 24;

/**
 * What is wrong with how the rings of a polygon lie to each other; null where they are sound. A ring must not meet
 * itself anywhere (MVT 2.1, section 4.3.3.3), and two rings may touch in single places, but neither cross nor run along
 * each other (OGC 06-103r4, section 6.1.11).
 */
export function checkRings(rings: readonly DecodedPart[]): string | null {
  const segments = new Segments();
  for (const [ring, { x, y }] of rings.entries()) {
    for (let i = 0, before = x.length - 1; i < x.length; before = i++)
      segments.add(ring, x[before]!, y[before]!, x[i]!, y[i]!);
  }
  const { count } = segments;
  const check = (i: number, j: number): string | null => faultOf(segments, i, j);
  if (count <= FEW_SEGMENTS) {
    for (let i = 0; i < count; i++) {
      for (let j = i + 1; j < count; j++) {
        const fault = check(i, j);
        if (fault !== null) return fault;
      }
    }
    return null;
  }
  const { start, entry } = new SegmentGrid(segments, 0, count, CELL_BITS);
  for (let bucket = 0; bucket + 1 < start.length; bucket++) {
    for (let k = start[bucket]!; k < start[bucket + 1]!; k++) {
      for (let m = k + 1; m < start[bucket + 1]!; m++) {
        const fault = entry[k] === entry[m] ? null : check(entry[k]!, entry[m]!);
        if (fault !== null) return fault;
      }
    }
  }
  return null;
}

/** What is wrong with how two segments lie to each other. */
function faultOf({ ends: { store }, arc: ringOf }: Segments, i: number, j: number): string | null {
  const relation = relate(store, i, j);
  const isOneRing = ringOf.store[i] === ringOf.store[j];
  const x = store[i * 4]!;
  const y = store[i * 4 + 1]!;
  if (relation === CROSSING)
    return `${isOneRing ? 'a ring that crosses itself' : 'rings that cross'} near ${x}, ${y}`;
  if (isOneRing) {
    if (relation === TOUCHING) return `a ring that touches itself near ${x}, ${y}`;
    return x === store[j * 4] && y === store[j * 4 + 1] ? `a ring that comes to ${x}, ${y} twice` : null;
  }
  const isAlong = relation === TOUCHING ? isParallel(store, i, j) : hasSameEnds(store, i, j);
  return isAlong ? `rings that share an edge near ${x}, ${y}` : null;
}

const isParallel = (ends: Int32Array, i: number, j: number): boolean =>
  (ends[i * 4 + 2]! - ends[i * 4]!) * (ends[j * 4 + 3]! - ends[j * 4 + 1]!) ===
  (ends[i * 4 + 3]! - ends[i * 4 + 1]!) * (ends[j * 4 + 2]! - ends[j * 4]!);

function hasSameEnds(ends: Int32Array, i: number, j: number): boolean {
  const [ax, ay, bx, by] = [ends[i * 4], ends[i * 4 + 1], ends[i * 4 + 2], ends[i * 4 + 3]];
  const [cx, cy, dx, dy] = [ends[j * 4], ends[j * 4 + 1], ends[j * 4 + 2], ends[j * 4 + 3]];
  return (
    (ax === cx && ay === cy && bx === dx && by === dy) || (ax === dx && ay === dy && bx === cx && by === cy)
  );
}
