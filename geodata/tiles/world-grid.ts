/** Both axes of the world are divided into 2^30 steps of 3.7 cm at the equator: fine enough for zoom 18. */
export const WORLD_BITS = 30;
export const WORLD = 2 ** WORLD_BITS;

/** Tiles have 4096 steps on each side (MVT 2.1, section 4.1). */
export const EXTENT_BITS = 12;
export const EXTENT = 2 ** EXTENT_BITS;

/** Deepest zoom whose tile steps are not finer than the grid. */
export const MAX_BAKE_ZOOM = WORLD_BITS - EXTENT_BITS;

/** The latitude at which Web Mercator is as high as it is wide. */
export const MAX_LATITUDE = (Math.atan(Math.sinh(Math.PI)) * 180) / Math.PI;

/** Column of a longitude; beyond ±180° the grid goes on, up to one world on either side. */
export const longitudeToX = (longitude: number): number => Math.round((longitude / 360 + 0.5) * WORLD);

/** Row of a latitude from the north, in spherical Mercator (EPSG:3857); clamped at ±85.0511°. */
export function latitudeToY(latitude: number): number {
  const clamped = Math.min(MAX_LATITUDE, Math.max(-MAX_LATITUDE, latitude));
  const sine = Math.sin((clamped * Math.PI) / 180);
  const y = 0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI);
  return Math.round(Math.min(1, Math.max(0, y)) * WORLD);
}

export const xToLongitude = (x: number): number => (x / WORLD - 0.5) * 360;

export const yToLatitude = (y: number): number =>
  (Math.atan(Math.sinh(Math.PI * (1 - (2 * y) / WORLD))) * 180) / Math.PI;

/** Grid steps that make one tile step at a zoom, as a shift. */
export const zoomShift = (zoom: number): number => WORLD_BITS - EXTENT_BITS - zoom;
