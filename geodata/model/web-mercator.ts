import type { Position } from './geometry.ts';

/** Web Mercator ends here, where the world is a square (OGC Two Dimensional Tile Matrix Set 2.0, annex D). */
const MAX_LATITUDE = 85.051_128_779_806_59;

/** Place in the unit square of Web Mercator, x from the west and y from the north (EPSG:3857 scaled); poles lie on its edge. */
export function toMercatorSquare([longitude, latitude]: Readonly<Position>): [x: number, y: number] {
  const radians = (Math.min(MAX_LATITUDE, Math.max(-MAX_LATITUDE, latitude)) * Math.PI) / 180;
  return [longitude / 360 + 0.5, 0.5 - Math.asinh(Math.tan(radians)) / (2 * Math.PI)];
}
