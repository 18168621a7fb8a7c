/**
 * Takes out of a ring what goes forth and back on one line: files that rounded their vertices to a grid are full
 * of it, and it keeps borders from matching. Returns the new end of the ring.
 */
export function removeSpikes(x: Int32Array, y: Int32Array, start: number, end: number): number {
  let kept = start;
  for (let i = start; i < end; i++) {
    const vx = x[i]!;
    const vy = y[i]!;
    while (kept > start && isBackward(x, y, kept - 2, kept - 1, vx, vy, kept - start)) kept--;
    if (kept > start && x[kept - 1] === vx && y[kept - 1] === vy) continue;
    x[kept] = vx;
    y[kept++] = vy;
  }
  // Where the ring closes, spikes may lie over its end and its start.
  let first = start;
  while (kept - first > 2) {
    const fx = x[first]!;
    const fy = y[first]!;
    if (x[kept - 1] === fx && y[kept - 1] === fy) kept--;
    else if (isBackward(x, y, kept - 2, kept - 1, fx, fy, 2)) kept--;
    else if (isBackward(x, y, kept - 1, first, x[first + 1]!, y[first + 1]!, 2)) first++;
    else break;
  }
  if (first > start) {
    x.copyWithin(start, first, kept);
    y.copyWithin(start, first, kept);
  }
  return kept - (first - start);
}

/** Twice the signed area of vertices [start, end); positive where they run clockwise with y downwards. */
export function ringArea(x: Int32Array, y: Int32Array, start: number, end: number): number {
  if (end - start < 3) return 0;
  // Relative to the first vertex, so that the products stay exact for rings of usual size.
  const ox = x[start]!;
  const oy = y[start]!;
  let sum = 0;
  let px = x[start + 1]! - ox;
  let py = y[start + 1]! - oy;
  for (let i = start + 2; i < end; i++) {
    const qx = x[i]! - ox;
    const qy = y[i]! - oy;
    sum += px * qy - qx * py;
    px = qx;
    py = qy;
  }
  return sum;
}

/** True where the way from vertex `a` over `b` turns straight back; needs two vertices before the new one. */
function isBackward(
  x: Int32Array,
  y: Int32Array,
  a: number,
  b: number,
  cx: number,
  cy: number,
  before: number,
): boolean {
  if (before < 2) return false;
  const ux = x[b]! - x[a]!;
  const uy = y[b]! - y[a]!;
  const vx = cx - x[b]!;
  const vy = cy - y[b]!;
  return ux * vy === uy * vx && ux * vx + uy * vy < 0;
}
