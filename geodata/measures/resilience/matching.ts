import { z } from 'zod';
import { undefinedOver } from '../coverage.ts';
import { starOfThree } from '../example-inputs.ts';
import type { Network } from '../inputs/network.ts';
import { degreesOf, network, undirected } from '../inputs/network.ts';
import { fitLine } from '../least-squares.ts';
import { defineMeasure } from '../measure.ts';
import { endCorrelation } from '../network/assortativity.ts';
import { oneNumber } from '../output-shape.ts';
import { multiply } from '../sparse-rows.ts';

export const matching = defineMeasure({
  id: 'matching',
  group: 'resilience',
  title: { zh: '网络匹配性', en: 'Matching of a network' },
  summary: {
    zh: '邻居平均度随自身度变化的斜率：负值表示核心与边缘相连，网络开放。',
    en: 'Slope of the mean degree of neighbours on the own degree: negative where the core links to the periphery.',
  },
  formula: String.raw`\bar{k}_i^{nn} = D + b k_i`,
  unit: '',
  range: [null, null],
  scope: 'network',
  input: network,
  output: oneNumber({ assortativity: z.number().nullable().describe('Correlation of degrees over edges.') }),
  params: [],
  source:
    'Crespo, J., Suire, R. & Vicente, J. (2014). Lock-in or lock-out? Journal of Economic Geography 14(1), 199–219.',
  example: {
    input: starOfThree,
    value: -1,
    details: { assortativity: -1 },
    source: 'By hand: degree 1 has neighbours of degree 3, degree 3 of degree 1.',
  },
  evaluate(input) {
    const plain = undirected(input);
    if (plain.edges === 0) return undefinedOver(plain.coverage, 'no_edges');
    const slope = matchingOf(plain);
    if (slope === null) return undefinedOver(plain.coverage, 'constant');
    const degrees = Float64Array.from(degreesOf(plain.out));
    return {
      coverage: plain.coverage,
      value: slope,
      details: { assortativity: endCorrelation(plain, degrees) },
    };
  },
});

/** Slope over the nodes that have edges; null where all degrees are the same. */
export function matchingOf({ out }: Network): number | null {
  const degrees = Float64Array.from(degreesOf(out));
  const unweighted = { ...out, weights: new Float64Array(out.weights.length).fill(1) };
  const totals = multiply(unweighted, degrees);
  const linked = [...degrees.keys()].filter((node) => degrees[node]! > 0);
  const own = Float64Array.from(linked, (node) => degrees[node]!);
  if (own.every((degree) => degree === own[0])) return null;
  return fitLine(
    own,
    Float64Array.from(linked, (node) => totals[node]! / degrees[node]!),
  )!.slope;
}
