import { z } from 'zod';
import { undefinedOver } from '../coverage.ts';
import { network, undirected } from '../inputs/network.ts';
import { defineMeasure } from '../measure.ts';
import { oneNumber } from '../output-shape.ts';
import { componentLabels, componentsBySize } from './component-labels.ts';

export const components = defineMeasure({
  id: 'components',
  group: 'network',
  title: { zh: '连通分量', en: 'Connected components' },
  summary: {
    zh: '网络分成几个互不相连的部分，以及最大部分的份额。',
    en: 'Into how many parts without links between them a network falls, and how much the largest holds.',
  },
  formula: String.raw`c = |\{\text{maximal connected subgraphs}\}|`,
  unit: 'components',
  range: [0, null],
  scope: 'network',
  input: network,
  output: oneNumber({
    largestShare: z.number().describe('Share of nodes in the largest component.'),
    sizes: z.array(z.int()).describe('Nodes of each component, largest first.'),
    members: z
      .array(z.object({ code: z.string(), component: z.int() }))
      .describe('Component of each node; 1 is the largest, ties by lowest code.'),
  }),
  params: [],
  source:
    'Hopcroft, J. & Tarjan, R. (1973). Communications of the ACM 16, 372–378; directions do not count (weak components).',
  example: {
    input: { nodes: ['a', 'b', 'c'], edges: [['b', 'c']] },
    value: 2,
    details: {
      largestShare: 2 / 3,
      sizes: [2, 1],
      members: [
        { code: 'a', component: 2 },
        { code: 'b', component: 1 },
        { code: 'c', component: 1 },
      ],
    },
    source: 'By hand.',
  },
  evaluate(input) {
    const { coverage, out, codes } = undirected(input);
    if (codes.length === 0) return undefinedOver(coverage, 'too_few_units');
    const labels = componentLabels(out);
    const { label, sizes } = labels;
    const bySize = componentsBySize(labels, codes);
    const rank = new Map(bySize.map((component, index) => [component, index + 1]));
    return {
      coverage,
      value: sizes.length,
      details: {
        largestShare: sizes[bySize[0]!]! / codes.length,
        sizes: bySize.map((component) => sizes[component]!),
        members: codes.map((code, node) => ({ code, component: rank.get(label[node]!)! })),
      },
    };
  },
});
