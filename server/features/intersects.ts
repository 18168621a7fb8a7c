import type { BoundingBox, Geometry, Position, Ring } from '../../geodata/model/geometry.ts';

/**
 * Whether a geometry and a box have a point in common. Envelopes alone say yes too often; clients that draw the answer
 * show it. `box` must not cross the antimeridian.
 */
export function intersectsBox(geometry: Geometry, box: BoundingBox): boolean {
  switch (geometry.type) {
    case 'Point':
      return isInside(geometry.coordinates, box);
    case 'LineString':
      return lineMeetsBox(geometry.coordinates, box);
    case 'MultiLineString':
      return geometry.coordinates.some((line) => lineMeetsBox(line, box));
    case 'Polygon':
      return areaMeetsBox(geometry.coordinates, box);
  }
  return geometry.coordinates.some((rings) => areaMeetsBox(rings, box));
}

/** Whether two boxes touch. */
export const boxesMeet = (a: BoundingBox, b: BoundingBox): boolean =>
  a[0] <= b[2] && a[2] >= b[0] && a[1] <= b[3] && a[3] >= b[1];

const isInside = ([x, y]: Position, [west, south, east, north]: BoundingBox): boolean =>
  x >= west && x <= east && y >= south && y <= north;

/** A border meets the box, or the box lies wholly inside of the area: then one corner tells. */
const areaMeetsBox = (rings: Ring[], box: BoundingBox): boolean =>
  rings.some((ring) => lineMeetsBox(ring, box)) || covers(rings, [box[0], box[1]]);

function lineMeetsBox(line: Position[], box: BoundingBox): boolean {
  if (line.length === 1) return isInside(line[0]!, box);
  for (let index = 1; index < line.length; index++)
    if (segmentMeetsBox(line[index - 1]!, line[index]!, box)) return true;
  return false;
}

/** Cuts the segment by the four sides one after the other (Liang and Barsky 1984). */
function segmentMeetsBox([x0, y0]: Position, [x1, y1]: Position, box: BoundingBox): boolean {
  const [west, south, east, north] = box;
  const dx = x1 - x0;
  const dy = y1 - y0;
  let from = 0;
  let to = 1;
  const sides: [number, number][] = [
    [-dx, x0 - west],
    [dx, east - x0],
    [-dy, y0 - south],
    [dy, north - y0],
  ];
  for (const [direction, distance] of sides) {
    if (direction === 0) {
      if (distance < 0) return false;
    } else if (direction < 0) from = Math.max(from, distance / direction);
    else to = Math.min(to, distance / direction);
  }
  return from <= to;
}

/** Even-odd rule over all rings, so that holes are outside. */
function covers(rings: Ring[], [x, y]: Position): boolean {
  let isIn = false;
  for (const ring of rings) {
    for (let index = 0, before = ring.length - 1; index < ring.length; before = index++) {
      const [x0, y0] = ring[before]!;
      const [x1, y1] = ring[index]!;
      if (y0 > y !== y1 > y && x < x0 + ((x1 - x0) * (y - y0)) / (y1 - y0)) isIn = !isIn;
    }
  }
  return isIn;
}
