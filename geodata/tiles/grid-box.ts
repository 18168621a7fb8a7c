import type { BoundingBox } from '../model/geometry.ts';
import type { EdgeTable, LayerTable } from './bake-model.ts';
import { WORLD, xToLongitude, yToLatitude } from './world-grid.ts';

/** A box on the world grid that grows. */
export interface GridBox {
  west: number;
  north: number;
  east: number;
  south: number;
}

const NO_BOX: GridBox = { west: Infinity, north: Infinity, east: -Infinity, south: -Infinity };

/** The box of all layers; west is east of east where they have nothing. */
export function boxOf(tables: readonly LayerTable[]): GridBox {
  const box = { ...NO_BOX };
  for (const { partBox, edges } of tables) {
    for (let i = 0; i < partBox.length; i += 4) {
      include(box, partBox[i]!, partBox[i + 1]!);
      include(box, partBox[i + 2]!, partBox[i + 3]!);
    }
    if (edges !== null) includeEdges(box, edges);
  }
  return box;
}

/** The bounds of what lies in boxes, in degrees. */
export function boundsOf(boxes: readonly GridBox[]): BoundingBox {
  const box = { ...NO_BOX };
  for (const { west, north, east, south } of boxes) {
    if (west > east) continue;
    include(box, west, north);
    include(box, east, south);
  }
  if (box.west > box.east) return [0, 0, 0, 0];
  // What crosses the antimeridian reaches both ends of the map.
  const crosses = box.east > WORLD;
  const west = crosses ? 0 : box.west;
  const east = crosses ? WORLD : box.east;
  return [xToLongitude(west), yToLatitude(box.south), xToLongitude(east), yToLatitude(box.north)];
}

function includeEdges(box: GridBox, { fromX, fromY, toX, toY }: EdgeTable): void {
  for (let edge = 0; edge < fromX.length; edge++) {
    include(box, fromX[edge]!, fromY[edge]!);
    include(box, toX[edge]!, toY[edge]!);
    if (Math.abs(fromX[edge]! - toX[edge]!) > WORLD / 2) {
      include(box, 0, fromY[edge]!);
      include(box, WORLD, toY[edge]!);
    }
  }
}

function include(box: GridBox, x: number, y: number): void {
  if (x < box.west) box.west = x;
  if (x > box.east) box.east = x;
  if (y < box.north) box.north = y;
  if (y > box.south) box.south = y;
}
