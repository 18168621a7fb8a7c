import type { BoundaryFeature, Position, Ring } from '../../geodata/model/geometry.ts';

/** Mean radius of the Earth in km (IUGG). */
const earthRadiusKm = 6371.0088;
const radians = Math.PI / 180;

/** The polygons of a feature, each a list of rings. */
export const ringsOf = (feature: BoundaryFeature): Ring[][] =>
  feature.geometry.type === 'Polygon' ? [feature.geometry.coordinates] : feature.geometry.coordinates;

/** Area on the sphere, positive for counterclockwise rings. */
export const ringAreaKm2 = (ring: Ring): number => {
  let sum = 0;
  for (let i = 1; i < ring.length; i++) {
    const [from, to] = [ring[i - 1]!, ring[i]!];
    sum += (to[0] - from[0]) * radians * (2 + Math.sin(from[1] * radians) + Math.sin(to[1] * radians));
  }
  return (-sum * earthRadiusKm ** 2) / 2;
};

/** Whether a point lies inside, by the even–odd rule. */
export const contains = (feature: BoundaryFeature, [x, y]: Position): boolean => {
  let inside = false;
  for (const ring of ringsOf(feature).flat()) {
    for (let i = 1; i < ring.length; i++) {
      const [from, to] = [ring[i - 1]!, ring[i]!];
      if (from[1] > y === to[1] > y) continue;
      if (x < from[0] + ((to[0] - from[0]) * (y - from[1])) / (to[1] - from[1])) inside = !inside;
    }
  }
  return inside;
};

/** Distance from a point to the nearest border of a feature, on the plane tangent at the point. */
export const borderDistanceMetres = (feature: BoundaryFeature, point: Position): number => {
  const metresPerDegree = earthRadiusKm * 1000 * radians;
  const toPlane = (position: Position): Position => [
    (position[0] - point[0]) * metresPerDegree * Math.cos(point[1] * radians),
    (position[1] - point[1]) * metresPerDegree,
  ];
  let nearest = Infinity;
  for (const ring of ringsOf(feature).flat()) {
    let [ax, ay] = toPlane(ring[0]!);
    for (const position of ring.slice(1)) {
      const [bx, by] = toPlane(position);
      const [dx, dy] = [bx - ax, by - ay];
      const along = Math.min(1, Math.max(0, -(ax * dx + ay * dy) / (dx * dx + dy * dy || 1)));
      nearest = Math.min(nearest, Math.hypot(ax + along * dx, ay + along * dy));
      [ax, ay] = [bx, by];
    }
  }
  return nearest;
};
