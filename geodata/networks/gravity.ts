import type { Position } from '../model/geometry.ts';
import type { EdgeList } from '../model/network.ts';
import { distanceKm } from './distance.ts';

/** A place that attracts: `mass` in any unit, not negative. */
export interface GravityNode {
  code: string;
  mass: number;
  point: Position;
}

export interface GravityParameters {
  /** 1 where only the shape of the network matters. */
  constant?: number;
  massExponent: number;
  distanceExponent: number;
}

export interface GravityNetwork extends EdgeList {
  /** Great-circle length of each edge in km. */
  distanceKm: Float64Array;
  /** Pairs of codes at the same point, whose attraction is undefined: they have no edge. */
  coincident: [string, string][];
}

/**
 * Attraction F = constant · (M_a M_b)^massExponent · distanceKm^distanceExponent between all pairs of places with mass, nodes in
 * ascending order of codes. A model of ties that might exist, not an observation of them (Zipf 1946, American
 * Sociological Review 11, 677–686).
 */
export function gravityNetwork(
  places: readonly GravityNode[],
  { constant = 1, massExponent, distanceExponent }: GravityParameters,
): GravityNetwork {
  const nodes = [...places].sort((a, b) => (a.code < b.code ? -1 : a.code > b.code ? 1 : 0));
  const pairs = (nodes.length * (nodes.length - 1)) / 2;
  const a = new Uint32Array(pairs);
  const b = new Uint32Array(pairs);
  const weight = new Float64Array(pairs);
  const distances = new Float64Array(pairs);
  const coincident: [string, string][] = [];
  let count = 0;
  for (let first = 0; first < nodes.length; first++) {
    const from = nodes[first]!;
    if (!(from.mass > 0)) continue;
    for (let second = first + 1; second < nodes.length; second++) {
      const to = nodes[second]!;
      if (!(to.mass > 0)) continue;
      const distance = distanceKm(from.point, to.point);
      if (distance === 0) {
        coincident.push([from.code, to.code]);
        continue;
      }
      a[count] = first;
      b[count] = second;
      weight[count] = constant * (from.mass * to.mass) ** massExponent * distance ** distanceExponent;
      distances[count] = distance;
      count++;
    }
  }
  return {
    nodes: nodes.map((node) => node.code),
    a: a.slice(0, count),
    b: b.slice(0, count),
    weight: weight.slice(0, count),
    distanceKm: distances.slice(0, count),
    directed: false,
    coincident,
  };
}
