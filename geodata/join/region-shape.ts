import polylabel from 'polylabel';
import type { AreaGeometry, BoundingBox, Position, RegionGeometry, Ring } from '../model/geometry.ts';
import { ellipsoidalArea } from './ellipsoidal-area.ts';

/** What is computed of the boundary of a region. */
export interface RegionShape {
  /** Pole of inaccessibility of the largest part: the point furthest from its border. */
  point: Position;
  /** RFC 7946 §5: west is greater than east where the region lies on both sides of the antimeridian. */
  bbox: BoundingBox;
  areaKm2: number;
}

/** Null where the boundary encloses nothing. A point has no extent and no area. */
export function shapeOf(geometry: RegionGeometry): RegionShape | null {
  if (geometry.type === 'Point') {
    const [x, y] = geometry.coordinates;
    return { point: [x, y], bbox: [x, y, x, y], areaKm2: 0 };
  }
  const polygons = polygonsOf(geometry);
  const areas = polygons.map(ellipsoidalArea);
  const areaKm2 = areas.reduce((sum, area) => sum + area, 0) / 1e6;
  const largest = polygons[areas.indexOf(Math.max(...areas))];
  if (largest === undefined || !(areaKm2 > 0)) return null;
  return { point: interiorPoint(largest), bbox: boundingBox(polygons), areaKm2 };
}

export const polygonsOf = (geometry: AreaGeometry): Ring[][] =>
  geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates;

/** Degrees of longitude are shorter than those of latitude; the pole is sought where both are alike. */
function interiorPoint(polygon: Ring[]): Position {
  const outer = polygon[0] ?? [];
  const latitudes = outer.map(([, latitude]) => latitude);
  const [south, north] = [smallest(latitudes), -smallest(latitudes.map((each) => -each))];
  const squeeze = Math.max(0.01, Math.cos((((south + north) / 2) * Math.PI) / 180));
  const squeezed = polygon.map((ring) =>
    ring.map(([longitude, latitude]): Position => [longitude * squeeze, latitude]),
  );
  const [x, y] = polylabel(squeezed, (north - south) / 200);
  return [x / squeeze, y];
}

function boundingBox(polygons: readonly Ring[][]): BoundingBox {
  const boxes = polygons.map(([outer = []]) => boxOf(outer));
  const south = smallest(boxes.map((box) => box[1]));
  const north = -smallest(boxes.map((box) => -box[3]));
  const [west, east] = longitudesOf(boxes);
  return [west, south, east, north];
}

/**
 * The narrowest stretch of the circle of longitudes with all parts in it. It begins after the widest gap: where that is
 * not the one at the antimeridian, west is greater than east.
 */
function longitudesOf(boxes: readonly BoundingBox[]): [west: number, east: number] {
  const sorted = boxes.toSorted((one, other) => one[0] - other[0]);
  const west = sorted[0]?.[0] ?? 0;
  let east = sorted[0]?.[2] ?? 0;
  let widest = { gap: 0, west, east };
  for (const box of sorted) {
    if (box[0] - east > widest.gap) widest = { gap: box[0] - east, west: box[0], east };
    east = Math.max(east, box[2]);
  }
  return widest.gap > 360 - (east - west) ? [widest.west, widest.east] : [west, east];
}

function boxOf(ring: Ring): BoundingBox {
  const box: BoundingBox = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [longitude, latitude] of ring) {
    box[0] = Math.min(box[0], longitude);
    box[1] = Math.min(box[1], latitude);
    box[2] = Math.max(box[2], longitude);
    box[3] = Math.max(box[3], latitude);
  }
  return box;
}

/** Rings can have more points than a call can have arguments. */
const smallest = (values: readonly number[]): number =>
  values.reduce((least, value) => Math.min(least, value), Infinity);
