import type { Position } from '../model/geometry.ts';
import type { EdgeList } from '../model/network.ts';
import { distanceKm } from './distance.ts';

/** What flows along a corridor. */
export interface CorridorLinks {
  /** Sum of the weights of links between two of its places. */
  internalWeight: number;
  /** Of all weight of the network. */
  share: number | null;
  /** Internal weight over internal weight and links to places outside. */
  internalShare: number | null;
}

export interface CorridorLength {
  /** Along the corridor, from place to place, on great circles. */
  lengthKm: number;
  /** Length over the distance between its ends; null where they are the same place. */
  detour: number | null;
}

/** Links inside a set of places against those that lead out of it. Null shares where there is no weight to share. */
export function corridorLinks(members: readonly string[], network: EdgeList): CorridorLinks {
  const inside = new Set(members);
  let internal = 0;
  let external = 0;
  let total = 0;
  for (const [edge, weight] of network.weight.entries()) {
    const ends = [network.nodes[network.a[edge]!]!, network.nodes[network.b[edge]!]!];
    const count = ends.filter((code) => inside.has(code)).length;
    total += weight;
    if (count === 2) internal += weight;
    else if (count === 1) external += weight;
  }
  return {
    internalWeight: internal,
    share: total > 0 ? internal / total : null,
    internalShare: internal + external > 0 ? internal / (internal + external) : null,
  };
}

/** Length of a chain of places, and how much longer it is than the direct way. */
export function corridorLength(points: readonly Position[]): CorridorLength {
  const lengthKm = points.slice(1).reduce((sum, point, index) => sum + distanceKm(points[index]!, point), 0);
  const direct = points.length > 1 ? distanceKm(points[0]!, points.at(-1)!) : 0;
  return { lengthKm, detour: direct > 0 ? lengthKm / direct : null };
}
