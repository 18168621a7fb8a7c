import { undefinedOver } from '../coverage.ts';
import { network } from '../inputs/network.ts';
import { defineMeasure } from '../measure.ts';
import { perUnit } from '../output-shape.ts';
import { rowSums } from '../sparse-rows.ts';

const MAXIMUM_STEPS = 10_000;
const TOLERANCE = 1e-14;

export const pagerank = defineMeasure({
  id: 'pagerank',
  group: 'network',
  title: { zh: '网页排名（PageRank）', en: 'PageRank' },
  summary: {
    zh: '沿边随机行走、偶尔跳转者停留在各节点的时间份额。',
    en: 'Share of time that a walker, who follows edges by weight and sometimes jumps anywhere, spends at a node.',
  },
  formula: String.raw`p_i = \frac{1 - d}{n} + d \sum_j \frac{w_{ji}}{s_j^{\text{out}}} p_j`,
  unit: '',
  range: [0, 1],
  scope: 'unit',
  input: network,
  output: perUnit({}),
  params: [
    {
      name: 'damping',
      description: { zh: '沿边行走的概率 d。', en: 'Probability d of following an edge.' },
      type: 'number',
      default: 0.85,
      minimum: 0,
      maximum: 0.999,
    },
  ],
  source:
    'Brin, S. & Page, L. (1998). Computer Networks and ISDN Systems 30, 107–117; from a node without a way out, the walker jumps.',
  example: {
    input: {
      edges: [
        ['a', 'b'],
        ['b', 'a'],
        ['c', 'a'],
      ],
      directed: true,
    },
    params: { damping: 0.5 },
    value: [
      { code: 'a', value: 4 / 9 },
      { code: 'b', value: 7 / 18 },
      { code: 'c', value: 1 / 6 },
    ],
    source: 'By hand: c = 1/6, a = 1/6 + (b + c)/2, b = 1/6 + a/2.',
  },
  evaluate({ coverage, codes, out }, { damping }) {
    const n = codes.length;
    if (n === 0) return undefinedOver(coverage, 'too_few_units');
    const leaving = rowSums(out);
    let rank = new Float64Array(n).fill(1 / n);
    for (let step = 0; step < MAXIMUM_STEPS; step++) {
      const stuck = rank.reduce((total, each, node) => (leaving[node] === 0 ? total + each : total), 0);
      const next = new Float64Array(n).fill((1 - damping + damping * stuck) / n);
      for (let node = 0; node < n; node++)
        for (let entry = out.offsets[node]!; entry < out.offsets[node + 1]!; entry++)
          next[out.targets[entry]!]! += (damping * rank[node]! * out.weights[entry]!) / leaving[node]!;
      const change = next.reduce((total, each, node) => total + Math.abs(each - rank[node]!), 0);
      rank = next;
      if (change < TOLERANCE)
        return { coverage, value: codes.map((code, node) => ({ code, value: rank[node]! })) };
    }
    return undefinedOver(coverage, 'no_convergence');
  },
});
