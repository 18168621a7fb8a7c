import { NEVER, NO_GROUP, type ArcTable } from '../bake-model.ts';
import { zoomShift } from '../world-grid.ts';

/** Zooms that a simplification prepares, and how far a drawn line may be from the true one, in tile steps. */
export interface SimplifyOptions {
  minzoom: number;
  maxzoom: number;
  tolerance: number;
}

/**
 * Gives every vertex of the arcs [from, to) the lowest zoom that needs it (Douglas and Peucker 1973, one tree
 * for all zooms). A vertex farther from its chord than the tolerance of a zoom is kept from that zoom on, and
 * never from a lower zoom than the vertex that split the chord: the levels are nested, and what a zoom draws is
 * exactly what Douglas–Peucker with its tolerance would draw. Both ends of an arc are kept at every zoom.
 */
export function simplifyArcs(arcs: ArcTable, from: number, to: number, options: SimplifyOptions): void {
  const { start, level } = arcs;
  const squaredTolerance = squaredTolerances(options);
  const stack: number[] = [];
  for (let arc = from; arc < to; arc++) {
    const first = start[arc]!;
    const last = start[arc + 1]! - 1;
    level.fill(NEVER, first, last + 1);
    level[first] = options.minzoom;
    level[last] = options.minzoom;
    if (last - first > 1) simplifyArc(arcs, first, last, squaredTolerance, options, stack);
  }
}

/** Numbers of vertices by their level. */
export interface LevelCounts {
  /** Of the arcs that rings are made of. */
  rings: Uint32Array;
  lines: Uint32Array;
}

/** Counts the vertices of the arcs [from, to) by their level. */
export function countLevels({ start, level, group }: ArcTable, from: number, to: number): LevelCounts {
  const counts = { rings: new Uint32Array(NEVER + 1), lines: new Uint32Array(NEVER + 1) };
  for (let arc = from; arc < to; arc++) {
    const own = group[arc] === NO_GROUP ? counts.lines : counts.rings;
    for (let i = start[arc]!; i < start[arc + 1]!; i++) own[level[i]!]!++;
  }
  return counts;
}

function simplifyArc(
  { x, y, level }: ArcTable,
  firstVertex: number,
  lastVertex: number,
  squaredTolerance: Float64Array,
  { minzoom, maxzoom }: SimplifyOptions,
  stack: number[],
): void {
  stack.push(firstVertex, lastVertex, minzoom);
  while (stack.length > 0) {
    const lowest = stack.pop()!;
    const last = stack.pop()!;
    const first = stack.pop()!;

    // The vertex between `first` and `last` that is farthest from the segment between them.
    const ax = x[first]!;
    const ay = y[first]!;
    const dx = x[last]! - ax;
    const dy = y[last]! - ay;
    const squaredLength = dx * dx + dy * dy;
    let farthest = 0;
    let distance = -1;
    for (let i = first + 1; i < last; i++) {
      let ex = x[i]! - ax;
      let ey = y[i]! - ay;
      const along = ex * dx + ey * dy;
      if (along > 0) {
        // A chord of no length (a closed arc) never comes here: `along` is 0.
        const share = along >= squaredLength ? 1 : along / squaredLength;
        ex -= share * dx;
        ey -= share * dy;
      }
      const squared = ex * ex + ey * ey;
      if (squared > distance) {
        distance = squared;
        farthest = i;
      }
    }

    let zoom = lowest;
    while (zoom <= maxzoom && distance <= squaredTolerance[zoom]!) zoom++;
    if (zoom > maxzoom) continue;
    level[farthest] = zoom;
    if (farthest - first > 1) stack.push(first, farthest, zoom);
    if (last - farthest > 1) stack.push(farthest, last, zoom);
  }
}

function squaredTolerances({ maxzoom, tolerance }: SimplifyOptions): Float64Array {
  return Float64Array.from({ length: maxzoom + 1 }, (_, zoom) => (tolerance * 2 ** zoomShift(zoom)) ** 2);
}
