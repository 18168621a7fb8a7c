import { z } from 'zod';
import { undefinedOver } from '../coverage.ts';
import { triangleWithTail } from '../example-inputs.ts';
import { degreesOf, network, undirected } from '../inputs/network.ts';
import { defineMeasure } from '../measure.ts';
import { curve } from '../output-shape.ts';

export const richClub = defineMeasure({
  id: 'rich-club',
  group: 'network',
  title: { zh: '富人俱乐部系数', en: 'Rich-club coefficient' },
  summary: {
    zh: '度大于 k 的节点彼此相连的密度。',
    en: 'How densely the nodes with more than k edges are linked among themselves, for every k.',
  },
  formula: String.raw`\phi(k) = \frac{2 E_{>k}}{N_{>k} (N_{>k} - 1)}`,
  unit: '',
  range: [0, 1],
  scope: 'network',
  input: network,
  output: curve({
    x: z.int().describe('Degree k.'),
    y: z.number().describe('Density among nodes of larger degree.'),
    nodes: z.int().describe('How many there are.'),
  }),
  params: [],
  source:
    'Zhou, S. & Mondragón, R. J. (2004). IEEE Communications Letters 8, 180–182; not compared with random networks.',
  example: {
    input: triangleWithTail,
    value: [
      { x: 0, y: 2 / 3, nodes: 4 },
      { x: 1, y: 1, nodes: 3 },
    ],
    source: 'By hand: four edges of six pairs; the triangle is complete.',
  },
  evaluate(input) {
    const { coverage, out, edges } = undirected(input);
    if (edges === 0) return undefinedOver(coverage, 'no_edges');
    const degrees = degreesOf(out);

    // A node is in the club of every k below its degree, an edge in those below both of its degrees.
    const most = degrees.reduce((largest, degree) => Math.max(largest, degree), 0);
    const nodes = new Uint32Array(most + 1);
    const ends = new Uint32Array(most + 1);
    for (let node = 0; node < out.size; node++) {
      nodes[degrees[node]!]!++;
      for (let entry = out.offsets[node]!; entry < out.offsets[node + 1]!; entry++)
        ends[Math.min(degrees[node]!, degrees[out.targets[entry]!]!)]!++;
    }
    const value: { x: number; y: number; nodes: number }[] = [];
    let [members, linked] = [0, 0];
    for (let k = most - 1; k >= 0; k--) {
      members += nodes[k + 1]!;
      linked += ends[k + 1]!;
      if (members > 1) value.unshift({ x: k, y: linked / (members * (members - 1)), nodes: members });
    }
    return { coverage, value };
  },
});
