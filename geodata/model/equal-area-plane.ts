import { albers, type AlbersParallels } from './albers.ts';
import type { Position } from './geometry.ts';

/** Albers' plane with a square of tiles laid over it, as Web Mercator has one; rows run southwards. */
export interface EqualAreaPlane extends AlbersParallels {
  /** Upper left corner of the square, in km east and north of the origin of the projection. */
  corner: [x: number, y: number];
  sideKm: number;
}

/** A box in the unit square of a plane, y downwards. */
export interface SquareBox {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** Between longitude and latitude and a place in the plane's square, both axes from 0 to 1, y downwards. */
export function equalAreaSquare({ corner: [left, top], sideKm, ...parallels }: EqualAreaPlane) {
  const { forward, inverse } = albers(parallels);
  return {
    toSquare: (position: Position): [x: number, y: number] => {
      const [x, y] = forward(position);
      return [(x - left) / sideKm, (top - y) / sideKm];
    },
    fromSquare: ([x, y]: [x: number, y: number]): Position => inverse([left + x * sideKm, top - y * sideKm]),
  };
}

/** The projection as PROJ and GDAL write it. */
export const projString = ({ south, north, meridian }: AlbersParallels): string =>
  `+proj=aea +lat_0=0 +lon_0=${meridian} +lat_1=${south} +lat_2=${north} +datum=WGS84 +units=km +no_defs`;
