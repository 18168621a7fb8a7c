import { NO_GROUP, type ArcTable, type ZoomArcs } from '../bake-model.ts';
import { zoomShift } from '../world-grid.ts';

/** Where drawn vertices go: `source`, if there, gets the vertex of the arc that each was. */
export interface DrawnVertices {
  x: Int32Array;
  y: Int32Array;
  source?: Int32Array;
}

/**
 * Draws an arc at a zoom: keeps the vertices the zoom needs, moves them to the nearest tile step, and drops
 * those that then repeat their neighbour or lie straight between two. An arc that two rings share is drawn
 * once, so both rings get the same vertices. Writes from `at` on, and returns where the arc ends. `scratch` has
 * room for the vertices of the arc.
 */
export function drawArc(
  arcs: ArcTable,
  arc: number,
  zoom: number,
  drawn: DrawnVertices,
  at: number,
  scratch: Int32Array,
): number {
  let count = 0;
  for (let i = arcs.start[arc]!; i < arcs.start[arc + 1]!; i++) {
    scratch[count] = i;
    count += arcs.level[i]! <= zoom ? 1 : 0;
  }
  return drawVertices(arcs, scratch, count, zoom, drawn, at);
}

/**
 * Draws those of the arcs [from, to) that rings are made of, at every zoom. Arcs of a zoom are written from its place
 * in `at` on.
 */
export function drawArcs(
  arcs: ArcTable,
  from: number,
  to: number,
  zooms: readonly ZoomArcs[],
  at: number[],
): void {
  const deepestFirst = zooms.toSorted((a, b) => b.zoom - a.zoom);
  const places = deepestFirst.map((zoom) => at[zooms.indexOf(zoom)]!);
  const targets = deepestFirst.map(({ x, y }) => ({ x, y }));
  let kept = new Int32Array(1024);
  for (let arc = from; arc < to; arc++) {
    if (arcs.group[arc] === NO_GROUP) continue;
    const start = arcs.start[arc]!;
    const end = arcs.start[arc + 1]!;
    if (kept.length < end - start) kept = new Int32Array((end - start) * 2);
    let count = end - start;
    for (let i = 0; i < count; i++) kept[i] = start + i;
    // What a zoom needs is among what the next deeper one needed.
    for (let z = 0; z < deepestFirst.length; z++) {
      const drawn = deepestFirst[z]!;
      count = filterByLevel(arcs.level, kept, count, drawn.zoom);
      drawn.start[arc] = places[z]!;
      places[z] = drawVertices(arcs, kept, count, drawn.zoom, targets[z]!, places[z]!);
      drawn.end[arc] = places[z]!;
    }
  }
}

/** Keeps the vertices that a zoom needs; returns how many there are. */
function filterByLevel(level: Uint8Array, vertices: Int32Array, count: number, zoom: number): number {
  let kept = 0;
  for (let i = 0; i < count; i++) {
    const vertex = vertices[i]!;
    vertices[kept] = vertex;
    kept += level[vertex]! <= zoom ? 1 : 0;
  }
  return kept;
}

function drawVertices(
  arcs: ArcTable,
  vertices: Int32Array,
  count: number,
  zoom: number,
  { x, y, source }: DrawnVertices,
  at: number,
): number {
  const shift = zoomShift(zoom);
  const half = shift > 0 ? 1 << (shift - 1) : 0;
  let end = at;
  let lastX = 0;
  let lastY = 0;
  // The way from the vertex before the last to the last.
  let ax = 0;
  let ay = 0;
  for (let i = 0; i < count; i++) {
    const vertex = vertices[i]!;
    const vx = (arcs.x[vertex]! + half) >> shift;
    const vy = (arcs.y[vertex]! + half) >> shift;
    const bx = vx - lastX;
    const by = vy - lastY;
    if (end > at) {
      if (bx === 0 && by === 0) continue;
      if (end > at + 1 && ax * by === ay * bx && ax * bx + ay * by > 0) {
        end--;
        ax += bx;
        ay += by;
      } else {
        ax = bx;
        ay = by;
      }
    }
    x[end] = vx;
    y[end] = vy;
    if (source !== undefined) source[end] = vertex;
    end++;
    lastX = vx;
    lastY = vy;
  }
  return end;
}
