import polylabel from 'polylabel';
import type { AreaGeometry, BoundingBox, Position, Ring } from '../model/geometry.ts';
import { ellipsoidalArea } from './ellipsoidal-area.ts';

/** What is computed of the boundary of a region. */
export interface RegionShape {
  /** Pole of inaccessibility of the largest part: the point furthest from its border. */
  point: Position;
  /** RFC 7946 §5: west is greater than east where the region lies on both sides of the antimeridian. */
  bbox: BoundingBox;
  areaKm2: number;
}

/** Null where the boundary encloses nothing. */
export function shapeOf(geometry: AreaGeometry): RegionShape | null {
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
  // Parts that end at 180° on one side and begin at −180° on the other are one place, cut by the antimeridian.
  const isCut = boxes.some((box) => box[2] >= 180) && boxes.some((box) => box[0] <= -180);
  const eastern = isCut ? boxes.filter((box) => box[0] + box[2] > 0) : boxes;
  const western = isCut ? boxes.filter((box) => box[0] + box[2] <= 0) : boxes;
  const hasBoth = isCut && eastern.length > 0 && western.length > 0;
  const west = smallest((hasBoth ? eastern : boxes).map((box) => box[0]));
  const east = -smallest((hasBoth ? western : boxes).map((box) => -box[2]));
  return [west, south, east, north];
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
