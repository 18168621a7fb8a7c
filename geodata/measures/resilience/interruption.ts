import { z } from 'zod';
import { undefinedOver } from '../coverage.ts';
import { triangleWithTail } from '../example-inputs.ts';
import type { Network } from '../inputs/network.ts';
import { network, networkOf, undirected } from '../inputs/network.ts';
import { defineMeasure } from '../measure.ts';
import { componentLabels } from '../network/component-labels.ts';
import { efficiency } from '../network/efficiency.ts';
import { oneNumber } from '../output-shape.ts';
import { permutationsParam, seedParams } from '../random.ts';
import type { Edge } from './removal.ts';
import { edgesOf, nameOf, removalRules, removals } from './removal.ts';

export const interruption = defineMeasure({
  id: 'interruption',
  group: 'resilience',
  title: { zh: '中断测试', en: 'Interruption test' },
  summary: {
    zh: '去掉最强节点、最强边或随机一部分之后，网络效率还剩多少。',
    en: 'How much of its efficiency a network keeps without its strongest node, its strongest edge, or a random part.',
  },
  formula: String.raw`\frac{E(G \setminus X)}{E(G)}`,
  unit: '',
  range: [0, null],
  scope: 'network',
  input: network,
  output: oneNumber({
    efficiencyBefore: z.number().describe('Global efficiency of the whole network.'),
    efficiencyAfter: z.number().describe('Global efficiency of what is left, over all nodes of the frame.'),
    largestBefore: z.number().describe('Share of all nodes in the largest component.'),
    largestAfter: z.number().describe('The same afterwards; nodes taken out stay in the denominator.'),
    removed: z
      .array(z.string())
      .describe('Codes of nodes, or "a – b" of edges, taken out (of the first random run).'),
  }),
  params: [
    {
      name: 'remove',
      description: {
        zh: 'node 最强节点；edge 最强边；nodes、edges 随机一部分。',
        en: 'node: the strongest; edge: the strongest; nodes, edges: a random share, mean over runs.',
      },
      type: 'enum',
      values: removalRules,
      default: 'node',
    },
    {
      name: 'share',
      description: { zh: '随机去掉的份额。', en: 'Share taken out at random (rounded up).' },
      type: 'number',
      default: 0.1,
      minimum: 0,
      maximum: 1,
    },
    { ...permutationsParam, default: 20, minimum: 1 },
    ...seedParams,
  ],
  source:
    'Albert, R., Jeong, H. & Barabási, A.-L. (2000). Error and attack tolerance of complex networks. Nature 406, 378–382; efficiency unweighted.',
  example: {
    input: triangleWithTail,
    value: 0.2,
    details: {
      efficiencyBefore: 5 / 6,
      efficiencyAfter: 1 / 6,
      largestBefore: 1,
      largestAfter: 0.5,
      removed: ['c'],
    },
    source: 'By hand: without c only a – b is left: 2 of 12 ordered pairs.',
  },
  evaluate(input, { remove, share, permutations, seed }) {
    const plain = undirected(input);
    const { coverage, edges } = plain;
    if (edges === 0) return undefinedOver(coverage, 'no_edges');
    const parts = edgesOf(plain);
    const runs = removals(plain, parts, { remove, share, permutations, seed });
    const before = stateOf(plain);
    const after = runs.map(({ nodes, links }) => {
      const kept = parts.filter(({ a, b }, edge) => !nodes.has(a) && !nodes.has(b) && !links.has(edge));
      return stateOf(rebuilt(plain, kept));
    });
    const meanOver = (key: 'efficiency' | 'largest'): number =>
      after.reduce((total, state) => total + state[key], 0) / after.length;
    const [first] = runs;
    return {
      coverage,
      value: meanOver('efficiency') / before.efficiency,
      details: {
        efficiencyBefore: before.efficiency,
        efficiencyAfter: meanOver('efficiency'),
        largestBefore: before.largest,
        largestAfter: meanOver('largest'),
        removed: [
          ...[...first!.nodes].map((node) => plain.codes[node]!),
          ...[...first!.links].map((edge) => nameOf(plain, parts[edge]!)),
        ].sort(),
      },
      variant: remove,
    };
  },
});

const rebuilt = ({ codes }: Network, edges: Edge[]): Network =>
  networkOf({
    nodes: codes,
    a: Uint32Array.from(edges, ({ a }) => a),
    b: Uint32Array.from(edges, ({ b }) => b),
    weight: Float64Array.from(edges, ({ weight }) => weight),
    directed: false,
  });

/** Efficiency and share of the largest component, over all nodes of the frame. */
const stateOf = (network: Network) => ({
  efficiency: efficiency.compute(network).value ?? 0,
  largest: Math.max(...componentLabels(network.out).sizes) / network.codes.length,
});
