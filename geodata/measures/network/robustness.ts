import { z } from 'zod';
import { undefinedOver } from '../coverage.ts';
import { starOfThree } from '../example-inputs.ts';
import type { Network } from '../inputs/network.ts';
import { degreesOf, network, undirected } from '../inputs/network.ts';
import { defineMeasure } from '../measure.ts';
import { oneNumber } from '../output-shape.ts';
import type { Random } from '../random.ts';
import { createRandom, permutationsParam, seedParams, shuffle } from '../random.ts';
import type { SparseRows } from '../sparse-rows.ts';
import { meanOf } from '../summation.ts';

export const robustness = defineMeasure({
  id: 'robustness',
  group: 'network',
  title: { zh: '网络鲁棒性', en: 'Robustness of a network' },
  summary: {
    zh: '逐个移除节点时，最大连通分量所含节点份额的平均。',
    en: 'Mean share of nodes in the largest component while nodes are removed one after the other.',
  },
  formula: String.raw`R = \frac{1}{n} \sum_{q=1}^{n} S(q)`,
  unit: '',
  range: [0, 0.5],
  scope: 'network',
  input: network,
  output: oneNumber({
    shares: z
      .array(z.number())
      .describe(
        'Share of all nodes in the largest component after 0, 1, 2 … removals (mean over random orders).',
      ),
    order: z.array(z.string()).nullable().describe('Nodes in the order of removal; null for random orders.'),
  }),
  params: [
    {
      name: 'attack',
      description: {
        zh: 'degree：每次移除当时度最大者；initial：按初始度；random：随机。',
        en: 'degree: the node with most edges left; initial: by degree at the start; random: mean over random orders.',
      },
      type: 'enum',
      values: ['degree', 'initial', 'random'],
      default: 'degree',
    },
    { ...permutationsParam, default: 99, minimum: 1 },
    ...seedParams,
  ],
  source: 'Schneider, C. M. et al. (2011). Mitigation of malicious attacks on networks. PNAS 108, 3838–3841.',
  example: {
    input: starOfThree,
    value: 0.1875,
    details: { shares: [1, 0.25, 0.25, 0.25, 0], order: ['hub', 'a', 'b', 'c'] },
    source: 'By hand: without its centre a star falls into single nodes; (1 + 1 + 1 + 0)/4 of a quarter.',
  },
  evaluate(input, { attack, permutations, seed }) {
    const plain = undirected(input);
    const { coverage, codes, out, edges } = plain;
    if (edges === 0) return undefinedOver(coverage, 'no_edges');
    if (attack === 'random') {
      const shares = meanOfRandomOrders(out, permutations, createRandom(seed));
      return {
        coverage,
        value: meanOf(shares.slice(1)),
        details: { shares: [...shares], order: null },
        variant: attack,
      };
    }
    const order = attackOrder(plain, attack);
    const shares = attackedShares(out, order);
    return {
      coverage,
      value: meanOf(shares.slice(1)),
      details: { shares: [...shares], order: Array.from(order, (node) => codes[node]!) },
      variant: attack,
    };
  },
});

/** Nodes in the order an attack removes them. */
export const attackOrder = (network: Network, attack: 'degree' | 'initial'): Uint32Array =>
  attack === 'degree' ? adaptiveOrder(network) : initialOrder(network);

/** Nodes by descending degree; ties by code. */
function initialOrder({ out, codes }: Network): Uint32Array {
  const degrees = degreesOf(out);
  return Uint32Array.from(degrees.keys()).sort(
    (a, b) => degrees[b]! - degrees[a]! || (codes[a]! < codes[b]! ? -1 : 1),
  );
}

/** Nodes by the degree they have left when it is their turn; ties by code. */
function adaptiveOrder({ out, codes }: Network): Uint32Array {
  const degrees = degreesOf(out);
  const left = new Set([...codes.keys()].sort((a, b) => (codes[a]! < codes[b]! ? -1 : 1)));
  const order = new Uint32Array(out.size);
  for (let turn = 0; turn < out.size; turn++) {
    let most = -1;
    for (const node of left) if (most < 0 || degrees[node]! > degrees[most]!) most = node;
    order[turn] = most;
    left.delete(most);
    for (let entry = out.offsets[most]!; entry < out.offsets[most + 1]!; entry++)
      degrees[out.targets[entry]!]!--;
  }
  return order;
}

function meanOfRandomOrders(out: SparseRows, count: number, random: Random): Float64Array {
  const mean = new Float64Array(out.size + 1);
  const order = Uint32Array.from({ length: out.size }, (_, node) => node);
  for (let run = 0; run < count; run++) {
    shuffle(order, random);
    attackedShares(out, order).forEach((share, removed) => (mean[removed]! += share / count));
  }
  return mean;
}

/** Share of nodes in the largest component after 0 to n removals: nodes are put back in reverse and united. */
export function attackedShares({ size, offsets, targets }: SparseRows, order: Uint32Array): Float64Array {
  const parent = new Int32Array(size).fill(-1);
  const members = new Uint32Array(size);
  const rootOf = (node: number): number => {
    let root = node;
    while (parent[root] !== root) root = parent[root]!;
    for (let step = node; step !== root;) [step, parent[step]] = [parent[step]!, root];
    return root;
  };
  const shares = new Float64Array(size + 1);
  let largest = 0;
  for (let turn = size - 1; turn >= 0; turn--) {
    const node = order[turn]!;
    parent[node] = node;
    members[node] = 1;
    for (let entry = offsets[node]!; entry < offsets[node + 1]!; entry++) {
      if (parent[targets[entry]!]! < 0) continue;
      const [own, other] = [rootOf(node), rootOf(targets[entry]!)];
      if (own === other) continue;
      const [big, small] = members[own]! >= members[other]! ? [own, other] : [other, own];
      parent[small] = big;
      members[big]! += members[small]!;
    }
    largest = Math.max(largest, members[rootOf(node)]!);
    shares[turn] = largest / size;
  }
  return shares;
}
