import { z } from 'zod';
import { undefinedOver } from '../coverage.ts';
import type { Agglomeration } from '../inputs/agglomeration.ts';
import { agglomeration } from '../inputs/agglomeration.ts';
import { undirected } from '../inputs/network.ts';
import { defineMeasure } from '../measure.ts';
import { oneNumber } from '../output-shape.ts';

export const internalTies = defineMeasure({
  id: 'internal-ties',
  group: 'network',
  title: { zh: '内部与外部联系', en: 'Internal and external ties' },
  summary: {
    zh: '一组城市的联系有多少在内部、多少对外：数值为内部强度占其全部强度的份额。',
    en: 'How much of the links of a group of cities is among themselves: the internal share of their weight.',
  },
  formula: String.raw`\frac{W_\mathrm{in}}{W_\mathrm{in} + W_\mathrm{out}}, \quad W_\mathrm{in} = \sum_{i < j \in g} w_{ij}, \quad W_\mathrm{out} = \sum_{i \in g,\, j \notin g} w_{ij}`,
  unit: '',
  range: [0, 1],
  scope: 'agglomeration',
  input: agglomeration,
  output: oneNumber({
    internal: z.number().describe('Weight of the links among members; each link once.'),
    external: z.number().describe('Weight of the links of members with all others.'),
    internalLinks: z.int().describe('Number of links among members.'),
    externalLinks: z.int().describe('Number of links of members with all others.'),
    density: z
      .number()
      .nullable()
      .describe('Share of the possible links among members; null for one member.'),
    partners: z.int().describe('Nodes outside that are linked with a member.'),
    linked: z.int().describe('Members with a link to anyone.'),
  }),
  params: [],
  source:
    'Krackhardt, D. & Stern, R. N. (1988). Informal networks and organizational crises. Social Psychology Quarterly 51, 123–140 (internal and external ties); as a share and with weights.',
  example: {
    input: {
      nodes: ['a', 'b', 'c', 'x', 'y'],
      members: ['a', 'b', 'c'],
      edges: [
        ['a', 'b', 4],
        ['b', 'c', 2],
        ['a', 'x', 9],
        ['b', 'x', 1],
        ['x', 'y', 5],
      ],
    },
    value: 0.375,
    details: {
      internal: 6,
      external: 10,
      internalLinks: 2,
      externalLinks: 2,
      density: 2 / 3,
      partners: 1,
      linked: 3,
    },
    source: 'By hand: 4 + 2 of 4 + 2 + 9 + 1; two of three possible links.',
  },
  evaluate({ network, members }) {
    const plain = undirected(network);
    const coverage = { n: members.length, missing: [], flags: plain.coverage.flags };
    const ties = tiesOf({ network: plain, members });
    const total = ties.internal + ties.external;
    if (total === 0) return undefinedOver(coverage, 'no_edges');
    const possible = (members.length * (members.length - 1)) / 2;
    return {
      coverage,
      value: ties.internal / total,
      details: { ...ties, density: possible === 0 ? null : ties.internalLinks / possible },
    };
  },
});

function tiesOf({ network: { out }, members }: Agglomeration) {
  const own = new Set(members);
  const partners = new Set<number>();
  const ties = { internal: 0, external: 0, internalLinks: 0, externalLinks: 0, linked: 0 };
  for (const node of members) {
    if (out.offsets[node + 1]! > out.offsets[node]!) ties.linked++;
    for (let entry = out.offsets[node]!; entry < out.offsets[node + 1]!; entry++) {
      const [other, weight] = [out.targets[entry]!, out.weights[entry]!];
      if (!own.has(other)) {
        ties.external += weight;
        ties.externalLinks++;
        partners.add(other);
      } else if (other > node) {
        ties.internal += weight;
        ties.internalLinks++;
      }
    }
  }
  return { ...ties, partners: partners.size };
}
