import { z } from 'zod';
import { undefinedOver } from '../coverage.ts';
import { triangleWithTail } from '../example-inputs.ts';
import { network, undirected } from '../inputs/network.ts';
import { defineMeasure } from '../measure.ts';
import { perUnit } from '../output-shape.ts';
import type { SparseRows } from '../sparse-rows.ts';
import { meanOf, sum } from '../summation.ts';

export const clustering = defineMeasure({
  id: 'clustering',
  group: 'network',
  title: { zh: '聚类系数', en: 'Clustering coefficient' },
  summary: {
    zh: '节点的邻居之间有多少也彼此相连；另给出均值与传递性。',
    en: 'How many of the pairs of neighbours of a node are linked themselves; with mean and transitivity.',
  },
  formula: String.raw`C_i = \frac{2 t_i}{k_i (k_i - 1)}`,
  unit: '',
  range: [0, 1],
  scope: 'unit',
  input: network,
  output: perUnit(
    { triangles: z.int().describe('Triangles the node is part of.') },
    {
      mean: z.number().describe('Mean over all nodes; fewer than two neighbours count as 0.'),
      transitivity: z.number().nullable().describe('Three times the triangles over all pairs of neighbours.'),
    },
  ),
  params: [
    {
      name: 'weights',
      description: {
        zh: 'none 不计权重；onnela 三角形权重的几何平均；barrat 邻边权重的算术平均。',
        en: 'none; onnela: geometric mean of the weights of each triangle, w/max w; barrat: mean weight of the two edges.',
      },
      type: 'enum',
      values: ['none', 'onnela', 'barrat'],
      default: 'none',
    },
  ],
  source:
    'Watts, D. J. & Strogatz, S. H. (1998). Nature 393, 440–442. Weights: Onnela, J.-P. et al. (2005). Physical Review E 71, 065103; Barrat, A. et al. (2004). PNAS 101, 3747–3752.',
  example: {
    input: triangleWithTail,
    value: [
      { code: 'a', value: 1, triangles: 1 },
      { code: 'b', value: 1, triangles: 1 },
      { code: 'c', value: 1 / 3, triangles: 1 },
      { code: 'd', value: 0, triangles: 0 },
    ],
    details: { mean: 7 / 12, transitivity: 0.6 },
    source: 'By hand: one triangle; pairs of neighbours 1 + 1 + 3.',
  },
  evaluate(input, { weights }) {
    const { coverage, out, codes } = undirected(input);
    if (codes.length === 0) return undefinedOver(coverage, 'too_few_units');
    const { triangles, intensity, pairs } = countTriangles(out, weights);
    const value = codes.map((code, node) => ({
      code,
      value: pairs[node] === 0 ? 0 : intensity[node]! / pairs[node]!,
      triangles: triangles[node]!,
    }));
    const possible = sum(pairs);
    return {
      coverage,
      value,
      details: {
        mean: meanOf(Float64Array.from(value, (row) => row.value)),
        transitivity: possible === 0 ? null : sum(triangles) / possible,
      },
      variant: weights,
    };
  },
});

/** Per node: triangles, the sum of their weights (1 each without weights), and pairs of neighbours. */
function countTriangles(rows: SparseRows, weights: 'none' | 'onnela' | 'barrat') {
  const { size, offsets, targets } = rows;
  const triangles = new Uint32Array(size);
  const intensity = new Float64Array(size);
  const pairs = new Float64Array(size);
  const heaviest = rows.weights.reduce((most, weight) => Math.max(most, weight), 0);
  const weightTo = new Float64Array(size);
  for (let node = 0; node < size; node++) {
    const [start, end] = [offsets[node]!, offsets[node + 1]!];
    let strength = 0;
    for (let entry = start; entry < end; entry++) {
      weightTo[targets[entry]!] = rows.weights[entry]!;
      strength += rows.weights[entry]!;
    }

    // Each linked pair of neighbours is met once, from the one with the lower number.
    for (let entry = start; entry < end; entry++) {
      const first = targets[entry]!;
      for (let edge = offsets[first]!; edge < offsets[first + 1]!; edge++) {
        const second = targets[edge]!;
        if (second <= first || weightTo[second] === 0) continue;
        const [a, b, c] = [rows.weights[entry]!, weightTo[second]!, rows.weights[edge]!];
        triangles[node]!++;
        intensity[node]! +=
          weights === 'onnela' ? Math.cbrt(a * b * c) / heaviest : weights === 'barrat' ? (a + b) / 2 : 1;
      }
    }
    for (let entry = start; entry < end; entry++) weightTo[targets[entry]!] = 0;
    const degree = end - start;
    pairs[node] = (degree * (degree - 1)) / 2;
    if (weights === 'barrat' && strength > 0) intensity[node]! *= degree / strength;
  }
  return { triangles, intensity, pairs };
}
