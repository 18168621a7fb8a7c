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

/** True where segments i and j cross in a point that is an end of neither. */
export function cross(ends: Int32Array, i: number, j: number): boolean {
  const ax = ends[i * 4]!;
  const bx = ends[i * 4 + 2]!;
  const cx = ends[j * 4]!;
  const dx = ends[j * 4 + 2]!;
  if (ax < bx ? (cx < ax && dx < ax) || (cx > bx && dx > bx) : (cx < bx && dx < bx) || (cx > ax && dx > ax)) {
    return false;
  }
  const ay = ends[i * 4 + 1]!;
  const by = ends[i * 4 + 3]!;
  const cy = ends[j * 4 + 1]!;
  const dy = ends[j * 4 + 3]!;
  if (ay < by ? (cy < ay && dy < ay) || (cy > by && dy > by) : (cy < by && dy < by) || (cy > ay && dy > ay)) {
    return false;
  }
  // Which side of each segment the ends of the other are on.
  const c = (bx - ax) * (cy - ay) - (by - ay) * (cx - ax);
  const d = (bx - ax) * (dy - ay) - (by - ay) * (dx - ax);
  if (c === 0 || d === 0 || c > 0 === d > 0) return false;
  const e = (dx - cx) * (ay - cy) - (dy - cy) * (ax - cx);
  const f = (dx - cx) * (by - cy) - (dy - cy) * (bx - cx);
  return e !== 0 && f !== 0 && e > 0 !== f > 0;
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
