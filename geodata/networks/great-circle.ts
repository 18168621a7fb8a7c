import type { LineGeometry, Position } from '../model/geometry.ts';
import { EARTH_RADIUS_KM, distanceKm } from './distance.ts';
import { combine, cross, dot, toPosition, toVector, type Vector } from './sphere-vector.ts';

/**
 * The shortest way on the sphere between two points, with a vertex at least every `maxSegmentKm`, cut into parts where
 * it crosses the antimeridian (RFC 7946 §3.1.9). The ends are exactly the given points. Between antipodes, where every
 * way is shortest, it leads over the north pole (over longitude 0 between the poles).
 */
export function greatCircle(from: Position, to: Position, maxSegmentKm: number): LineGeometry {
  const segments = Math.max(1, Math.ceil(distanceKm(from, to) / maxSegmentKm));
  const positions = [from];
  const start = toVector(from);
  const along = directionAt(start, toVector(to));
  const angle = distanceKm(from, to) / EARTH_RADIUS_KM;
  for (let step = 1; step < segments; step++) {
    const travelled = (angle * step) / segments;
    positions.push(toPosition(combine(start, Math.cos(travelled), along, Math.sin(travelled))));
  }
  positions.push(to);
  return cutAtAntimeridian(positions, cross(start, along));
}

/** Unit tangent at `start` towards `end`; towards the north pole (or longitude 0) where the direction is undefined. */
function directionAt(start: Vector, end: Vector): Vector {
  for (const target of [end, [0, 0, 1], [1, 0, 0]] as Vector[]) {
    const tangent = combine(target, 1, start, -dot(start, target));
    const length = Math.hypot(...tangent);
    if (length > 1e-9) return [tangent[0] / length, tangent[1] / length, tangent[2] / length];
  }
  return [0, 0, 0];
}

/** Splits where consecutive longitudes jump by more than half the globe, at the latitude where the circle crosses. */
function cutAtAntimeridian(positions: Position[], normal: Vector): LineGeometry {
  const parts: Position[][] = [[positions[0]!]];
  for (let index = 1; index < positions.length; index++) {
    const [before, after] = [positions[index - 1]!, positions[index]!];
    if (Math.abs(after[0] - before[0]) > 180) {
      // The plane of the circle meets the meridian ±180 where normal · (−cos φ, 0, sin φ) = 0; a circle through the
      // poles runs along it.
      const meridional = Math.abs(normal[2]) < 1e-12;
      const latitude = meridional ? before[1] : (Math.atan(normal[0] / normal[2]) * 180) / Math.PI;
      const side = before[0] > 0 ? 180 : -180;
      append(parts.at(-1)!, [side, latitude]);
      parts.push([[-side, latitude]]);
    }
    append(parts.at(-1)!, after);
  }
  const lines = parts.filter((part) => part.length > 1);
  if (lines.length > 1) return { type: 'MultiLineString', coordinates: lines };
  return { type: 'LineString', coordinates: lines[0] ?? [positions[0]!, positions.at(-1)!] };
}

function append(part: Position[], position: Position): void {
  const last = part.at(-1)!;
  if (last[0] !== position[0] || Math.abs(last[1] - position[1]) > 1e-9) part.push(position);
}
