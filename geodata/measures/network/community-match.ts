import { z } from 'zod';
import { undefinedOver } from '../coverage.ts';
import { twoTriangles } from '../example-inputs.ts';
import { networkAndSets } from '../inputs/network-and-sets.ts';
import { degreesOf, undirected } from '../inputs/network.ts';
import { defineMeasure } from '../measure.ts';
import { perGroup, rowReason } from '../output-shape.ts';
import { communityParams, findCommunities } from './communities.ts';

export const communityMatch = defineMeasure({
  id: 'community-match',
  group: 'network',
  title: { zh: '各集合与网络社区的吻合', en: 'How far each set is a community' },
  summary: {
    zh: '每个集合（如城市群）与最相近的网络社区重合多少：1 为同一批节点。',
    en: 'How far each given set, such as an agglomeration, coincides with the community nearest to it: 1 the same nodes.',
  },
  formula: String.raw`J_g = \max_c \frac{|g \cap c|}{|g \cup c|}`,
  unit: '',
  range: [0, 1],
  scope: 'agglomeration',
  input: networkAndSets,
  output: perGroup({
    community: z.int().nullable().describe('Number of that community; 1 is the largest of the network.'),
    members: z.int().describe('Nodes of the set.'),
    shared: z.int().describe('Nodes of the set in that community.'),
    communitySize: z.int().describe('Nodes of that community.'),
    spread: z.int().describe('Communities that nodes of the set are in.'),
    reason: rowReason,
  }),
  params: communityParams,
  source:
    'Communities: Blondel, V. D. et al. (2008), JSTAT P10008. Coefficient: Jaccard, P. (1912). New Phytologist 11, 37–50; among equals the larger community.',
  example: {
    input: {
      nodes: ['a', 'b', 'c', 'd', 'e', 'f'],
      ...twoTriangles,
      sets: [
        { id: 'west', members: ['a', 'b', 'c', 'd'] },
        { id: 'south', members: ['e', 'f'] },
      ],
    },
    value: [
      { group: 'west', value: 0.75, community: 1, members: 4, shared: 3, communitySize: 3, spread: 2 },
      { group: 'south', value: 2 / 3, community: 2, members: 2, shared: 2, communitySize: 3, spread: 1 },
    ],
    source: 'By hand: the communities are the two triangles.',
  },
  evaluate({ network, sets }, params) {
    const plain = undirected(network);
    if (plain.edges === 0) return undefinedOver(plain.coverage, 'no_edges');
    const { numbers } = findCommunities(plain, params);
    // A node without edges is in no community.
    const degrees = degreesOf(plain.out);
    const sizes = countsOf(numbers);
    const value = sets.map(({ id, members }) => {
      const linked = members.filter((node) => degrees[node]! > 0);
      const shared = countsOf(linked.map((node) => numbers[node]!));
      const matches = [...shared].map(([community, both]) => ({
        community,
        shared: both,
        communitySize: sizes.get(community)!,
        value: both / (members.length + sizes.get(community)! - both),
      }));
      // Numbers ascend from the largest community.
      matches.sort((a, b) => b.value - a.value || a.community - b.community);
      const [best] = matches;
      return {
        group: id,
        ...(best ?? { value: null, community: null, shared: 0, communitySize: 0, reason: 'no_edges' }),
        members: members.length,
        spread: matches.length,
      };
    });
    return { coverage: plain.coverage, value };
  },
});

function countsOf(labels: readonly number[]): Map<number, number> {
  const counts = new Map<number, number>();
  for (const label of labels) counts.set(label, (counts.get(label) ?? 0) + 1);
  return counts;
}
