import { undefinedOver } from '../coverage.ts';
import { starOfThree } from '../example-inputs.ts';
import type { Network } from '../inputs/network.ts';
import { network, undirected } from '../inputs/network.ts';
import { fitLine } from '../least-squares.ts';
import { defineMeasure } from '../measure.ts';
import { degreeOrStrength, nodeDegreesOrStrengths } from '../network/degree-or-strength.ts';
import { oneNumber } from '../output-shape.ts';

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
  params: [degreeOrStrength],
  source:
    'Crespo, J., Suire, R. & Vicente, J. (2014). Lock-in or lock-out? Journal of Economic Geography 14(1), 199–219.',
  example: {
    input: starOfThree,
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
export function hierarchyOf(given: Network, of: 'degree' | 'strength'): number | null {
  const descending = nodeDegreesOrStrengths(given, of)
    .filter((each) => each > 0)
    .sort()
    .reverse();
  if (descending.length < 2 || descending[0] === descending.at(-1)) return null;
  const ranks = Float64Array.from(descending, (_, index) => Math.log(index + 1));
  return fitLine(ranks, descending.map(Math.log))!.slope;
}
