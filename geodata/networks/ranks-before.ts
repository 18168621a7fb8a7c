import type { EdgeList } from '../model/network.ts';
import { rankEdges } from './strongest-edges.ts';

/** The rank each link of a year had in an earlier one over the same nodes: 1 the strongest, 0 where it was not there. */
export function ranksBefore(earlier: EdgeList, later: EdgeList): Uint32Array {
  const keyOf = ({ nodes, a, b }: EdgeList, edge: number): number => a[edge]! * nodes.length + b[edge]!;
  const ranks = new Map<number, number>();
  rankEdges(earlier).forEach((edge, place) => ranks.set(keyOf(earlier, edge), place + 1));
  return Uint32Array.from(later.weight.keys(), (edge) => ranks.get(keyOf(later, edge)) ?? 0);
}
