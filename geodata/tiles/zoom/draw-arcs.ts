import type { ArcTable } from '../bake-model.ts';
import { zoomShift } from '../world-grid.ts';

/** Where drawn vertices go: `source`, if there, gets the vertex of the arc that each was. */
export interface DrawnVertices {
  x: Int32Array;
  y: Int32Array;
  source: Int32Array | null;
}

/**
 * Draws an arc at a zoom: keeps the vertices the zoom needs, moves them to the nearest tile step, and drops
 * those that then repeat their neighbour or lie straight between two. An arc that two rings share is drawn
 * once, so both rings get the same vertices. Writes from `at` on, and returns where the arc ends.
 */
export function drawArc(arcs: ArcTable, arc: number, zoom: number, drawn: DrawnVertices, at: number): number {
  const { level, start } = arcs;
  const { x, y, source } = drawn;
  const shift = zoomShift(zoom);
  const half = shift > 0 ? 1 << (shift - 1) : 0;
  let end = at;
  for (let i = start[arc]!; i < start[arc + 1]!; i++) {
    if (level[i]! > zoom) continue;
    const vx = (arcs.x[i]! + half) >> shift;
    const vy = (arcs.y[i]! + half) >> shift;
    if (end > at) {
      const lx = x[end - 1]!;
      const ly = y[end - 1]!;
      if (lx === vx && ly === vy) continue;
      if (end > at + 1) {
        const ax = lx - x[end - 2]!;
        const ay = ly - y[end - 2]!;
        const bx = vx - lx;
        const by = vy - ly;
        if (ax * by === ay * bx && ax * bx + ay * by > 0) end--;
      }
    }
    x[end] = vx;
    y[end] = vy;
    if (source !== null) source[end] = i;
    end++;
  }
  return end;
}
