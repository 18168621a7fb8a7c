import { z } from 'zod';
import { undefinedOver } from '../coverage.ts';
import { starOfThree } from '../example-inputs.ts';
import { network, undirected } from '../inputs/network.ts';
import { defineMeasure } from '../measure.ts';
import { perUnit } from '../output-shape.ts';
import { attackedShares, attackOrder } from './robustness.ts';

export const removalCurve = defineMeasure({
  id: 'removal-curve',
  group: 'network',
  title: { zh: '网络鲁棒性曲线', en: 'Robustness curve' },
  summary: {
    zh: '按顺序移除节点：每移除一个之后，最大连通分量还含多少节点。',
    en: 'Nodes in the order they are removed, with the share of nodes that the largest component has after each.',
  },
  formula: String.raw`S(q), \quad q = 1 \dots n`,
  unit: '',
  range: [0, 1],
  scope: 'unit',
  input: network,
  output: perUnit({
    step: z.int().describe('Place in the order of removal, from 1.'),
    removed: z.number().describe('Share of all nodes removed so far.'),
  }),
  params: [
    {
      name: 'attack',
      description: {
        zh: 'degree：每次移除当时度最大者；initial：按初始度。',
        en: 'degree: the node with most edges left; initial: by degree at the start.',
      },
      type: 'enum',
      values: ['degree', 'initial'],
      default: 'degree',
    },
  ],
  source:
    'Schneider, C. M. et al. (2011). Mitigation of malicious attacks on networks. PNAS 108, 3838–3841; the mean of the values is their R (robustness).',
  example: {
    input: starOfThree,
    value: [
      { code: 'hub', value: 0.25, step: 1, removed: 0.25 },
      { code: 'a', value: 0.25, step: 2, removed: 0.5 },
      { code: 'b', value: 0.25, step: 3, removed: 0.75 },
      { code: 'c', value: 0, step: 4, removed: 1 },
    ],
    source: 'By hand: without its centre a star falls into single nodes.',
  },
  evaluate(input, { attack }) {
    const plain = undirected(input);
    const { coverage, codes, out, edges } = plain;
    if (edges === 0) return undefinedOver(coverage, 'no_edges');
    const order = attackOrder(plain, attack);
    const shares = attackedShares(out, order);
    const value = Array.from(order, (node, index) => ({
      code: codes[node]!,
      value: shares[index + 1]!,
      step: index + 1,
      removed: (index + 1) / codes.length,
    }));
    return { coverage, value, variant: attack };
  },
});
