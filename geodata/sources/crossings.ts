import type { BoundaryFeature, Position, Ring } from '../model/geometry.ts';

/** Two border segments that pass through each other. */
export interface Crossing {
  at: Position;
  /** Indices of the features whose borders they are; equal where a border crosses itself. */
  features: [number, number];
}

interface Segments {
  count: number;
  /** x0, y0, x1, y1 of every segment. */
  ends: Float64Array;
  feature: Uint32Array;
}

const ringsOf = (feature: BoundaryFeature): Ring[] =>
  feature.geometry.type === 'Polygon' ? feature.geometry.coordinates : feature.geometry.coordinates.flat();

function collectSegments(features: readonly BoundaryFeature[]): Segments {
  let count = 0;
  for (const feature of features) for (const ring of ringsOf(feature)) count += Math.max(0, ring.length - 1);
  const ends = new Float64Array(count * 4);
  const owner = new Uint32Array(count);
  let next = 0;
  features.forEach((feature, index) => {
    for (const ring of ringsOf(feature)) {
      for (let i = 1; i < ring.length; i++) {
        const [from, to] = [ring[i - 1]!, ring[i]!];
        ends.set([from[0], from[1], to[0], to[1]], next * 4);
        owner[next++] = index;
      }
    }
  });
  return { count, ends, feature: owner };
}

/** Twice the signed area of the triangle a, b, c: positive where c lies left of a->b. */
const orientation = (ax: number, ay: number, bx: number, by: number, cx: number, cy: number): number =>
  (bx - ax) * (cy - ay) - (by - ay) * (cx - ax);

/** The point where two segments properly cross: each has its ends strictly on both sides of the other. */
function properCrossing(ends: Float64Array, i: number, j: number): Position | null {
  const [ax, ay, bx, by] = [ends[i * 4]!, ends[i * 4 + 1]!, ends[i * 4 + 2]!, ends[i * 4 + 3]!];
  const [cx, cy, dx, dy] = [ends[j * 4]!, ends[j * 4 + 1]!, ends[j * 4 + 2]!, ends[j * 4 + 3]!];
  const c = orientation(ax, ay, bx, by, cx, cy);
  const d = orientation(ax, ay, bx, by, dx, dy);
  if (c === 0 || d === 0 || c > 0 === d > 0) return null;
  const a = orientation(cx, cy, dx, dy, ax, ay);
  const b = orientation(cx, cy, dx, dy, bx, by);
  if (a === 0 || b === 0 || a > 0 === b > 0) return null;
  const t = a / (a - b);
  return [ax + t * (bx - ax), ay + t * (by - ay)];
}

/**
 * Every proper crossing between border segments, within a boundary and between boundaries. Borders that only share
 * points or run along each other do not cross. Coordinates are taken as plane: an antimeridian must already be cut.
 *
 * The plane is cut into horizontal strips; in each, segments are met in order of their western end (sweep and prune).
 */
export function findCrossings(features: readonly BoundaryFeature[]): Crossing[] {
  const { count, ends, feature } = collectSegments(features);
  const west = new Float64Array(count);
  const east = new Float64Array(count);
  let [south, north, heights] = [Infinity, -Infinity, 0];
  for (let i = 0; i < count; i++) {
    west[i] = Math.min(ends[i * 4]!, ends[i * 4 + 2]!);
    east[i] = Math.max(ends[i * 4]!, ends[i * 4 + 2]!);
    south = Math.min(south, ends[i * 4 + 1]!, ends[i * 4 + 3]!);
    north = Math.max(north, ends[i * 4 + 1]!, ends[i * 4 + 3]!);
    heights += Math.abs(ends[i * 4 + 1]! - ends[i * 4 + 3]!);
  }

  // Several times as many strips as a square grid over the segments would have rows, because borders are thin; but
  // none lower than a segment is high on average, so that most segments lie in one or two.
  const strips = Math.max(
    1,
    Math.ceil(Math.min(Math.sqrt(count) * 8, ((north - south) * count) / heights || 1)),
  );
  const height = (north - south) / strips || 1;
  const stripOf = (latitude: number): number => Math.min(strips - 1, Math.floor((latitude - south) / height));
  const first = new Uint32Array(count);
  const last = new Uint32Array(count);
  const starts = new Uint32Array(strips + 1);
  for (let i = 0; i < count; i++) {
    first[i] = stripOf(Math.min(ends[i * 4 + 1]!, ends[i * 4 + 3]!));
    last[i] = stripOf(Math.max(ends[i * 4 + 1]!, ends[i * 4 + 3]!));
    for (let strip = first[i]!; strip <= last[i]!; strip++) starts[strip + 1]!++;
  }
  for (let strip = 0; strip < strips; strip++) starts[strip + 1]! += starts[strip]!;

  // Filling the strips in order of the western end leaves every strip sorted.
  const byWest = new Uint32Array(count).map((_, i) => i).sort((i, j) => west[i]! - west[j]!);
  const filled = starts.slice(0, strips);
  const members = new Uint32Array(starts[strips]!);
  for (const i of byWest) {
    for (let strip = first[i]!; strip <= last[i]!; strip++) members[filled[strip]!++] = i;
  }

  const crossings: Crossing[] = [];
  for (let strip = 0; strip < strips; strip++) {
    for (let m = starts[strip]!; m < starts[strip + 1]!; m++) {
      const i = members[m]!;
      for (let n = m + 1; n < starts[strip + 1]! && west[members[n]!]! <= east[i]!; n++) {
        const j = members[n]!;
        // A pair that shares several strips is looked at in the first of them only.
        if (strip !== Math.max(first[i]!, first[j]!)) continue;
        const at = properCrossing(ends, i, j);
        if (at !== null) crossings.push({ at, features: [feature[i]!, feature[j]!] });
      }
    }
  }
  return crossings;
}
