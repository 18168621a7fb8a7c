import { z } from 'zod';
import { triangleWithTail } from '../example-inputs.ts';
import { degreesOf, network, undirected } from '../inputs/network.ts';
import { defineMeasure } from '../measure.ts';
import { perUnit } from '../output-shape.ts';
import type { SparseRows } from '../sparse-rows.ts';

export const kCore = defineMeasure({
  id: 'k-core',
  group: 'network',
  title: { zh: 'k 核', en: 'Core number' },
  summary: {
    zh: '反复剥去边数不足 k 的节点后仍留存的最大 k：数值高者在网络核心。',
    en: 'Largest k such that a node survives when all with fewer than k edges are peeled off again and again.',
  },
  formula: String.raw`c_i = \max\{k : i \in \text{maximal subgraph with all degrees} \ge k\}`,
  unit: 'edges',
  range: [0, null],
  scope: 'unit',
  input: network,
  output: perUnit(
    {},
    { innermost: z.int().describe('Largest core number.'), members: z.int().describe('Nodes that have it.') },
  ),
  params: [],
  source:
    'Batagelj, V. & Zaveršnik, M. (2003). An O(m) algorithm for cores decomposition of networks. arXiv:cs/0310049.',
  example: {
    input: triangleWithTail,
    value: [
      { code: 'a', value: 2 },
      { code: 'b', value: 2 },
      { code: 'c', value: 2 },
      { code: 'd', value: 1 },
    ],
    details: { innermost: 2, members: 3 },
    source: 'By hand: a triangle with a tail.',
  },
  evaluate(input) {
    const { coverage, out, codes } = undirected(input);
    const cores = coreNumbers(out);
    const innermost = cores.reduce((most, core) => Math.max(most, core), 0);
    return {
      coverage,
      value: codes.map((code, node) => ({ code, value: cores[node]! })),
      details: { innermost, members: cores.filter((core) => core === innermost).length },
    };
  },
});

/** Core number of each node: nodes are peeled in order of their remaining degree, kept sorted in bins. */
export function coreNumbers(rows: SparseRows): Uint32Array {
  const { size, offsets, targets } = rows;
  const degree = degreesOf(rows);
  const order = Uint32Array.from(degree.keys()).sort((a, b) => degree[a]! - degree[b]!);
  const place = new Uint32Array(size);
  order.forEach((node, position) => (place[node] = position));

  // First position in `order` of each degree.
  const binStart = new Uint32Array(degree.reduce((most, each) => Math.max(most, each), 0) + 2);
  for (const each of degree) binStart[each + 1]!++;
  for (let bin = 1; bin < binStart.length; bin++) binStart[bin]! += binStart[bin - 1]!;

  for (let position = 0; position < size; position++) {
    const node = order[position]!;
    for (let entry = offsets[node]!; entry < offsets[node + 1]!; entry++) {
      const next = targets[entry]!;
      if (degree[next]! <= degree[node]!) continue;

      // One edge less: swap with the first of its bin, which then belongs to the bin below.
      const bin = degree[next]!--;
      const front = binStart[bin]!;
      const swapped = order[front]!;
      order[front] = next;
      order[place[next]!] = swapped;
      place[swapped] = place[next]!;
      place[next] = front;
      binStart[bin] = front + 1;
    }
  }
  return degree;
}
