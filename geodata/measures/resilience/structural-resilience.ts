import { z } from 'zod';
import { coverageOf, undefinedOver } from '../coverage.ts';
import type { Network } from '../inputs/network.ts';
import { undirected } from '../inputs/network.ts';
import { networkSet } from '../inputs/network-set.ts';
import { defineMeasure } from '../measure.ts';
import { clustering } from '../network/clustering.ts';
import { efficiency } from '../network/efficiency.ts';
import { perGroup, rowReason } from '../output-shape.ts';
import { meanOf } from '../summation.ts';
import { hierarchyOf } from './hierarchy.ts';
import { matchingOf } from './matching.ts';

const dimension = z.number().nullable();

export const structuralResilience = defineMeasure({
  id: 'structural-resilience',
  group: 'resilience',
  title: { zh: '网络结构韧性', en: 'Structural resilience of networks' },
  summary: {
    zh: '层级性、匹配性、传输性、集聚性四个维度；综合得分为各维度极差标准化后的平均。',
    en: 'Hierarchy, matching, transmission and clustering of several networks, and the mean of their min–max scores.',
  },
  formula: String.raw`S_g = \tfrac{1}{4} \left( \widetilde{|a|}^{-} + \tilde{b}^{-} + \tilde{E} + \tilde{C} \right)`,
  unit: '',
  range: [0, 1],
  scope: 'agglomeration',
  input: networkSet,
  output: perGroup({
    hierarchy: dimension.describe('Slope of log degree on log rank.'),
    matching: dimension.describe('Slope of the mean degree of neighbours on the own degree.'),
    transmission: dimension.describe('Global efficiency.'),
    clustering: dimension.describe('Mean local clustering coefficient.'),
    reason: rowReason,
  }),
  params: [],
  source:
    'Crespo, J. et al. (2014). Journal of Economic Geography 14(1), 199–219; Peng, C., Lin, Y. & Gu, C. (2018), Geographical Research (structural resilience of the Middle Yangtze). Flat hierarchy and open matching count as resilient.',
  example: {
    input: [
      {
        id: 'star',
        edges: [
          ['a', 'hub'],
          ['b', 'hub'],
          ['c', 'hub'],
        ],
      },
      {
        id: 'tail',
        edges: [
          ['a', 'b'],
          ['b', 'c'],
          ['a', 'c'],
          ['c', 'd'],
        ],
      },
    ],
    value: [
      {
        group: 'star',
        value: 0.25,
        hierarchy: -0.8050693741248028,
        matching: -1,
        transmission: 0.75,
        clustering: 0,
      },
      {
        group: 'tail',
        value: 0.75,
        hierarchy: -0.6754599597605287,
        matching: -2 / 3,
        transmission: 5 / 6,
        clustering: 7 / 12,
      },
    ],
    source: 'Dimensions by hand and numpy.polyfit; of two networks each dimension scores 0 and 1.',
  },
  evaluate(input) {
    const coverage = coverageOf(
      input.map(({ id }) => id),
      (index) => input[index]!.network.edges > 0,
    );
    if (input.length === 0) return undefinedOver(coverage, 'too_few_units');
    const rows = input
      .map(({ id, network }) => ({ group: id, ...dimensionsOf(undirected(network)) }))
      .sort((a, b) => (a.group < b.group ? -1 : 1));

    // A hierarchy is the flatter the nearer its (negative) slope is to 0; matching the more open the lower its slope.
    const scales = [
      scoresOf(rows.map((row) => row.hierarchy)),
      scoresOf(rows.map((row) => (row.matching === null ? null : -row.matching))),
      scoresOf(rows.map((row) => row.transmission)),
      scoresOf(rows.map((row) => row.clustering)),
    ];
    const value = rows.map((row, index) => {
      const scores = scales.flatMap((scale) => scale[index] ?? []);
      if (scores.length < scales.length) return { ...row, value: null, reason: 'constant' };
      return { ...row, value: meanOf(Float64Array.from(scores)) };
    });
    return { coverage, value };
  },
});

function dimensionsOf(network: Network) {
  if (network.edges === 0) return { hierarchy: null, matching: null, transmission: null, clustering: null };
  return {
    hierarchy: hierarchyOf(network, 'degree'),
    matching: matchingOf(network),
    transmission: efficiency.compute(network).value,
    clustering: clustering.compute(network).details?.mean ?? null,
  };
}

/** Min–max scores; null where a value is missing or all are the same. */
function scoresOf(values: (number | null)[]): (number | null)[] {
  const defined = values.filter((value) => value !== null);
  const [low, high] = [Math.min(...defined), Math.max(...defined)];
  return values.map((value) => (value === null || low === high ? null : (value - low) / (high - low)));
}
