import type { Network } from '../inputs/network.ts';
import { createRandom, shuffle } from '../random.ts';
import { rowSums } from '../sparse-rows.ts';

/** The strongest node or edge, or a random share of either. */
export const removalRules = ['node', 'edge', 'nodes', 'edges'] as const;
export type RemovalRule = (typeof removalRules)[number];

/** An edge by the positions of its ends. */
export interface Edge {
  a: number;
  b: number;
  weight: number;
}

/** Nodes and edges (by position) that are taken out together. */
export interface Removal {
  nodes: Set<number>;
  links: Set<number>;
}

/** "a – b", the lower code first. */
export const nameOf = ({ codes }: Network, { a, b }: Edge): string =>
  [codes[a]!, codes[b]!].sort().join(' – ');

/** Every edge once. */
export function edgesOf({ out }: Network): Edge[] {
  const edges: Edge[] = [];
  for (let a = 0; a < out.size; a++)
    for (let entry = out.offsets[a]!; entry < out.offsets[a + 1]!; entry++)
      if (out.targets[entry]! > a) edges.push({ a, b: out.targets[entry]!, weight: out.weights[entry]! });
  return edges;
}

/** What is taken out in each run. */
export function removals(
  plain: Network,
  edges: Edge[],
  options: { remove: RemovalRule; share: number; permutations: number; seed: number },
): Removal[] {
  const { remove, share, permutations, seed } = options;
  const none = (): Set<number> => new Set();
  if (remove === 'node') {
    const strengths = rowSums(plain.out);
    const strongest = [...plain.codes.keys()].reduce((best, node) => {
      const lead = strengths[node]! - strengths[best]!;
      return lead > 0 || (lead === 0 && plain.codes[node]! < plain.codes[best]!) ? node : best;
    });
    return [{ nodes: new Set([strongest]), links: none() }];
  }
  if (remove === 'edge') {
    const strongest = [...edges.keys()].reduce((best, edge) => {
      const lead = edges[edge]!.weight - edges[best]!.weight;
      return lead > 0 || (lead === 0 && nameOf(plain, edges[edge]!) < nameOf(plain, edges[best]!))
        ? edge
        : best;
    });
    return [{ nodes: none(), links: new Set([strongest]) }];
  }
  const random = createRandom(seed);
  const count = remove === 'nodes' ? plain.codes.length : edges.length;
  return Array.from({ length: permutations }, () => {
    const order = Uint32Array.from({ length: count }, (_, index) => index);
    shuffle(order, random);
    const drawn = new Set(order.subarray(0, Math.ceil(share * count)));
    return remove === 'nodes' ? { nodes: drawn, links: none() } : { nodes: none(), links: drawn };
  });
}
