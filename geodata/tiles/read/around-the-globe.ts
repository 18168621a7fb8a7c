import type { GrowingArray } from '../growing-array.ts';
import { latitudeToY, WORLD } from '../world-grid.ts';

/** Half the world: a longer step in longitude is read as one over the antimeridian. */
const HALF_WORLD = WORLD / 2;
/** The first and last row of the grid, where the poles are. */
const NORTH_EDGE = latitudeToY(90);
const SOUTH_EDGE = latitudeToY(-90);

/** Positions on the world grid. */
export interface Vertices {
  readonly x: GrowingArray<Int32Array>;
  readonly y: GrowingArray<Int32Array>;
}

/** What following a row of positions came to. */
export interface FollowedRow {
  /** The position to go on from, where a second turn around the world would leave the grid; else the end. */
  next: number;
  /** By how much the last vertex was shifted. */
  shift: number;
  /** Steps that were read as crossings of the antimeridian. */
  crossings: number;
  /** Steps of more than half the world along a pole. */
  polarSteps: number;
}

/**
 * Adds positions [from, to) to `target` without repeating a vertex. Where a step is longer than half the world, the
 * row goes on beyond the edge of the map instead: most files write a crossing of the antimeridian so. Steps along a
 * pole are kept where `keepsPolarSteps` says so, since RFC 7946 section 3.1.9 cuts polygons there. Steps of a whole turn
 * are kept too, as boxes around the world have them, but not where they lead nowhere: for an island on the
 * antimeridian, or where a row around the world ends where it began.
 */
export function followRow(
  { x, y }: Vertices,
  from: number,
  to: number,
  target: Vertices,
  keepsPolarSteps: boolean,
): FollowedRow {
  target.x.reserve(to - from);
  target.y.reserve(to - from);
  const sourceX = x.store;
  const sourceY = y.store;
  const targetX = target.x.store;
  const targetY = target.y.store;
  const row: FollowedRow = { next: to, shift: 0, crossings: 0, polarSteps: 0 };
  let at = target.x.length;
  let lastX = 0;
  let lastY = -1;
  for (let i = from; i < to; i++) {
    let vx = sourceX[i]! + row.shift;
    const vy = sourceY[i]!;
    const step = vx - lastX;
    if ((step > HALF_WORLD || step < -HALF_WORLD) && i > from) {
      const alongPole = vy === lastY && (vy === NORTH_EDGE || vy === SOUTH_EDGE);
      if (alongPole) row.polarSteps++;
      const isWholeTurn = step === WORLD || step === -WORLD;
      const isKept = alongPole ? keepsPolarSteps : isWholeTurn && !leadsNowhere(sourceX, from, to);
      if (!isKept) {
        const turn = step > 0 ? -WORLD : WORLD;
        if (Math.abs(row.shift + turn) > WORLD) {
          row.next = i - 1;
          break;
        }
        row.crossings++;
        row.shift += turn;
        vx += turn;
      }
    }
    if (vx === lastX && vy === lastY) continue;
    targetX[at] = vx;
    targetY[at++] = vy;
    lastX = vx;
    lastY = vy;
  }
  target.x.length = at;
  target.y.length = at;
  return row;
}

/**
 * Whether a step of a whole turn among positions [from, to) has no length: they lie within a quarter turn of the
 * antimeridian, and not all of them on it; or they go around the world in steps of at most a quarter turn, and are on
 * the antimeridian nowhere but where that step begins and ends.
 */
function leadsNowhere(x: Int32Array, from: number, to: number): boolean {
  let onSeam = 0;
  let isAllOnSeam = true;
  let isNear = true;
  let isWalk = true;
  for (let i = from; i < to; i++) {
    const place = x[i]! % WORLD;
    if (place > WORLD / 4 && place < (3 * WORLD) / 4) isNear = false;
    const step = i > from ? Math.abs(x[i]! - x[i - 1]!) : 0;
    if (step > WORLD / 4 && step !== WORLD) isWalk = false;
    if (place !== 0) isAllOnSeam = false;
    // The first position comes again at the end of a ring.
    else if (i + 1 < to || x[i] !== x[from]) onSeam++;
  }
  return isNear ? !isAllOnSeam : isWalk && onSeam === 2;
}

/**
 * Closes a ring that runs around a pole, the vertices of `ring` from `start` on: cuts it at the antimeridian and leads
 * it along the edge of the map past the pole that is nearer to the ring. `turn` is what lies between its first and last
 * vertex.
 */
export function closeOverPole({ x, y }: Vertices, start: number, turn: number): void {
  const xs = [...x.store.subarray(start, x.length)];
  const ys = [...y.store.subarray(start, x.length)];
  x.length = start;
  y.length = start;
  const push = (vx: number, vy: number): void => {
    x.push(vx);
    y.push(vy);
  };
  const last = xs.length - 1;
  const pole = ys.reduce((sum, vy) => sum + vy, 0) / ys.length < WORLD / 2 ? NORTH_EDGE : SOUTH_EDGE;

  // The first edge of the map that the ring meets, going east or west.
  const seam = WORLD * (turn > 0 ? Math.ceil(xs[0]! / WORLD) : Math.floor(xs[0]! / WORLD));
  let before = 0;
  while (before < last - 1 && (xs[before + 1]! - seam) * turn < 0) before++;
  const span = xs[before + 1]! - xs[before]!;
  const share = span === 0 ? 0 : (seam - xs[before]!) / span;
  const row = Math.round(ys[before]! + share * (ys[before + 1]! - ys[before]!));

  // Counted from the seam, since two worlds are more than the grid has.
  push(0, row);
  for (let i = before + 1; i < last; i++) push(xs[i]! - seam, ys[i]!);
  for (let i = 0; i <= before; i++) push(xs[i]! - seam + turn, ys[i]!);
  push(turn, row);
  push(turn, pole);
  push(0, pole);
}
