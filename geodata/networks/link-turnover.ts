import type { EdgeList, LinkTurnover } from '../model/network.ts';
import { rankEdges } from './strongest-edges.ts';

/**
 * What became of the links between two years over the same nodes, and the rank each link of the later year had in the
 * earlier (1 the strongest, 0 where it was not there).
 */
export function linkTurnover(
  earlier: EdgeList,
  later: EdgeList,
): Omit<LinkTurnover, 'since'> & { rankBefore: Uint32Array } {
  const keyOf = ({ nodes, a, b }: EdgeList, edge: number): number => a[edge]! * nodes.length + b[edge]!;
  const ranks = new Map<number, number>();
  rankEdges(earlier).forEach((edge, place) => ranks.set(keyOf(earlier, edge), place + 1));
  const rankBefore = Uint32Array.from(later.weight.keys(), (edge) => ranks.get(keyOf(later, edge)) ?? 0);
  const kept = rankBefore.filter((rank) => rank > 0).length;
  return { kept, entered: rankBefore.length - kept, left: ranks.size - kept, rankBefore };
}
