import { z } from 'zod';
import { undefinedOver } from '../coverage.ts';
import { twoTriangles } from '../example-inputs.ts';
import { network, undirected } from '../inputs/network.ts';
import { defineMeasure } from '../measure.ts';
import { perUnit } from '../output-shape.ts';
import { communityParams, findCommunities } from './communities.ts';

export const nodeCommunities = defineMeasure({
  id: 'node-communities',
  group: 'network',
  title: { zh: '节点所属网络社区', en: 'Community of each node' },
  summary: {
    zh: '每个节点属于哪个社区（1 为最大者），其联系强度有多少留在社区之内。',
    en: 'Which community each node is in, 1 the largest, and how much of its strength stays inside.',
  },
  formula: String.raw`c_i, \quad \text{inside}_i = \frac{\sum_{j : c_j = c_i} w_{ij}}{s_i}`,
  unit: 'number of the community',
  range: [1, null],
  scope: 'unit',
  input: network,
  output: perUnit({
    size: z.int().describe('Nodes of the community.'),
    inside: z
      .number()
      .nullable()
      .describe('Share of the strength of the node inside its community; null without edges.'),
  }),
  params: communityParams,
  source: 'Blondel, V. D. et al. (2008), JSTAT P10008; the partition is that of the measure communities.',
  example: {
    input: twoTriangles,
    value: [
      { code: 'a', value: 1, size: 3, inside: 1 },
      { code: 'b', value: 1, size: 3, inside: 1 },
      { code: 'c', value: 1, size: 3, inside: 2 / 3 },
      { code: 'd', value: 2, size: 3, inside: 2 / 3 },
      { code: 'e', value: 2, size: 3, inside: 1 },
      { code: 'f', value: 2, size: 3, inside: 1 },
    ],
    source: 'By hand: two triangles with a bridge.',
  },
  evaluate(input, params) {
    const plain = undirected(input);
    const { coverage, codes, out, edges } = plain;
    if (edges === 0) return undefinedOver(coverage, 'no_edges');
    const { numbers } = findCommunities(plain, params);
    const value = codes.map((code, node) => {
      let [inside, all] = [0, 0];
      for (let entry = out.offsets[node]!; entry < out.offsets[node + 1]!; entry++) {
        all += out.weights[entry]!;
        if (numbers[out.targets[entry]!] === numbers[node]) inside += out.weights[entry]!;
      }
      const community = numbers[node]!;
      const size = numbers.filter((number) => number === community).length;
      return { code, value: community, size, inside: all > 0 ? inside / all : null };
    });
    return { coverage, value };
  },
});
