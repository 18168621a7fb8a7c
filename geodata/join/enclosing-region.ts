import type { BoundingBox, Position, RegionGeometry, Ring } from '../model/geometry.ts';
import type { Region, RegionCode } from '../model/region.ts';
import { ringContains } from '../model/ring-contains.ts';
import { polygonsOf } from './region-shape.ts';

/** Degrees of latitude that a harbour may lie off a coast that is drawn for small scales. */
const OFF_THE_COAST = 0.35;

/** Finds the region that a point lies in, or just off; null where there is none. */
export type Encloser = (point: Position) => RegionCode | null;

/** An encloser for the regions of one level; `geometries` is aligned with `regions`. */
export function createEncloser(regions: readonly Region[], geometries: readonly RegionGeometry[]): Encloser {
  const areas = regions.flatMap(({ code, bbox }, index) => {
    const geometry = geometries[index]!;
    return geometry.type === 'Point' ? [] : [{ code, bbox, polygons: polygonsOf(geometry) }];
  });
  return (point) => {
    const near = areas.filter(({ bbox }) => isNearBox(point, bbox));
    const around = near.find(({ polygons }) => polygons.some((polygon) => isInside(point, polygon)));
    if (around !== undefined) return around.code;
    let best: { code: RegionCode; distance: number } | null = null;
    for (const { code, polygons } of near) {
      const distance = Math.min(...polygons.map(([outer = []]) => distanceToRing(point, outer)));
      if (distance <= (best?.distance ?? OFF_THE_COAST)) best = { code, distance };
    }
    return best?.code ?? null;
  };
}

/** Whether a point lies in a box or little beyond it; boxes across the antimeridian reach around the world. */
function isNearBox([x, y]: Position, [west, south, east, north]: BoundingBox): boolean {
  if (y < south - OFF_THE_COAST || y > north + OFF_THE_COAST) return false;
  const margin = OFF_THE_COAST / squeezeAt(y);
  return west > east ? x >= west - margin || x <= east + margin : x >= west - margin && x <= east + margin;
}

/** By the even-odd rule over all rings, so that holes are outside. */
const isInside = (point: Position, rings: readonly Ring[]): boolean =>
  rings.filter((ring) => ringContains(ring, point)).length % 2 === 1;

/** Degrees of latitude to the nearest point of a ring, in the plane where degrees are alike around the point. */
function distanceToRing([x, y]: Position, ring: Ring): number {
  const squeeze = squeezeAt(y);
  let least = Infinity;
  for (let index = 1; index < ring.length; index++) {
    const [fromX, fromY] = [(ring[index - 1]![0] - x) * squeeze, ring[index - 1]![1] - y];
    const [toX, toY] = [(ring[index]![0] - x) * squeeze, ring[index]![1] - y];
    const [dx, dy] = [toX - fromX, toY - fromY];
    const along = Math.max(0, Math.min(1, -(fromX * dx + fromY * dy) / (dx * dx + dy * dy || 1)));
    least = Math.min(least, Math.hypot(fromX + along * dx, fromY + along * dy));
  }
  return least;
}

/** How much shorter a degree of longitude is than one of latitude. */
const squeezeAt = (latitude: number): number => Math.max(0.01, Math.cos((latitude * Math.PI) / 180));
