import { z } from 'zod';
import { undefinedOver } from '../coverage.ts';
import { degreesOf, network, undirected } from '../inputs/network.ts';
import { defineMeasure } from '../measure.ts';
import { perEdge } from '../output-shape.ts';
import { rowSums } from '../sparse-rows.ts';

export const backbone = defineMeasure({
  id: 'backbone',
  group: 'network',
  title: { zh: '骨干网络（差异过滤）', en: 'Backbone by disparity filter' },
  summary: {
    zh: '只保留相对于其端点而言显著强的边，使图可读而不丢失结构。',
    en: 'Which edges are significantly strong for one of their ends: what to draw of a dense network.',
  },
  formula: String.raw`p_{ij} = \left( 1 - \frac{w_{ij}}{s_i} \right)^{k_i - 1}, \quad \text{kept if } \min(p_{ij}, p_{ji}) < \alpha`,
  unit: '',
  range: [0, 1],
  scope: 'edge',
  input: network,
  output: perEdge(
    {
      weight: z.number().describe('Weight of the edge.'),
      kept: z
        .boolean()
        .describe('Whether p is below α, or the edge is among the strongest of one of its ends.'),
    },
    {
      kept: z.int().describe('Edges that are kept.'),
      keptWeight: z.number().describe('Share of the weight that is kept.'),
    },
  ),
  params: [
    {
      name: 'alpha',
      description: { zh: '显著性水平 α。', en: 'Level of significance α.' },
      type: 'number',
      default: 0.05,
      minimum: 0,
      maximum: 1,
    },
    {
      name: 'perNode',
      description: {
        zh: '每个节点至少保留的最强边数，使任何城市都不会消失。',
        en: 'Strongest edges of every node that are kept in any case, so that no city disappears.',
      },
      type: 'integer',
      default: 1,
      minimum: 0,
    },
  ],
  source:
    'Serrano, M. Á., Boguñá, M. & Vespignani, A. (2009). Extracting the multiscale backbone of complex weighted networks. PNAS 106, 6483–6488.',
  example: {
    input: {
      edges: [
        ['a', 'b', 8],
        ['a', 'c', 1],
        ['a', 'd', 1],
      ],
    },
    params: { perNode: 0 },
    value: [
      { a: 'a', b: 'b', value: 0.04, weight: 8, kept: true },
      { a: 'a', b: 'c', value: 0.81, weight: 1, kept: false },
      { a: 'a', b: 'd', value: 0.81, weight: 1, kept: false },
    ],
    details: { kept: 1, keptWeight: 0.8 },
    source: 'By hand: (1 − 8/10)² and (1 − 1/10)²; an end with one edge says 1.',
  },
  evaluate(input, { alpha, perNode }) {
    const { coverage, out, codes, edges } = undirected(input);
    if (edges === 0) return undefinedOver(coverage, 'no_edges');
    const [strengths, degrees] = [rowSums(out), degreesOf(out)];
    const surprise = (node: number, weight: number): number =>
      Math.max(0, 1 - weight / strengths[node]!) ** (degrees[node]! - 1);
    const value = [];
    for (let node = 0; node < out.size; node++)
      for (let entry = out.offsets[node]!; entry < out.offsets[node + 1]!; entry++) {
        const [other, weight] = [out.targets[entry]!, out.weights[entry]!];
        if (other < node) continue;
        const p = Math.min(surprise(node, weight), surprise(other, weight));
        value.push({ a: codes[node]!, b: codes[other]!, value: p, weight, kept: p < alpha });
      }
    keepStrongest(value, perNode);
    const kept = value.filter((edge) => edge.kept);
    const weightOf = (list: { weight: number }[]): number =>
      list.reduce((total, { weight }) => total + weight, 0);
    return {
      coverage,
      value,
      details: { kept: kept.length, keptWeight: weightOf(kept) / weightOf(value) },
    };
  },
});

/** Marks the strongest edges of every node as kept; ties by the codes of the ends. */
function keepStrongest(
  edges: { a: string; b: string; weight: number; kept: boolean }[],
  perNode: number,
): void {
  const ranked = [...edges].sort(
    (x, y) => y.weight - x.weight || (x.a === y.a ? (x.b < y.b ? -1 : 1) : x.a < y.a ? -1 : 1),
  );
  const seen = new Map<string, number>();
  for (const edge of ranked) {
    const ends = [edge.a, edge.b].map((code) => seen.get(code) ?? 0);
    if (Math.min(...ends) < perNode) edge.kept = true;
    seen.set(edge.a, ends[0]! + 1);
    seen.set(edge.b, ends[1]! + 1);
  }
}
