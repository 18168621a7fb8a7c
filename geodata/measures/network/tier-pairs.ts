import { z } from 'zod';
import { undefinedOver } from '../coverage.ts';
import { groupedNetwork } from '../inputs/grouped-network.ts';
import type { Network } from '../inputs/network.ts';
import { defineMeasure } from '../measure.ts';
import { perEdge } from '../output-shape.ts';

export const tierPairs = defineMeasure({
  id: 'tier-pairs',
  group: 'network',
  title: { zh: '层级间联系矩阵', en: 'Links between tiers' },
  summary: {
    zh: '各层级（或群组）之间有多少联系、占全部强度的多少，以及同层级联系的份额。',
    en: 'How many links join each pair of tiers (or groups), their share of all weight, and the share within tiers.',
  },
  formula: String.raw`W_{gh} = \sum_{i \in g,\, j \in h} w_{ij}, \quad \text{within} = \frac{\sum_g W_{gg}}{\sum_{g \le h} W_{gh}}`,
  unit: 'unit of the weights',
  range: [0, null],
  scope: 'network',
  input: groupedNetwork,
  output: perEdge(
    {
      links: z.int().describe('Number of links between the two.'),
      share: z.number().describe('Share of the weight of the network.'),
    },
    {
      sameTierShare: z
        .number()
        .nullable()
        .describe('Share of the weight within tiers, over links whose ends both have one; null without any.'),
    },
  ),
  params: [
    {
      name: 'none',
      description: { zh: '代表无层级的标签。', en: 'Label of nodes that are in no tier.' },
      type: 'string',
      default: 'none',
    },
  ],
  source:
    'Mixing matrix: Newman, M. E. J. (2003). Mixing patterns in networks. Physical Review E 67, 026126; as weights. Pairs without links are left out; with directions, from the first to the second.',
  example: {
    input: {
      nodes: ['a', 'b', 'c', 'd', 'e'],
      groups: ['1', '1', '2', '2', 'none'],
      edges: [
        ['a', 'b', 4],
        ['a', 'c', 3],
        ['b', 'c', 2],
        ['c', 'd', 1],
        ['d', 'e', 10],
      ],
    },
    value: [
      { a: '1', b: '1', value: 4, links: 1, share: 0.2 },
      { a: '1', b: '2', value: 5, links: 2, share: 0.25 },
      { a: '2', b: '2', value: 1, links: 1, share: 0.05 },
      { a: '2', b: 'none', value: 10, links: 1, share: 0.5 },
    ],
    details: { sameTierShare: 0.5 },
    source: 'By hand: of 4 + 5 + 1 between tiers, 4 + 1 is within one.',
  },
  evaluate({ network, groups }, { none }) {
    const { coverage, edges } = network;
    if (edges === 0) return undefinedOver(coverage, 'no_edges');
    const place = placeOf(groups, none);
    const sums = sumsByPair(network, groups, place);
    const total = totalOf(sums);
    const tiered = sums.filter(({ a, b }) => a !== none && b !== none);
    const same = totalOf(tiered.filter(({ a, b }) => a === b));
    return {
      coverage,
      value: sums
        .sort((x, y) => place(x.a) - place(y.a) || place(x.b) - place(y.b))
        .map((sum) => ({ ...sum, share: sum.value / total })),
      details: { sameTierShare: tiered.length === 0 ? null : same / totalOf(tiered) },
    };
  },
});

interface PairSum {
  a: string;
  b: string;
  value: number;
  links: number;
}

const totalOf = (sums: readonly PairSum[]): number => sums.reduce((total, { value }) => total + value, 0);

/** Place of each label in ascending order, numbers before words, the label of those without a tier last. */
function placeOf(groups: readonly string[], none: string): (label: string) => number {
  const collator = new Intl.Collator('en', { numeric: true });
  const labels = [...new Set(groups)].sort(
    (x, y) => Number(x === none) - Number(y === none) || collator.compare(x, y),
  );
  const places = new Map(labels.map((label, position) => [label, position]));
  return (label) => places.get(label)!;
}

function sumsByPair(
  { out, directed }: Network,
  groups: readonly string[],
  place: (label: string) => number,
): PairSum[] {
  const sums = new Map<string, PairSum>();
  for (let node = 0; node < out.size; node++)
    for (let entry = out.offsets[node]!; entry < out.offsets[node + 1]!; entry++) {
      const target = out.targets[entry]!;
      if (!directed && target < node) continue;
      const ends = [groups[node]!, groups[target]!] as const;
      const [a, b] = directed || place(ends[0]) <= place(ends[1]) ? ends : [ends[1], ends[0]];
      const key = JSON.stringify([a, b]);
      const sum = sums.get(key) ?? { a, b, value: 0, links: 0 };
      sum.value += out.weights[entry]!;
      sum.links++;
      sums.set(key, sum);
    }
  return [...sums.values()];
}
