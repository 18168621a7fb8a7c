import { UndirectedGraph } from 'graphology';
import louvainModule from 'graphology-communities-louvain';
import { z } from 'zod';
import { undefinedOver } from '../coverage.ts';
import { twoTriangles } from '../example-inputs.ts';
import type { Network } from '../inputs/network.ts';
import { network, undirected } from '../inputs/network.ts';
import type { MeasureParam } from '../../model/measure.ts';
import { defineMeasure } from '../measure.ts';
import type { ParamValues } from '../params.ts';
import { oneNumber } from '../output-shape.ts';
import { createRandom, seedParams } from '../random.ts';
import { rowSums } from '../sparse-rows.ts';
import { sum } from '../summation.ts';
import { adjustedRand } from './partitions.ts';

// The package is CommonJS: Node hands over what it exports where its types promise a property `default`.
const louvain = louvainModule as unknown as typeof louvainModule.default;

/** Parameters of measures that look for communities. */
export const communityParams = [
  {
    name: 'resolution',
    description: {
      zh: '分辨率 γ：越大社区越小。',
      en: 'Resolution γ: the larger, the smaller communities.',
    },
    type: 'number',
    default: 1,
    minimum: 0.001,
    maximum: 100,
  },
  {
    name: 'runs',
    description: { zh: '运行次数，取最优。', en: 'Number of runs, of which the best counts.' },
    type: 'integer',
    default: 20,
    minimum: 1,
    maximum: 1000,
  },
  ...seedParams,
] as const satisfies readonly MeasureParam[];

export const communities = defineMeasure({
  id: 'communities',
  group: 'network',
  title: { zh: '网络社区（Louvain）', en: 'Communities (Louvain)' },
  summary: {
    zh: '内部联系密于外部的节点群；取多次运行中模块度最高者，并给出稳定性。',
    en: 'Groups of nodes with more ties inside than chance suggests: the best of many seeded runs, with stability.',
  },
  formula: String.raw`Q = \frac{1}{2m} \sum_{ij} \left( w_{ij} - \gamma \frac{s_i s_j}{2m} \right) \delta(c_i, c_j)`,
  unit: '',
  range: [-0.5, 1],
  scope: 'network',
  input: network,
  output: oneNumber({
    count: z.int().describe('Number of communities.'),
    stability: z
      .number()
      .describe('Mean adjusted Rand index of all runs against the best; 1 where all agree.'),
    members: z
      .array(z.object({ code: z.string(), community: z.int() }))
      .describe('Community of each node; 1 is the largest, ties by lowest code.'),
  }),
  params: communityParams,
  source:
    'Blondel, V. D. et al. (2008). Fast unfolding of communities in large networks. Journal of Statistical Mechanics P10008; as implemented in graphology.',
  example: {
    input: twoTriangles,
    value: 5 / 14,
    details: {
      count: 2,
      stability: 1,
      members: ['a', 'b', 'c', 'd', 'e', 'f'].map((code, index) => ({ code, community: index < 3 ? 1 : 2 })),
    },
    source: 'By hand: two triangles with a bridge, 2 (3/7 − (7/14)²).',
  },
  evaluate(input, params) {
    const plain = undirected(input);
    const { coverage, codes, edges } = plain;
    if (edges === 0) return undefinedOver(coverage, 'no_edges');
    const { numbers, modularity, stability } = findCommunities(plain, params);
    return {
      coverage,
      value: modularity,
      details: {
        count: new Set(numbers).size,
        stability,
        members: codes.map((code, node) => ({ code, community: numbers[node]! })),
      },
    };
  },
});

/** Communities of an undirected network with edges. */
export interface Communities {
  /** Number of the community of each node; 1 is the largest, ties by lowest code. */
  numbers: number[];
  modularity: number;
  /** Mean adjusted Rand index of all runs against the best. */
  stability: number;
}

/** The partition of highest modularity among seeded runs of Louvain. */
export function findCommunities(
  network: Network,
  { resolution, runs, seed }: ParamValues<typeof communityParams>,
): Communities {
  const { codes } = network;
  const graph = graphOf(network);
  let best: { partition: number[]; modularity: number } | undefined;
  const partitions: number[][] = [];
  for (let run = 0; run < runs; run++) {
    const random = createRandom(seed + run);
    const mapping = louvain(graph, { getEdgeWeight: 'weight', resolution, rng: () => random.next() });
    const partition = codes.map((_, node) => mapping[node]!);
    const modularity = modularityOf(network, partition, resolution);
    partitions.push(partition);
    if (best === undefined || modularity > best.modularity) best = { partition, modularity };
  }
  const { partition, modularity } = best!;
  const agreement = partitions.map((other) => (codes.length < 2 ? 1 : adjustedRand(partition, other)));
  return {
    numbers: numberedBySize(partition, codes),
    modularity,
    stability: sum(agreement) / runs,
  };
}

function graphOf({ codes, out }: Network): UndirectedGraph {
  const graph = new UndirectedGraph();
  codes.forEach((_, node) => graph.addNode(node));
  for (let node = 0; node < out.size; node++)
    for (let entry = out.offsets[node]!; entry < out.offsets[node + 1]!; entry++)
      if (out.targets[entry]! > node)
        graph.addEdge(node, out.targets[entry]!, { weight: out.weights[entry]! });
  return graph;
}

/** Weighted modularity of a partition of an undirected network. */
export function modularityOf(
  { out }: Network,
  partition: readonly (number | string)[],
  resolution = 1,
): number {
  const strengths = rowSums(out);
  const total = sum(strengths);
  const strengthOf = new Map<number | string, number>();
  let inside = 0;
  for (let node = 0; node < out.size; node++) {
    const own = partition[node]!;
    strengthOf.set(own, (strengthOf.get(own) ?? 0) + strengths[node]!);
    for (let entry = out.offsets[node]!; entry < out.offsets[node + 1]!; entry++)
      if (partition[out.targets[entry]!] === own) inside += out.weights[entry]!;
  }
  const expected = [...strengthOf.values()].reduce((sum, strength) => sum + (strength / total) ** 2, 0);
  return inside / total - resolution * expected;
}

/** Numbers communities from 1, largest first; ties by the lowest code in them. */
function numberedBySize(partition: readonly number[], codes: readonly string[]): number[] {
  const size = new Map<number, number>();
  const lowest = new Map<number, string>();
  partition.forEach((community, node) => {
    size.set(community, (size.get(community) ?? 0) + 1);
    const known = lowest.get(community);
    if (known === undefined || codes[node]! < known) lowest.set(community, codes[node]!);
  });
  const ranked = [...size.keys()].sort(
    (a, b) => size.get(b)! - size.get(a)! || (lowest.get(a)! < lowest.get(b)! ? -1 : 1),
  );
  const number = new Map(ranked.map((community, index) => [community, index + 1]));
  return partition.map((community) => number.get(community)!);
}
