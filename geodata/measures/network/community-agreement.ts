import { z } from 'zod';
import { undefinedOver } from '../coverage.ts';
import { twoTriangles } from '../example-inputs.ts';
import type { NetworkAndSets } from '../inputs/network-and-sets.ts';
import { networkAndSets } from '../inputs/network-and-sets.ts';
import { degreesOf, undirected } from '../inputs/network.ts';
import { defineMeasure } from '../measure.ts';
import { oneNumber } from '../output-shape.ts';
import { communityParams, findCommunities } from './communities.ts';
import { adjustedRand, normalisedMutualInformation } from './partitions.ts';

export const communityAgreement = defineMeasure({
  id: 'community-agreement',
  group: 'network',
  title: { zh: '网络社区与规划分区的一致性', en: 'Agreement of communities with planned sets' },
  summary: {
    zh: '全网络的社区与给定集合（如城市群）有多一致：1 为相同，0 为随机；只比较恰属一个集合的节点。',
    en: 'How far the communities of a whole network agree with given sets such as agglomerations: 1 the same, 0 by chance.',
  },
  formula: String.raw`\mathrm{ARI}(c, g) \text{ over the nodes that are in exactly one set } g`,
  unit: '',
  range: [-1, 1],
  scope: 'network',
  input: networkAndSets,
  output: oneNumber({
    mutualInformation: z
      .number()
      .nullable()
      .describe('Mutual information over the mean of both entropies; null where both have one group.'),
    compared: z.int().describe('Nodes with edges in exactly one set, over which the two are compared.'),
    inSeveral: z.int().describe('Nodes in several sets, which have no one label and are left out.'),
    inNone: z.int().describe('Nodes in no set; they take part in the communities only.'),
    withoutEdges: z.int().describe('Nodes without edges, in a set or not, which are in no community.'),
    communities: z.int().describe('Communities of the whole network, of nodes with edges.'),
    communitiesCompared: z.int().describe('Communities that the compared nodes are in.'),
    sets: z.int().describe('Sets that the compared nodes are in.'),
    modularity: z.number().describe('Modularity of the communities.'),
    stability: z.number().describe('Mean adjusted Rand index of all runs against the best.'),
  }),
  params: communityParams,
  source:
    'Communities: Blondel, V. D. et al. (2008), JSTAT P10008. Agreement: Hubert, L. & Arabie, P. (1985). Journal of Classification 2, 193–218; Danon, L. et al. (2005). JSTAT P09008.',
  example: {
    input: {
      nodes: ['a', 'b', 'c', 'd', 'e', 'f'],
      ...twoTriangles,
      sets: [
        { id: 'west', members: ['a', 'b'] },
        { id: 'centre', members: ['c', 'd'] },
        { id: 'south', members: ['e', 'f'] },
      ],
    },
    value: 0.24242424242424243,
    details: {
      mutualInformation: 0.5158037429793889,
      compared: 6,
      inSeveral: 0,
      inNone: 0,
      withoutEdges: 0,
      communities: 2,
      communitiesCompared: 2,
      sets: 3,
      modularity: 5 / 14,
      stability: 1,
    },
    source:
      'scikit-learn 1.9.1: adjusted_rand_score and normalized_mutual_info_score of [1, 1, 1, 2, 2, 2] and [1, 1, 2, 2, 3, 3].',
  },
  evaluate({ network, sets }, params) {
    const plain = undirected(network);
    if (plain.edges === 0) return undefinedOver(plain.coverage, 'no_edges');
    const { numbers, modularity, stability } = findCommunities(plain, params);
    const setsOf = setsOfNodes(plain.codes.length, sets);
    const linked = degreesOf(plain.out).map((degree) => Math.min(degree, 1));
    const compared = [...setsOf.keys()].filter((node) => setsOf[node]!.length === 1 && linked[node] === 1);
    if (compared.length < 2) return undefinedOver(plain.coverage, 'too_few_units');
    const x = compared.map((node) => numbers[node]!);
    const y = compared.map((node) => setsOf[node]![0]!);
    return {
      coverage: plain.coverage,
      value: adjustedRand(x, y),
      details: {
        mutualInformation: normalisedMutualInformation(x, y),
        compared: compared.length,
        inSeveral: setsOf.filter((own) => own.length > 1).length,
        inNone: setsOf.filter((own) => own.length === 0).length,
        withoutEdges: linked.filter((each) => each === 0).length,
        communities: new Set(numbers.filter((_, node) => linked[node] === 1)).size,
        communitiesCompared: new Set(x).size,
        sets: new Set(y).size,
        modularity,
        stability,
      },
    };
  },
});

/** Positions of the sets that each node is in. */
function setsOfNodes(nodes: number, sets: NetworkAndSets['sets']): number[][] {
  const setsOf = Array.from({ length: nodes }, (): number[] => []);
  for (const [position, { members }] of sets.entries())
    for (const node of members) setsOf[node]!.push(position);
  return setsOf;
}
