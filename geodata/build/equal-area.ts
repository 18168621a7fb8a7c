import type { AtlasConfig } from '../config/schema.ts';
import { equalAreaSquare, type EqualAreaPlane, type SquareBox } from '../model/equal-area-plane.ts';
import { albers } from '../model/albers.ts';
import type { BoundingBox, Geometry, Position } from '../model/geometry.ts';
import type { Layer } from '../model/layer.ts';

const RADIANS = Math.PI / 180;
/** Length of the equator: the side of the Web Mercator square at its true scale (WGS84). */
const EQUATOR_KM = 2 * Math.PI * 6378.137;
/** Standard parallels stand this part of the height from the edges (Snyder 1987, p. 99: one sixth). */
const PARALLEL_SHARE = 1 / 6;

/**
 * The plane of an atlas. The square is so large that a zoom means the same scale as in Web Mercator in the middle of
 * `home`, and lies so that one tile of the deepest possible zoom has home in its middle.
 */
export function planeFor(
  asked: NonNullable<AtlasConfig['equalArea']>,
  [west, south, east, north]: BoundingBox,
): EqualAreaPlane {
  const height = north - south;
  const [first, second] = asked.parallels ?? [
    south + PARALLEL_SHARE * height,
    north - PARALLEL_SHARE * height,
  ];
  const parallels = { south: first, north: second, meridian: asked.meridian ?? (west + east) / 2 };
  const { forward } = albers(parallels);
  const sideKm = metres(EQUATOR_KM * Math.cos(((south + north) / 2) * RADIANS));
  const middle = forward([(west + east) / 2, (south + north) / 2]);
  const reach = Math.max(forward([east, south])[0] - forward([west, south])[0], height * (EQUATOR_KM / 360));
  const across = 2 ** Math.max(0, Math.floor(Math.log2(sideKm / reach)));
  const place = (Math.floor(across / 2) + 0.5) / across;
  return {
    ...parallels,
    corner: [metres(middle[0] - place * sideKm), metres(middle[1] + place * sideKm)],
    sideKm,
  };
}

/** Kilometres to whole metres. */
const metres = (km: number): number => Math.round(km * 1000) / 1000;

/**
 * A layer whose features stand, on the grid of Web Mercator that the tiles are cut in, where they belong in the square
 * of the plane. `bearing` fields follow the direction of the meridian there.
 */
export function layerInPlane(layer: Layer, plane: EqualAreaPlane): Layer {
  const { toSquare } = equalAreaSquare(plane);
  const move = (position: Position): Position => mercatorPosition(toSquare(position));
  return {
    ...layer,
    features: layer.features.map((feature) => {
      const { geometry, properties } = feature;
      const moved = { ...feature, geometry: mapPositions(geometry, move) };
      const bearing = properties['bearing'];
      if (geometry.type !== 'Point' || typeof bearing !== 'number') return moved;
      const turned = (bearing + northAt(geometry.coordinates, toSquare) + 360) % 360;
      return { ...moved, properties: { ...properties, bearing: Math.round(turned * 10) / 10 } };
    }),
  };
}

/** The box around those positions of areas that lie within a box of longitudes and latitudes. */
export function extentInPlane(
  layers: readonly Layer[],
  plane: EqualAreaPlane,
  [west, south, east, north]: BoundingBox,
): SquareBox {
  const { toSquare } = equalAreaSquare(plane);
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  const include = (position: Position): Position => {
    const [longitude, latitude] = position;
    if (longitude < west || longitude > east || latitude < south || latitude > north) return position;
    const [x, y] = toSquare(position);
    [left, top, right, bottom] = [
      Math.min(left, x),
      Math.min(top, y),
      Math.max(right, x),
      Math.max(bottom, y),
    ];
    return position;
  };
  for (const { geometry, features } of layers)
    if (geometry === 'polygon') for (const feature of features) mapPositions(feature.geometry, include);
  return left > right
    ? { x: 0, y: 0, width: 1, height: 1 }
    : { x: share(left), y: share(top), width: share(right - left), height: share(bottom - top) };
}

/** As precise as a metre. */
const share = (value: number): number => Math.round(value * 1e8) / 1e8;

/** Where Web Mercator has a place of its unit square (EPSG:3857). */
const mercatorPosition = ([x, y]: readonly [x: number, y: number]): Position => [
  (x - 0.5) * 360,
  Math.atan(Math.sinh(Math.PI * (1 - 2 * y))) / RADIANS,
];

/** Degrees clockwise from straight up in which north lies in the plane. */
function northAt(
  [longitude, latitude]: Position,
  toSquare: (position: Position) => [x: number, y: number],
): number {
  const [x, y] = toSquare([longitude, latitude]);
  const [northX, northY] = toSquare([longitude, latitude + 0.01]);
  return Math.atan2(northX - x, y - northY) / RADIANS;
}

/** The geometry with every position moved. */
function mapPositions(geometry: Geometry, move: (position: Position) => Position): Geometry {
  if (geometry.type === 'Point') return { ...geometry, coordinates: move(geometry.coordinates) };
  if (geometry.type === 'LineString') return { ...geometry, coordinates: geometry.coordinates.map(move) };
  if (geometry.type === 'MultiPolygon')
    return {
      ...geometry,
      coordinates: geometry.coordinates.map((rings) => rings.map((ring) => ring.map(move))),
    };
  return { ...geometry, coordinates: geometry.coordinates.map((row) => row.map(move)) };
}
