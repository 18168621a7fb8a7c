import { z } from 'zod';
import { groupedNetwork } from '../inputs/grouped-network.ts';
import { undirected } from '../inputs/network.ts';
import { defineMeasure } from '../measure.ts';
import { perUnit, rowReason } from '../output-shape.ts';
import { meanOf, squaredDeviations } from '../summation.ts';
import { groupsOf } from '../groups.ts';
import type { SparseRows } from '../sparse-rows.ts';

export const participation = defineMeasure({
  id: 'participation',
  group: 'network',
  title: { zh: '参与系数', en: 'Participation coefficient' },
  summary: {
    zh: '节点的联系是否分散于各群组：0 为只在一个群组内，接近 1 为均匀分布。',
    en: 'How evenly the ties of a node spread over groups: 0 all in one, near 1 evenly over many.',
  },
  formula: String.raw`P_i = 1 - \sum_m \left( \frac{s_{im}}{s_i} \right)^2`,
  unit: '',
  range: [0, 1],
  scope: 'unit',
  input: groupedNetwork,
  output: perUnit({
    withinScore: z
      .number()
      .nullable()
      .describe(
        'Strength inside the own group, in deviations from the mean of the group; null where all are equal.',
      ),
    reason: rowReason,
  }),
  params: [],
  source:
    'Guimerà, R. & Amaral, L. A. N. (2005). Functional cartography of complex metabolic networks. Nature 433, 895–900; weighted.',
  example: {
    input: {
      nodes: ['a', 'b', 'c', 'd'],
      groups: ['x', 'x', 'y', 'y'],
      edges: [
        ['a', 'b', 3],
        ['a', 'c', 1],
      ],
    },
    value: [
      { code: 'a', value: 0.375, withinScore: null },
      { code: 'b', value: 0, withinScore: null },
      { code: 'c', value: 0, withinScore: null },
      { code: 'd', value: null, withinScore: null, reason: 'no_edges' },
    ],
    source: 'By hand: 1 − (3/4)² − (1/4)².',
  },
  evaluate({ network, groups }) {
    const { coverage, out, codes } = undirected(network);
    const { members } = groupsOf(groups);
    const strengths = strengthsByGroup(out, groups);
    const scores = new Map<number, number | null>();
    for (const nodes of members) {
      const inside = Float64Array.from(nodes, (node) => strengths[node]!.get(groups[node]!) ?? 0);
      const [mean, deviation] = [meanOf(inside), Math.sqrt(squaredDeviations(inside) / inside.length)];
      nodes.forEach((node, index) =>
        scores.set(node, deviation > 0 ? (inside[index]! - mean) / deviation : null),
      );
    }
    const value = codes.map((code, node) => {
      const parts = [...strengths[node]!.values()];
      const total = parts.reduce((sum, part) => sum + part, 0);
      const withinScore = scores.get(node) ?? null;
      if (total === 0) return { code, value: null, withinScore, reason: 'no_edges' };
      return { code, value: 1 - parts.reduce((sum, part) => sum + (part / total) ** 2, 0), withinScore };
    });
    return { coverage, value };
  },
});

/** Strength of each node towards each group. */
function strengthsByGroup({ size, offsets, targets, weights }: SparseRows, groups: string[]) {
  return Array.from({ length: size }, (_, node) => {
    const strengths = new Map<string, number>();
    for (let entry = offsets[node]!; entry < offsets[node + 1]!; entry++) {
      const group = groups[targets[entry]!]!;
      strengths.set(group, (strengths.get(group) ?? 0) + weights[entry]!);
    }
    return strengths;
  });
}
