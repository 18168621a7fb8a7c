import { z } from 'zod';
import { neighbourhood, neighbourhoodOf } from '../association/spatial-weights.ts';
import { undefinedOver, whyNoShares } from '../coverage.ts';
import { risingRow } from '../example-inputs.ts';
import { located } from '../inputs/located.ts';
import { defineMeasure } from '../measure.ts';
import { oneNumber } from '../output-shape.ts';
import { createRandom, drawing, shuffle } from '../random.ts';
import type { SparseRows } from '../sparse-rows.ts';
import { sum } from '../summation.ts';
import { giniOf } from './gini.ts';

export const spatialGini = defineMeasure({
  id: 'spatial-gini',
  group: 'concentration',
  title: { zh: '空间分解基尼系数', en: 'Spatially decomposed Gini coefficient' },
  summary: {
    zh: '把基尼系数拆成相邻单元之间与不相邻单元之间的差异，检验不均等是否有空间格局。',
    en: 'Splits the Gini coefficient into differences between neighbours and between all others: is inequality spatial?',
  },
  formula: String.raw`G = \underbrace{\frac{\sum_{i,j} w_{ij} |x_i - x_j|}{2 n^2 \bar{x}}}_{\text{near}} + \underbrace{\frac{\sum_{i,j} (1 - w_{ij}) |x_i - x_j|}{2 n^2 \bar{x}}}_{\text{far}}`,
  unit: '',
  range: [0, 1],
  scope: 'nation',
  input: located,
  output: oneNumber({
    near: z.number().describe('Contribution of neighbouring pairs.'),
    far: z.number().describe('Contribution of all other pairs.'),
    farShare: z.number().nullable().describe('far / G; null where G is 0.'),
    polarisation: z
      .number()
      .nullable()
      .describe('Mean difference of far pairs over that of near ones; 1 expected, null where undefined.'),
    p: z
      .number()
      .nullable()
      .describe(
        'Share of permutations with a far part at least as large, (1 + #)/(R + 1); null without any.',
      ),
    ...neighbourhood,
  }),
  params: [...drawing],
  source:
    'Rey, S. J. & Smith, R. J. (2013). A spatial decomposition of the Gini coefficient. Letters in Spatial and Resource Sciences 6, 55–70.',
  example: {
    input: risingRow,
    params: { permutations: 0 },
    value: 0.25,
    details: {
      near: 0.075,
      far: 0.175,
      farShare: 0.7,
      polarisation: 7 / 3,
      p: null,
      links: 6,
      islands: [],
    },
    source:
      'By hand: six differences of 1, 1, 1 (near) and 2, 2, 3 (far), each counted twice, over 2 · 16 · 2.5.',
  },
  evaluate(input, { permutations, seed }) {
    const { codes, values, weights, coverage, details } = neighbourhoodOf(input, 'given');
    if (coverage.n < 2) return undefinedOver(coverage, 'too_few_units');
    const reason = whyNoShares({ codes, values, positions: [], coverage });
    if (reason !== null) return undefinedOver(coverage, reason);
    if (details.links === 0) return undefinedOver(coverage, 'no_edges');
    if (weights.weights.some((weight) => weight !== 1)) return undefinedOver(coverage, 'out_of_range');
    const { n } = coverage;
    const scale = 1 / (2 * n * sum(values));
    const value = giniOf(values);
    const pairs = pairsOf(weights);
    const near = scale * neighbourDifferences(pairs, values);
    const far = Math.max(0, value - near);
    const farPairs = n * (n - 1) - details.links;
    return {
      coverage,
      value,
      details: {
        near,
        far,
        farShare: value === 0 ? null : far / value,
        polarisation: near === 0 || farPairs === 0 ? null : (far / near) * (details.links / farPairs),
        p: permutations === 0 ? null : farTail(values, pairs, { permutations, seed }),
        ...details,
      },
    };
  },
});

/** Neighbours as pairs, each once: how often (once or in both directions) one is the neighbour of the other. */
interface NeighbourPairs {
  first: Uint32Array;
  second: Uint32Array;
  times: Float64Array;
}

function pairsOf({ size, offsets, targets, weights }: SparseRows): NeighbourPairs {
  const times = new Map<number, number>();
  for (let row = 0; row < size; row++)
    for (let entry = offsets[row]!; entry < offsets[row + 1]!; entry++) {
      const target = targets[entry]!;
      const key = Math.min(row, target) * size + Math.max(row, target);
      times.set(key, (times.get(key) ?? 0) + weights[entry]!);
    }
  const keys = [...times.keys()].sort((a, b) => a - b);
  return {
    first: Uint32Array.from(keys, (key) => Math.floor(key / size)),
    second: Uint32Array.from(keys, (key) => key % size),
    times: Float64Array.from(keys, (key) => times.get(key)!),
  };
}

/** Σ_i Σ_j w_ij |x_i − x_j|. */
function neighbourDifferences({ first, second, times }: NeighbourPairs, x: Float64Array): number {
  let total = 0;
  for (let pair = 0; pair < times.length; pair++)
    total += times[pair]! * Math.abs(x[first[pair]!]! - x[second[pair]!]!);
  return total;
}

/** How seldom values in random places differ as little between neighbours: G is the same for all of them. */
function farTail(
  values: Float64Array,
  pairs: NeighbourPairs,
  { permutations, seed }: { permutations: number; seed: number },
): number {
  const random = createRandom(seed);
  const observed = neighbourDifferences(pairs, values);
  const permuted = values.slice();
  let asFar = 0;
  for (let run = 0; run < permutations; run++) {
    shuffle(permuted, random);
    if (neighbourDifferences(pairs, permuted) <= observed) asFar++;
  }
  return (asFar + 1) / (permutations + 1);
}
