import type { AreaGeometry, Position, Ring } from '../model/geometry.ts';
import { ringContains } from '../model/ring-contains.ts';

/**
 * The union of areas that share vertices along their common borders: borders that two of them have in opposite
 * directions cancel out. Rings follow RFC 7946 §3.1.6 (interior on the left). Where borders do not share vertices they
 * stay as lines inside the area; nothing is lost. O(v) in the number of vertices.
 */
export function dissolve(areas: readonly AreaGeometry[]): AreaGeometry {
  const rings = tracedRings(remainingEdges(areas));
  const shells = rings.filter((ring) => signedArea(ring) > 0).map((shell): Ring[] => [shell]);
  for (const hole of rings.filter((ring) => signedArea(ring) < 0)) {
    const inside = middleOfFirstEdge(hole);
    const around = shells
      .filter(([shell]) => ringContains(shell!, inside))
      .sort(([a], [b]) => signedArea(a!) - signedArea(b!));
    around[0]?.push(hole);
  }
  return shells.length === 1
    ? { type: 'Polygon', coordinates: shells[0]! }
    : { type: 'MultiPolygon', coordinates: shells };
}

/** Directed edges by their start: positions by id, and for each id the ids its edges lead to. */
interface Edges {
  positions: Position[];
  ends: Map<number, number[]>;
}

function remainingEdges(areas: readonly AreaGeometry[]): Edges {
  const ids = new Map<number, Map<number, number>>();
  const positions: Position[] = [];
  const idOf = (position: Position): number => {
    let column = ids.get(position[0]);
    if (column === undefined) ids.set(position[0], (column = new Map<number, number>()));
    let id = column.get(position[1]);
    if (id === undefined) {
      id = positions.push(position) - 1;
      column.set(position[1], id);
    }
    return id;
  };
  const ends = new Map<number, number[]>();
  const take = (from: number, to: number): boolean => {
    const known = ends.get(from);
    const at = known?.indexOf(to) ?? -1;
    if (at < 0) return false;
    known!.splice(at, 1);
    if (known!.length === 0) ends.delete(from);
    return true;
  };
  for (const ring of areas.flatMap(ringsOf))
    for (let index = 1; index < ring.length; index++) {
      const [from, to] = [idOf(ring[index - 1]!), idOf(ring[index]!)];
      if (from === to || take(to, from)) continue;
      const known = ends.get(from);
      if (known === undefined) ends.set(from, [to]);
      else known.push(to);
    }
  return { positions, ends };
}

const ringsOf = (area: AreaGeometry): Ring[] =>
  area.type === 'Polygon' ? area.coordinates : area.coordinates.flat();

/**
 * Follows edges to closed rings; where several leave a vertex, the sharpest turn to the left is taken. A path that comes
 * back to a vertex has closed a ring there, which is cut off, so that no ring visits a vertex twice.
 */
function tracedRings({ positions, ends }: Edges): Ring[] {
  const rings: Ring[] = [];
  for (const start of ends.keys()) {
    const path = [start];
    const places = new Map([[start, 0]]);
    while (ends.has(path.at(-1)!)) {
      const current = path.at(-1)!;
      const choices = ends.get(current)!;
      const next = leftmost(positions, path.at(-2), current, choices);
      choices.splice(choices.indexOf(next), 1);
      if (choices.length === 0) ends.delete(current);
      const place = places.get(next);
      if (place === undefined) {
        places.set(next, path.push(next) - 1);
        continue;
      }
      const ring = path.splice(place + 1);
      for (const vertex of ring) places.delete(vertex);
      if (ring.length > 1) rings.push([next, ...ring, next].map((id) => [...positions[id]!] as Position));
    }
  }
  return rings;
}

function leftmost(
  positions: readonly Position[],
  previous: number | undefined,
  current: number,
  choices: readonly number[],
): number {
  const [first] = choices;
  if (choices.length === 1 || previous === undefined) return first!;
  const [from, at] = [positions[previous]!, positions[current]!];
  const heading = Math.atan2(at[1] - from[1], at[0] - from[0]);
  const turn = (to: Position): number => {
    const angle = Math.atan2(to[1] - at[1], to[0] - at[0]) - heading;
    return Math.atan2(Math.sin(angle), Math.cos(angle));
  };
  return choices.reduce(
    (best, next) => (turn(positions[next]!) > turn(positions[best]!) ? next : best),
    first!,
  );
}

/** Twice the planar area; above zero where the ring runs against the clock. */
function signedArea(ring: Ring): number {
  let area = 0;
  for (let index = 1; index < ring.length; index++) {
    const [[x1, y1], [x2, y2]] = [ring[index - 1]!, ring[index]!];
    area += x1 * y2 - x2 * y1;
  }
  return area;
}

const middleOfFirstEdge = (ring: Ring): Position => [
  (ring[0]![0] + ring[1]![0]) / 2,
  (ring[0]![1] + ring[1]![1]) / 2,
];
