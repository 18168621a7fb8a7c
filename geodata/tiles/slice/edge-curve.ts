import { GREAT_CIRCLE, QUADRATIC, type EdgeTable } from '../bake-model.ts';
import { EXTENT, WORLD } from '../world-grid.ts';
import type { VertexRun } from './vertex-run.ts';

/** Halvings of an edge before it is cut evenly, and the most chords of one piece then. */
const MAX_DEPTH = 8;
const MAX_CHORDS = 4096;
/** Squared length of chords of the unit sphere, at the equator, below which a circle bends about evenly: 0.2 radians. */
const EVEN_SQUARED = 0.04;
/** By how much the bend of one chord may exceed the mean of such a piece. */
const UNEVENNESS = 1.15;

/** Numbers of one point on the stack: unit vector, and place in steps. */
const POINT_SIZE = 6;

/**
 * Draws edges that are known by their ends only: vertices are made for the zoom that needs them, as few as keep every
 * chord within the tolerance. Great circles are halved until they bend evenly and cut evenly then, quadratic curves
 * are cut evenly at once. Edges go the short way around the world; the run begins in the world of their first end.
 */
export class EdgeCurve {
  /** Points to the right of the one at hand, nearest last: x, y, z, column, row, depth. */
  readonly #stack = new Float64Array(POINT_SIZE * (MAX_DEPTH + 2));
  readonly #tolerance: number;

  /** `tolerance` is how far a chord may be from the curve, in steps. */
  constructor(tolerance: number) {
    // Every vertex is rounded to steps in any case: to be nearer than that only makes more of them.
    this.#tolerance = Math.max(0.25, tolerance);
  }

  draw(edges: EdgeTable, edge: number, zoom: number, offset: number, into: VertexRun): void {
    const scale = (EXTENT * 2 ** zoom) / WORLD;
    const ax = edges.fromX[edge]!;
    const ay = edges.fromY[edge]!;
    const by = edges.toY[edge]!;
    let dx = edges.toX[edge]! - ax;
    if (dx > WORLD / 2) dx -= WORLD;
    else if (dx < -WORLD / 2) dx += WORLD;
    into.length = 0;
    into.push(Math.floor(ax * scale + 0.5) + offset, Math.floor(ay * scale + 0.5));
    if (edges.curve === GREAT_CIRCLE) this.#drawGreatCircle(ax, ay, dx, by, scale, offset, into);
    else if (edges.curve === QUADRATIC)
      this.#drawQuadratic(ax, ay, dx, by - ay, edges.bend, scale, offset, into);
    into.push(Math.floor((ax + dx) * scale + 0.5) + offset, Math.floor(by * scale + 0.5));
  }

