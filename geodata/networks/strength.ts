import type { EdgeList } from '../model/network.ts';

/** Sum of the weights of all edges at each node, in the order of `nodes`; of both directions where directed. */
export function nodeStrength(edges: EdgeList): Float64Array {
  const strength = new Float64Array(edges.nodes.length);
  edges.weight.forEach((weight, edge) => {
    const [a, b] = [edges.a[edge]!, edges.b[edge]!];
    strength[a] = strength[a]! + weight;
    if (a !== b) strength[b] = strength[b]! + weight;
  });
  return strength;
}
