import { growingInt32 } from '../growing-array.ts';

/** Segments by number: the ends of each, and the arc it is of. More can be added; none is taken away. */
export class Segments {
  /** x0, y0, x1, y1 of every segment. */
  readonly ends = growingInt32();
  readonly arc = growingInt32();

  get count(): number {
    return this.arc.length;
  }

  reserve(extra: number): void {
    this.ends.reserve(extra * 4);
    this.arc.reserve(extra);
  }

  /** Adds a segment and returns its number. */
  add(arc: number, x0: number, y0: number, x1: number, y1: number): number {
    const segment = this.count;
    this.reserve(1);
    const { store } = this.ends;
    store[segment * 4] = x0;
    store[segment * 4 + 1] = y0;
    store[segment * 4 + 2] = x1;
    store[segment * 4 + 3] = y1;
    this.ends.length += 4;
    this.arc.push(arc);
    return segment;
  }
}

/** How two segments lie to each other: they cross in a point that is an end of neither, or an end of one is on the other. */
export const APART = 0;
export const CROSSING = 1;
export const TOUCHING = 2;
export type Relation = typeof APART | typeof CROSSING | typeof TOUCHING;

/** How segments i and j lie to each other. Those that have no more in common than an end of both are apart. */
export function relate(ends: Int32Array, i: number, j: number): Relation {
  const ax = ends[i * 4]!;
  const bx = ends[i * 4 + 2]!;
  const cx = ends[j * 4]!;
  const dx = ends[j * 4 + 2]!;
  if (ax < bx ? (cx < ax && dx < ax) || (cx > bx && dx > bx) : (cx < bx && dx < bx) || (cx > ax && dx > ax)) {
    return APART;
  }
  const ay = ends[i * 4 + 1]!;
  const by = ends[i * 4 + 3]!;
  const cy = ends[j * 4 + 1]!;
  const dy = ends[j * 4 + 3]!;
  if (ay < by ? (cy < ay && dy < ay) || (cy > by && dy > by) : (cy < by && dy < by) || (cy > ay && dy > ay)) {
    return APART;
  }
  // Which side of each segment the ends of the other are on.
  const c = (bx - ax) * (cy - ay) - (by - ay) * (cx - ax);
  const d = (bx - ax) * (dy - ay) - (by - ay) * (dx - ax);
  if (c === 0 || d === 0) {
    const isTouching =
      (c === 0 && liesInside(ends, i, cx, cy)) ||
      (d === 0 && liesInside(ends, i, dx, dy)) ||
      // On one line: the second may lie around the first.
      (c === 0 && d === 0 && (liesInside(ends, j, ax, ay) || liesInside(ends, j, bx, by)));
    return isTouching ? TOUCHING : APART;
  }
  if (c > 0 === d > 0) return APART;
  const e = (dx - cx) * (ay - cy) - (dy - cy) * (ax - cx);
  const f = (dx - cx) * (by - cy) - (dy - cy) * (bx - cx);
  if (e === 0 || f === 0) return TOUCHING;
  return e > 0 === f > 0 ? APART : CROSSING;
}

/** Whether a point is on a segment and none of its ends. */
export function liesInside(ends: Int32Array, segment: number, x: number, y: number): boolean {
  const ax = ends[segment * 4]!;
  const ay = ends[segment * 4 + 1]!;
  const bx = ends[segment * 4 + 2]!;
  const by = ends[segment * 4 + 3]!;
  if ((x === ax && y === ay) || (x === bx && y === by)) return false;
  if (ax < bx ? x < ax || x > bx : x < bx || x > ax) return false;
  if (ay < by ? y < ay || y > by : y < by || y > ay) return false;
  return (bx - ax) * (y - ay) === (by - ay) * (x - ax);
}

/** The step nearest to where two segments cross. */
export function crossingPoint(ends: Int32Array, i: number, j: number): { x: number; y: number } {
  const ax = ends[i * 4]!;
  const ay = ends[i * 4 + 1]!;
  const bx = ends[i * 4 + 2]!;
  const by = ends[i * 4 + 3]!;
  const cx = ends[j * 4]!;
  const cy = ends[j * 4 + 1]!;
  const dx = ends[j * 4 + 2]!;
  const dy = ends[j * 4 + 3]!;
  const e = (dx - cx) * (ay - cy) - (dy - cy) * (ax - cx);
  const f = (dx - cx) * (by - cy) - (dy - cy) * (bx - cx);
  const share = e / (e - f);
  return { x: Math.round(ax + share * (bx - ax)), y: Math.round(ay + share * (by - ay)) };
}
