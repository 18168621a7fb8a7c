import { undefinedOver } from '../coverage.ts';
import type { Network } from '../inputs/network.ts';
import { degreesOf, network, undirected } from '../inputs/network.ts';
import { fitLine } from '../least-squares.ts';
import { defineMeasure } from '../measure.ts';
import { oneNumber } from '../output-shape.ts';
import { rowSums } from '../sparse-rows.ts';

export const hierarchy = defineMeasure({
  id: 'hierarchy',
  group: 'resilience',
  title: { zh: '网络层级性', en: 'Hierarchy of a network' },
  summary: {
    zh: '度（或强度）随位序下降的双对数斜率：绝对值越大越层级化。',
    en: 'Slope of log degree (or strength) on log rank: the steeper, the more hierarchical.',
  },
  formula: String.raw`\ln k_{(r)} = C + a \ln r`,
  unit: '',
  range: [null, 0],
  scope: 'network',
  input: network,
  output: oneNumber(),
  params: [
    {
      name: 'of',
      description: { zh: '度或强度。', en: 'Of degree or strength.' },
      type: 'enum',
      values: ['degree', 'strength'],
      default: 'degree',
    },
  ],
  source:
    'Crespo, J., Suire, R. & Vicente, J. (2014). Lock-in or lock-out? Journal of Economic Geography 14(1), 199–219.',
  example: {
    input: {
      edges: [
        ['a', 'hub'],
        ['b', 'hub'],
        ['c', 'hub'],
      ],
    },
    value: -0.8050693741248028,
    source: 'numpy.polyfit of ln (3, 1, 1, 1) on ln (1, 2, 3, 4).',
  },
  evaluate(input, { of }) {
    const plain = undirected(input);
    if (plain.edges === 0) return undefinedOver(plain.coverage, 'no_edges');
    const slope = hierarchyOf(plain, of);
    if (slope === null) return undefinedOver(plain.coverage, 'constant');
    return { coverage: plain.coverage, value: slope, variant: of };
  },
});

/** Slope over the nodes that have edges; null where all are alike. */
export function hierarchyOf({ out }: Network, of: 'degree' | 'strength'): number | null {
  const attribute = of === 'degree' ? Float64Array.from(degreesOf(out)) : rowSums(out);
  const descending = attribute
    .filter((each) => each > 0)
    .sort()
    .reverse();
  if (descending.length < 2 || descending[0] === descending.at(-1)) return null;
  const ranks = Float64Array.from(descending, (_, index) => Math.log(index + 1));
  return fitLine(ranks, descending.map(Math.log))!.slope;
}
