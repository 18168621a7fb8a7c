import { z } from 'zod';
import { network } from '../inputs/network.ts';
import { defineMeasure } from '../measure.ts';
import { oneNumber } from '../output-shape.ts';
import { sum } from '../summation.ts';

export const networkSize = defineMeasure({
  id: 'network-size',
  group: 'network',
  title: { zh: '网络规模', en: 'Size of a network' },
  summary: {
    zh: '边数，以及节点数、有边的节点数和总权重。',
    en: 'Number of edges, with the number of nodes, of nodes that have an edge, and the total weight.',
  },
  formula: String.raw`m = |E|`,
  unit: 'edges',
  range: [0, null],
  scope: 'network',
  input: network,
  output: oneNumber({
    nodes: z.int().describe('All nodes of the frame.'),
    active: z.int().describe('Nodes with at least one edge.'),
    totalWeight: z.number().describe('Sum of the weights of all edges.'),
  }),
  params: [],
  source: 'Definition.',
  example: {
    input: {
      nodes: ['a', 'b', 'c', 'd'],
      edges: [
        ['a', 'b', 3],
        ['b', 'c'],
      ],
    },
    value: 2,
    details: { nodes: 4, active: 3, totalWeight: 4 },
    source: 'By hand.',
  },
  evaluate({ coverage, out, in: incoming, edges, directed, codes }) {
    const isActive = (node: number): boolean =>
      out.offsets[node + 1]! > out.offsets[node]! || incoming.offsets[node + 1]! > incoming.offsets[node]!;
    return {
      coverage,
      value: edges,
      details: {
        nodes: codes.length,
        active: codes.filter((_, node) => isActive(node)).length,
        totalWeight: sum(out.weights) / (directed ? 1 : 2),
      },
    };
  },
});
