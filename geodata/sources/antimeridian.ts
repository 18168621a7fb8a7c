import type { Position, Ring } from '../model/geometry.ts';
import { cutPolygon } from './cut-polygon.ts';

/** A step of more than half the globe is meant to go the other way round. */
const shortestStep = (degrees: number): number => degrees - 360 * Math.round(degrees / 360);

/** Whether a ring steps over the antimeridian or has longitudes beyond it. */
const leavesTheMap = (ring: Ring): boolean =>
  ring.some(
    ([longitude], i) => Math.abs(longitude) > 180 || (i > 0 && Math.abs(longitude - ring[i - 1]![0]) > 180),
  );

/**
 * Splits a polygon that reaches over the antimeridian into polygons that do not, as RFC 7946 §3.1.9 asks, and opens
 * one that surrounds a pole into a shape that ends at the pole. Rings are closed, the outer one comes first; steps
 * between neighbours in a ring are understood to take the shorter way round. Others come back as they are.
 */
export function cutAtAntimeridian(polygon: Ring[]): Ring[][] {
  if (!polygon.some(leavesTheMap)) return [polygon];
  const unwrapped = polygon.map(unwrap);
  const aroundPole = unwrapped.filter((ring) => turnsOf(ring) !== 0);
  const simple = unwrapped.filter((ring) => turnsOf(ring) === 0);
  const outlines = aroundPole.length > 0 ? openAtPole(aroundPole) : simple.splice(0, 1);
  // A polygon around the pole may have been given as an outline and holes; the holes stay with its outline.
  const [outline, ...further] = outlines.map(shiftOntoMap);
  const holes = simple.map((hole) => shiftInto(hole, outline!));
  return [...cutAll([outline!, ...holes]), ...further.flatMap((ring) => cutAll([ring]))];
}

/** The same ring without jumps: longitudes may leave −180…180. */
function unwrap(ring: Ring): Ring {
  let longitude = ring[0]![0];
  return ring.map(([x, y], i): Position => {
    if (i > 0) longitude += shortestStep(x - ring[i - 1]![0]);
    return [longitude, y];
  });
}

/** How often an unwrapped ring goes round the globe: 1 eastwards, −1 westwards, 0 for most. */
const turnsOf = (ring: Ring): number => Math.round((ring.at(-1)![0] - ring[0]![0]) / 360);

/**
 * Two rings around the globe bound a belt and become one ring along both; one alone becomes a ring along the nearer
 * pole.
 */
function openAtPole(rings: Ring[]): Ring[] {
  const paths = rings.map(cutOpen);
  if (paths.length === 2) return [closeRing([...paths[0]!, ...paths[1]!.toReversed()])];
  return paths.map((path) => {
    const pole = path.reduce((sum, [, latitude]) => sum + latitude, 0) < 0 ? -90 : 90;
    return closeRing([...path, [180, pole], [-180, pole]]);
  });
}

const closeRing = (path: Position[]): Ring => [...path, path[0]!];

/** A ring around the globe as a path from −180° to 180°. */
function cutOpen(ring: Ring): Position[] {
  const eastward = turnsOf(ring) > 0 ? ring : ring.toReversed();
  const cells = eastward.map(([longitude]) => Math.floor((longitude + 180) / 360));
  const after = cells.findIndex((cell, i) => i > 0 && cell > cells[i - 1]!);
  const [from, to] = [eastward[after - 1]!, eastward[after]!];
  const meridian = cells[after]! * 360 - 180;
  const t = (meridian - from[0]) / (to[0] - from[0]);
  const latitude = from[1] + t * (to[1] - from[1]);
  return [
    [-180, latitude],
    ...shift(eastward.slice(after), -180 - meridian),
    ...shift(eastward.slice(1, after), 180 - meridian),
    [180, latitude],
  ];
}

const westOf = (ring: Ring): number => ring.reduce((west, [x]) => Math.min(west, x), Infinity);
const eastOf = (ring: Ring): number => ring.reduce((east, [x]) => Math.max(east, x), -Infinity);

const shift = (ring: Ring, degrees: number): Ring =>
  degrees === 0 ? ring : ring.map(([x, y]): Position => [x + degrees, y]);

/** Moves a ring by whole turns until its western end is on the map. */
const shiftOntoMap = (ring: Ring): Ring => shift(ring, -360 * Math.floor((westOf(ring) + 180) / 360));

/** Moves a hole by whole turns until it lies between the ends of its outline. */
const shiftInto = (hole: Ring, outline: Ring): Ring =>
  shift(hole, 360 * Math.ceil((westOf(outline) - westOf(hole)) / 360));

/** Cuts off what lies east of the map, moves it by one turn, and goes on with that. */
function cutAll(polygon: Ring[]): Ring[][] {
  if (eastOf(polygon[0]!) <= 180) return [polygon];
  const { west, east } = cutPolygon(polygon, 180);
  return [...west, ...east.map((part) => part.map((ring) => shift(ring, -360))).flatMap(cutAll)];
}
