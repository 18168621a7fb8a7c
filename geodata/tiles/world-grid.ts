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

/** Longitudes a turn and a half from Greenwich no longer fit the integers of the grid. */
export const MAX_LONGITUDE = 539;

/** Column of a longitude; beyond ±180° the grid goes on, up to one world on either side. */
export const longitudeToX = (longitude: number): number =>
  Math.floor(longitude * (WORLD / 360) + (WORLD / 2 + 0.5));

/** Knots of the table of rows in a degree; between them the cubic is within 0.001 steps of the projection. */
const KNOTS_PER_DEGREE = 64;
const KNOT_OFFSET = 90 * KNOTS_PER_DEGREE;
/** Row and its change to the next knot's distance, at every knot. */
let rowTable: Float64Array | null = null;

/**
 * Row of a latitude from the north, in spherical Mercator (EPSG:3857); clamped at ±85.0511°. Interpolates a
 * table by cubic Hermite polynomials: a sine and a logarithm for every vertex take as long as reading it.
 */
export function latitudeToY(latitude: number): number {
  rowTable ??= createRowTable();
  if (latitude >= MAX_LATITUDE) return 0;
  if (latitude <= -MAX_LATITUDE) return WORLD;
  const place = latitude * KNOTS_PER_DEGREE + KNOT_OFFSET;
  const knot = Math.floor(place);
  const t = place - knot;
  const row = rowTable[knot * 2]!;
  const slope = rowTable[knot * 2 + 1]!;
  const nextSlope = rowTable[knot * 2 + 3]!;
  const rise = rowTable[knot * 2 + 2]! - row;
  const curve = slope + nextSlope - 2 * rise;
  return Math.floor(row + t * (slope + t * (rise - slope - curve + t * curve)) + 0.5);
}

function createRowTable(): Float64Array {
  const knots = 2 * KNOT_OFFSET + 1;
  const table = new Float64Array(knots * 2);
  for (let knot = 0; knot < knots; knot++) {
    // Beyond the map the table only lends its slopes to the last interval.
    const degrees = Math.min(89, Math.max(-89, (knot - KNOT_OFFSET) / KNOTS_PER_DEGREE));
    const radians = (degrees * Math.PI) / 180;
    table[knot * 2] = (0.5 - Math.asinh(Math.tan(radians)) / (2 * Math.PI)) * WORLD;
    table[knot * 2 + 1] = -WORLD / (360 * KNOTS_PER_DEGREE * Math.cos(radians));
  }
  return table;
}

export const xToLongitude = (x: number): number => (x / WORLD - 0.5) * 360;

export const yToLatitude = (y: number): number =>
  (Math.atan(Math.sinh(Math.PI * (1 - (2 * y) / WORLD))) * 180) / Math.PI;

/** Grid steps that make one tile step at a zoom, as a shift. */
export const zoomShift = (zoom: number): number => WORLD_BITS - EXTENT_BITS - zoom;
