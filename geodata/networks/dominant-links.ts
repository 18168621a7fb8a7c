import type { EdgeList } from '../model/network.ts';
import { rankEdges } from './strongest-edges.ts';

/** A forest over the nodes: each hangs on the larger node that its strongest link leads to. */
export interface DominantLinks {
  /** Node that each node depends on, −1 for the terminal ones: those larger than where their strongest link leads. */
  parent: Int32Array;
  /** Link to the parent, −1 without one. */
  edge: Int32Array;
  /** Links up to the root: 0 for terminal nodes and for those without a link. */
  depth: Uint32Array;
}

/**
 * Dominant flows after Nystuen & Dacey (1961, Papers of the Regional Science Association 7, 29–42). The size of a node is
 * its strength, or its inflow where links have directions; the strongest link of a directed node is one that leaves it.
 * Equal sizes: the lower code is the larger node; so every parent is larger, and there are no cycles.
 */
export function dominantLinks(list: EdgeList): DominantLinks {
  const { nodes, a, b, weight, directed } = list;
  const size = new Float64Array(nodes.length);
  weight.forEach((each, edge) => {
    size[b[edge]!] = size[b[edge]!]! + each;
    if (!directed) size[a[edge]!] = size[a[edge]!]! + each;
  });
  const strongest = new Int32Array(nodes.length).fill(-1);
  for (const edge of rankEdges(list)) {
    if (strongest[a[edge]!] === -1) strongest[a[edge]!] = edge;
    if (!directed && strongest[b[edge]!] === -1) strongest[b[edge]!] = edge;
  }

  const isLarger = (one: number, other: number): boolean =>
    size[one]! > size[other]! || (size[one] === size[other] && nodes[one]! < nodes[other]!);
  const parent = new Int32Array(nodes.length).fill(-1);
  const edge = new Int32Array(nodes.length).fill(-1);
  for (const node of nodes.keys()) {
    const link = strongest[node]!;
    if (link === -1) continue;
    const other = a[link] === node ? b[link]! : a[link]!;
    if (!isLarger(other, node)) continue;
    parent[node] = other;
    edge[node] = link;
  }
  return { parent, edge, depth: depths(parent) };
}

function depths(parent: Int32Array): Uint32Array {
  const depth = new Uint32Array(parent.length);
  for (const start of parent.keys()) {
    let steps = 0;
    for (let node = start; parent[node]! >= 0; node = parent[node]!) steps++;
    depth[start] = steps;
  }
  return depth;
}
