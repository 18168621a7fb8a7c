import type { ArcTable, ZoomArcs } from '../bake-model.ts';
import { sharedInt32, sharedUint32 } from '../shared-arrays.ts';
import { zoomShift } from '../world-grid.ts';

/** Room for the arcs of one zoom; `drawArcs` fills it. */
export function createZoomArcs(arcs: ArcTable, zoom: number, vertices: number): ZoomArcs {
  const count = arcs.start.length - 1;
  return {
    zoom,
    start: sharedUint32(count),
    end: sharedUint32(count),
    x: sharedInt32(vertices),
    y: sharedInt32(vertices),
  };
}

/** Counts the vertices of arcs [from, to) by their level. */
export function countLevels({ start, level }: ArcTable, from: number, to: number): Uint32Array {
  const counts = new Uint32Array(256);
  for (let i = start[from]!; i < start[to]!; i++) counts[level[i]!]!++;
  return counts;
}

/**
 * Draws the arcs [from, to) at a zoom: keeps the vertices the zoom needs, moves them to the nearest tile step,
 * and drops those that then repeat their neighbour or lie straight between two. An arc that two rings share is
 * drawn once, so both rings get the same vertices. `at` is where its vertices begin in `drawn`.
 */
export function drawArcs(arcs: ArcTable, from: number, to: number, drawn: ZoomArcs, at: number): void {
  const { level, start } = arcs;
  const { x, y, zoom } = drawn;
  const shift = zoomShift(zoom);
  const half = shift > 0 ? 1 << (shift - 1) : 0;
  let end = at;
  for (let arc = from; arc < to; arc++) {
    const begin = end;
    drawn.start[arc] = begin;
    for (let i = start[arc]!; i < start[arc + 1]!; i++) {
      if (level[i]! > zoom) continue;
      const vx = (arcs.x[i]! + half) >> shift;
      const vy = (arcs.y[i]! + half) >> shift;
      if (end > begin) {
        const lx = x[end - 1]!;
        const ly = y[end - 1]!;
        if (lx === vx && ly === vy) continue;
        if (end > begin + 1) {
          const ax = lx - x[end - 2]!;
          const ay = ly - y[end - 2]!;
          const bx = vx - lx;
          const by = vy - ly;
          if (ax * by === ay * bx && ax * bx + ay * by > 0) end--;
        }
      }
      x[end] = vx;
      y[end] = vy;
      end++;
    }
    drawn.end[arc] = end;
  }
}
