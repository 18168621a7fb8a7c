import type { EdgeList } from '../model/network.ts';

/** Which edges a map can show without becoming a hairball. */
export interface DrawingRule {
  /** So many of the strongest edges of all. */
  strongest: number;
  /** And so many of the strongest edges of each node, so that no place disappears. */
  perNode: number;
}

export interface DrawnEdges {
  /** Edges to draw, strongest first. Ties in weight: ascending code of a, then of b. */
  edges: Uint32Array;
  /** Edges there are. */
  total: number;
  /** How many of the drawn ones are there only because a node would otherwise have too few. */
  addedForNodes: number;
}

/** Applies the drawing rule. Deterministic: equal weights are ordered by the codes of the ends. */
export function strongestEdges(list: EdgeList, rule: DrawingRule): DrawnEdges {
  const ranked = rankEdges(list);
  const drawn = new Set(ranked.subarray(0, rule.strongest));
  const amongStrongest = drawn.size;
  const perNode = new Uint32Array(list.nodes.length);
  for (const edge of ranked) {
    const [a, b] = [list.a[edge]!, list.b[edge]!];
    if (perNode[a]! >= rule.perNode && perNode[b]! >= rule.perNode) continue;
    drawn.add(edge);
    perNode[a] = perNode[a]! + 1;
    perNode[b] = perNode[b]! + 1;
  }
  return {
    edges: ranked.filter((edge) => drawn.has(edge)),
    total: ranked.length,
    addedForNodes: drawn.size - amongStrongest,
  };
}

/** All edges, strongest first; ties by ascending code of a, then of b. */
export function rankEdges({ nodes, a, b, weight }: EdgeList): Uint32Array {
  const order = codeOrder(nodes);
  return Uint32Array.from(weight.keys()).sort(
    (first, second) =>
      weight[second]! - weight[first]! ||
      order[a[first]!]! - order[a[second]!]! ||
      order[b[first]!]! - order[b[second]!]! ||
      first - second,
  );
}

/** Position of each node when codes are in ascending order. */
function codeOrder(nodes: readonly string[]): Uint32Array {
  const ascending = [...nodes.keys()].sort((first, second) => (nodes[first]! < nodes[second]! ? -1 : 1));
  const order = new Uint32Array(nodes.length);
  ascending.forEach((node, position) => (order[node] = position));
  return order;
}
