import type { SquareBox } from '../../geodata/model/equal-area-plane.ts';
import type { BoundingBox, Position } from '../../geodata/model/geometry.ts';

/** Place in the Web Mercator square, both axes from 0 to 1, y downwards (EPSG:3857 scaled to the unit square). */
export function toSquare([longitude, latitude]: Position): [x: number, y: number] {
  const sine = Math.sin((latitude * Math.PI) / 180);
  return [longitude / 360 + 0.5, 0.5 - (0.25 * Math.log((1 + sine) / (1 - sine))) / Math.PI];
}

/** The place that `toSquare` puts there. */
export const fromSquare = ([x, y]: [x: number, y: number]): Position => [
  (x - 0.5) * 360,
  (Math.atan(Math.sinh(Math.PI * (1 - 2 * y))) * 180) / Math.PI,
];

/** Where a box of longitudes and latitudes lies in the unit square. */
export function boxInSquare([west, south, east, north]: BoundingBox): SquareBox {
  const [x, y] = toSquare([west, north]);
  const [right, bottom] = toSquare([east, south]);
  return { x, y, width: right - x, height: bottom - y };
}

export interface TileAddress {
  z: number;
  x: number;
  y: number;
}

/** The tiles of the deepest zoom at which no more than `most` cover the box. */
export function tilesCovering(box: SquareBox, most: number, maxzoom: number): TileAddress[] {
  for (let z = maxzoom; z > 0; z--) {
    const across = 2 ** z;
    const [left, right] = [box.x, box.x + box.width].map((x) => Math.floor(x * across));
    const [top, bottom] = [box.y, box.y + box.height].map((y) => Math.floor(y * across));
    if ((right! - left! + 1) * (bottom! - top! + 1) > most) continue;
    const tiles: TileAddress[] = [];
    for (let y = top!; y <= bottom!; y++) for (let x = left!; x <= right!; x++) tiles.push({ z, x, y });
    return tiles;
  }
  return [{ z: 0, x: 0, y: 0 }];
}
