import type { Position } from './geometry.ts';

/** Why two numbers are no longitude and latitude, and what to do about the file they stand in. */
export function explainNoDegrees([x, y]: Position): string {
  return Math.abs(x) <= 90 && Math.abs(y) <= 180
    ? 'they look like latitude first; write longitude first'
    : 'they look projected; reproject the file, e.g. with ogr2ogr -t_srs EPSG:4326';
}
