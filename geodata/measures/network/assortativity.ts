import { undefinedOver } from '../coverage.ts';
import { pearson } from '../correlation.ts';
import { starOfThree } from '../example-inputs.ts';
import type { Network } from '../inputs/network.ts';
import { network, undirected } from '../inputs/network.ts';
import { defineMeasure } from '../measure.ts';
import { oneNumber } from '../output-shape.ts';
import { degreeOrStrength, nodeDegreesOrStrengths } from './degree-or-strength.ts';

export const assortativity = defineMeasure({
  id: 'assortativity',
  group: 'network',
  title: { zh: '同配性', en: 'Assortativity' },
  summary: {
    zh: '边的两端度数的相关：正值为强强相连，负值为枢纽连接小节点。',
    en: 'Correlation of the degrees at both ends of edges: positive where hubs link to hubs, negative where to small ones.',
  },
  formula: String.raw`r = \operatorname{corr}(k_i, k_j) \text{ over edges } (i,j)`,
  unit: '',
  range: [-1, 1],
  scope: 'network',
  input: network,
  output: oneNumber(),
  params: [degreeOrStrength],
  source: 'Newman, M. E. J. (2002). Assortative mixing in networks. Physical Review Letters 89, 208701.',
  example: {
    input: starOfThree,
    value: -1,
    source: 'By hand: every edge of a star joins degrees 1 and 3.',
  },
  evaluate(input, { of }) {
    const plain = undirected(input);
    if (plain.edges === 0) return undefinedOver(plain.coverage, 'no_edges');
    const value = endCorrelation(plain, nodeDegreesOrStrengths(plain, of));
    return value === null
      ? undefinedOver(plain.coverage, 'constant')
      : { coverage: plain.coverage, value, variant: of };
  },
});

/** Correlation of an attribute over the ends of all edges, each edge counted from both; null where it is constant. */
export function endCorrelation({ out }: Network, attribute: Float64Array): number | null {
  const near = new Float64Array(out.targets.length);
  for (let node = 0; node < out.size; node++)
    near.fill(attribute[node]!, out.offsets[node], out.offsets[node + 1]);
  return pearson(
    near,
    Float64Array.from(out.targets, (target) => attribute[target]!),
  );
}
