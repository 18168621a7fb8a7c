import { GREAT_CIRCLE, QUADRATIC, type EdgeTable } from '../bake-model.ts';
import { EXTENT, WORLD } from '../world-grid.ts';
import type { VertexRun } from './vertex-run.ts';

/** How far a chord may be from the curve it stands for, in steps. */
const TOLERANCE = 0.75;
/** Halvings of an edge; 2^12 chords are enough for half the world at zoom 18. */
const MAX_DEPTH = 14;

/** Numbers of one point on the stack: unit vector, and place in steps. */
const POINT_SIZE = 6;

/**
 * Draws edges that are known by their ends only: vertices are made for the zoom that needs them. Great circles
 * are halved until every chord is near enough, quadratic curves are cut evenly. Edges go the short way around
 * the world; the run begins in the world of their first end.
 */
export class EdgeCurve {
  /** Points to the right of the one at hand, nearest last: x, y, z, column, row, depth. */
  readonly #stack = new Float64Array(POINT_SIZE * (MAX_DEPTH + 2));

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
    else if (edges.curve === QUADRATIC) drawQuadratic(ax, ay, dx, by - ay, edges.bend, scale, offset, into);
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
      if (depth < MAX_DEPTH && length > 1e-6) {
        const mx = (ux + vx) / length;
        const my = (uy + vy) / length;
        const mz = (uz + vz) / length;
        const middle = (column + endColumn) / 2;
        let midColumn = (Math.atan2(my, mx) / (2 * Math.PI)) * worldSteps;
        midColumn += worldSteps * Math.round((middle - midColumn) / worldSteps);
        const midRow = (0.5 - Math.log((1 + mz) / (1 - mz)) / (4 * Math.PI)) * worldSteps;
        const cx = endColumn - column;
        const cy = endRow - row;
        const off = cx * (midRow - row) - cy * (midColumn - column);
        const isFar = off * off > TOLERANCE * TOLERANCE * (cx * cx + cy * cy);
        if ((isFar || depth < minDepth) && Math.abs(midRow) < 2 * worldSteps) {
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
}

/** Pushes the vertices of a quadratic Bézier curve whose control point lies beside the middle of the chord. */
function drawQuadratic(
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
  const chords = Math.max(1, Math.ceil(Math.sqrt(sweep / (4 * TOLERANCE))));
  for (let i = 1; i < chords; i++) {
    const t = i / chords;
    const side = 2 * t * (1 - t) * bend;
    const x = fromX + t * dx + side * dy;
    const y = fromY + t * dy - side * dx;
    into.push(Math.floor(x * scale + 0.5) + offset, Math.floor(y * scale + 0.5));
  }
}