  /** Pushes the vertices between both ends. */
  #drawGreatCircle(
    fromX: number,
    fromY: number,
    dx: number,
    toY: number,
    scale: number,
    offset: number,
    into: VertexRun,
  ): void {
    const stack = this.#stack;
    const worldSteps = WORLD * scale;
    // The point at hand, and the far end as the first on the stack.
    const fromTurn = (fromX / WORLD) * 2 * Math.PI;
    const fromRise = Math.PI * (1 - (2 * fromY) / WORLD);
    let ux = Math.cos(fromTurn) / Math.cosh(fromRise);
    let uy = Math.sin(fromTurn) / Math.cosh(fromRise);
    let uz = Math.tanh(fromRise);
    let column = fromX * scale;
    let row = fromY * scale;
    const toTurn = ((fromX + dx) / WORLD) * 2 * Math.PI;
    const toRise = Math.PI * (1 - (2 * toY) / WORLD);
    stack[0] = Math.cos(toTurn) / Math.cosh(toRise);
    stack[1] = Math.sin(toTurn) / Math.cosh(toRise);
    stack[2] = Math.tanh(toRise);
    stack[3] = (fromX + dx) * scale;
    stack[4] = toY * scale;
    stack[5] = 0;
    // Over the equator a circle bends both ways, and its middle may lie on the chord by chance.
    const minDepth = uz > 0 !== stack[2] > 0 ? 2 : 0;

    for (let top = 0; top >= 0;) {
      const vx = stack[top]!;
      const vy = stack[top + 1]!;
      const vz = stack[top + 2]!;
      const endColumn = stack[top + 3]!;
      const endRow = stack[top + 4]!;
      const depth = stack[top + 5]!;
      const length = Math.sqrt((ux + vx) ** 2 + (uy + vy) ** 2 + (uz + vz) ** 2);
      // Between antipodes every way is as short: a straight line is drawn.
      if (length > 1e-6) {
        const mx = (ux + vx) / length;
        const my = (uy + vy) / length;
        const mz = (uz + vz) / length;
        const middle = (column + endColumn) / 2;
        let midColumn = (Math.atan2(my, mx) / (2 * Math.PI)) * worldSteps;
        midColumn += worldSteps * Math.round((middle - midColumn) / worldSteps);
        const midRow = rowOf(mz, worldSteps);
        const cx = endColumn - column;
        const cy = endRow - row;
        const off = Math.abs(cx * (midRow - row) - cy * (midColumn - column)) / Math.sqrt(cx * cx + cy * cy);
        const bends = off / this.#tolerance;
        // Towards a pole the map stretches ever faster.
        const limit = EVEN_SQUARED * (1 - mz * mz);
        const isEven = (ux - vx) ** 2 + (uy - vy) ** 2 + (uz - vz) ** 2 < limit;
        if (bends > 1 && isEven && depth >= minDepth) {
          const chords = Math.min(MAX_CHORDS, Math.ceil(Math.sqrt(bends * UNEVENNESS)));
          pushEvenly(ux, uy, uz, vx, vy, vz, chords, column, endColumn, worldSteps, offset, into);
        } else if (
          (bends > 1 || depth < minDepth) &&
          depth < MAX_DEPTH &&
          Math.abs(midRow) < 2 * worldSteps
        ) {
          stack[top + 5] = depth + 1;
          top += POINT_SIZE;
          stack[top] = mx;
          stack[top + 1] = my;
          stack[top + 2] = mz;
          stack[top + 3] = midColumn;
          stack[top + 4] = midRow;
          stack[top + 5] = depth + 1;
          continue;
        }
      }
      // The last end is pushed by the caller, exactly where it is.
      if (top > 0) into.push(Math.floor(endColumn + 0.5) + offset, Math.floor(endRow + 0.5));
      ux = vx;
      uy = vy;
      uz = vz;
      column = endColumn;
      row = endRow;
      top -= POINT_SIZE;
    }
  }

  /** Pushes the vertices of a quadratic Bézier curve whose control point lies beside the middle of the chord. */
  #drawQuadratic(
    fromX: number,
    fromY: number,
    dx: number,
    dy: number,
    bend: number,
    scale: number,
    offset: number,
    into: VertexRun,
  ): void {
    // Between a curve cut into n chords and its chords lies at most a quarter of this by n².
    const sweep = Math.hypot(dx, dy) * Math.abs(bend) * 2 * scale;
    const chords = Math.max(1, Math.ceil(Math.sqrt(sweep / (4 * this.#tolerance))));
    for (let i = 1; i < chords; i++) {
      const t = i / chords;
      const side = 2 * t * (1 - t) * bend;
      const x = fromX + t * dx + side * dy;
      const y = fromY + t * dy - side * dx;
      into.push(Math.floor(x * scale + 0.5) + offset, Math.floor(y * scale + 0.5));
    }
  }
}

/** Row on the map of a point of the unit sphere, by its third coordinate, in steps. */
const rowOf = (z: number, worldSteps: number): number =>
  (0.5 - Math.log((1 + z) / (1 - z)) / (4 * Math.PI)) * worldSteps;

/** Pushes the points that divide the great circle from u to v into equal chords. */
function pushEvenly(
  ux: number,
  uy: number,
  uz: number,
  vx: number,
  vy: number,
  vz: number,
  chords: number,
  column: number,
  endColumn: number,
  worldSteps: number,
  offset: number,
  into: VertexRun,
): void {
  const angle = 2 * Math.asin(Math.sqrt((ux - vx) ** 2 + (uy - vy) ** 2 + (uz - vz) ** 2) / 2);
  const step = angle / chords;
  const twiceCosine = 2 * Math.cos(step);
  const ofU = Math.sin(angle - step) / Math.sin(angle);
  const ofV = Math.sin(step) / Math.sin(angle);
  // Each point follows from the two before it: p(k + 1) = 2 cos(step) p(k) − p(k − 1).
  let [bx, by, bz] = [ux, uy, uz];
  let x = ofU * ux + ofV * vx;
  let y = ofU * uy + ofV * vy;
  let z = ofU * uz + ofV * vz;
  for (let i = 1; i < chords; i++) {
    const expected = column + ((endColumn - column) * i) / chords;
    let at = (Math.atan2(y, x) / (2 * Math.PI)) * worldSteps;
    at += worldSteps * Math.round((expected - at) / worldSteps);
    into.push(Math.floor(at + 0.5) + offset, Math.floor(rowOf(z, worldSteps) + 0.5));
    const nx = twiceCosine * x - bx;
    const ny = twiceCosine * y - by;
    const nz = twiceCosine * z - bz;
    bx = x;
    by = y;
    bz = z;
    x = nx;
    y = ny;
    z = nz;
  }
}
