import { GREAT_CIRCLE, QUADRATIC, type EdgeTable } from './bake-model.ts';
import { WORLD } from './world-grid.ts';

/** A place on the world grid, and the direction of an edge there: degrees clockwise from north, −1 without length. */
export interface EdgePosition {
  x: number;
  y: number;
  bearing: number;
}

/** On either side of a place, how far along the edge its direction is looked up. */
const NEAR = 1 / 1024;

/** Where an edge is after a share of its way, from 0 to 1. */
export function edgePosition(edges: EdgeTable, edge: number, share: number): EdgePosition {
  const [x, y] = placeAlong(edges, edge, share);
  const [beforeX, beforeY] = placeAlong(edges, edge, Math.max(0, share - NEAR));
  const [afterX, afterY] = placeAlong(edges, edge, Math.min(1, share + NEAR));
  // On a conformal map the direction is that on the ground.
  const [dx, dy] = [afterX - beforeX, afterY - beforeY];
  const turn = (Math.atan2(dx, -dy) * 180) / Math.PI;
  return {
    x: Math.round(x - Math.floor(x / WORLD) * WORLD) % WORLD,
    y: Math.round(y),
    bearing: dx === 0 && dy === 0 ? -1 : (Math.round(turn) + 360) % 360,
  };
}

/** The same as a point of the map that may lie in the world beside, so that places along an edge are near each other. */
function placeAlong(
  { curve, bend, fromX, fromY, toX, toY }: EdgeTable,
  edge: number,
  share: number,
): [x: number, y: number] {
  const x = fromX[edge]!;
  const y = fromY[edge]!;
  let dx = toX[edge]! - x;
  if (dx > WORLD / 2) dx -= WORLD;
  else if (dx < -WORLD / 2) dx += WORLD;
  const dy = toY[edge]! - y;
  if (curve === GREAT_CIRCLE) return alongCircle(x, y, dx, dy, share);
  const side = curve === QUADRATIC ? 2 * share * (1 - share) * bend : 0;
  return [x + share * dx + side * dy, y + share * dy - side * dx];
}

function alongCircle(x: number, y: number, dx: number, dy: number, share: number): [number, number] {
  const u = toVector(x, y);
  const v = toVector(x + dx, y + dy);
  const chord = Math.hypot(u[0] - v[0], u[1] - v[1], u[2] - v[2]);
  const angle = 2 * Math.asin(Math.min(1, chord / 2));
  // Neither the same place twice nor antipodes have one shortest way: a straight line is drawn.
  if (!(Math.sin(angle) > 1e-9)) return [x + share * dx, y + share * dy];
  const ofU = Math.sin((1 - share) * angle);
  const ofV = Math.sin(share * angle);
  const [px, py, pz] = [0, 1, 2].map((axis) => ofU * u[axis]! + ofV * v[axis]!) as [number, number, number];
  const expected = x + share * dx;
  const column = (Math.atan2(py, px) / (2 * Math.PI)) * WORLD;
  const rise = Math.asinh(pz / Math.hypot(px, py));
  return [column + WORLD * Math.round((expected - column) / WORLD), (0.5 - rise / (2 * Math.PI)) * WORLD];
}

/** Point of the unit sphere; its longitude is counted from the west edge of the map. */
function toVector(x: number, y: number): [number, number, number] {
  const turn = (x / WORLD) * 2 * Math.PI;
  const rise = Math.PI * (1 - (2 * y) / WORLD);
  const scale = 1 / Math.cosh(rise);
  return [Math.cos(turn) * scale, Math.sin(turn) * scale, Math.tanh(rise)];
}
