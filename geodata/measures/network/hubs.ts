import { z } from 'zod';
import { undefinedOver } from '../coverage.ts';
import { network, undirected } from '../inputs/network.ts';
import { defineMeasure } from '../measure.ts';
import { perUnit } from '../output-shape.ts';
import { rowSums } from '../sparse-rows.ts';
import { meanOf, squaredDeviations } from '../summation.ts';
import { coreNumbers } from './k-core.ts';

export const hubs = defineMeasure({
  id: 'hubs',
  group: 'network',
  title: { zh: '枢纽', en: 'Hubs' },
  summary: {
    zh: '对数强度比均值高出若干标准差者，或最内核中的节点，为枢纽。',
    en: 'A node is a hub where its log strength lies so many deviations above the mean, or in the innermost core.',
  },
  formula: String.raw`z_i = \frac{\ln s_i - \overline{\ln s}}{\sigma(\ln s)}`,
  unit: 'standard deviations',
  range: [null, null],
  scope: 'unit',
  input: network,
  output: perUnit({
    hub: z.boolean().describe('Whether the rule makes it a hub.'),
    strength: z.number().describe('Sum of the weights of its edges.'),
    core: z.int().describe('Core number.'),
  }),
  params: [
    {
      name: 'threshold',
      description: { zh: '标准差个数。', en: 'Standard deviations above the mean of log strength.' },
      type: 'number',
      default: 2,
    },
    {
      name: 'rule',
      description: {
        zh: 'strength 按强度；core 按最内核；either 任一。',
        en: 'strength: by deviations; core: by the innermost core; either of the two.',
      },
      type: 'enum',
      values: ['strength', 'core', 'either'],
      default: 'strength',
    },
  ],
  source:
    'Rule stated here; log strengths because strengths of city networks are heavily skewed. Core: Seidman, S. B. (1983). Social Networks 5, 269–287.',
  example: {
    input: {
      edges: [
        ['a', 'hub'],
        ['b', 'hub'],
        ['c', 'hub'],
        ['d', 'hub'],
      ],
    },
    params: { threshold: 1.9 },
    value: [
      ...['a', 'b', 'c', 'd'].map((code) => ({ code, value: -0.5, hub: false, strength: 1, core: 1 })),
      { code: 'hub', value: 2, hub: true, strength: 4, core: 1 },
    ],
    source: 'By hand: logs 0, 0, 0, 0, ln 4 have mean 0.2 ln 4 and deviation 0.4 ln 4.',
  },
  evaluate(input, { threshold, rule }) {
    const { coverage, out, codes, edges } = undirected(input);
    if (edges === 0) return undefinedOver(coverage, 'no_edges');
    const strengths = rowSums(out);
    const logs = strengths.filter((each) => each > 0).map(Math.log);
    const [mean, deviation] = [meanOf(logs), Math.sqrt(squaredDeviations(logs) / logs.length)];
    if (!(deviation > 0) && rule === 'strength') return undefinedOver(coverage, 'constant');
    const cores = coreNumbers(out);
    const innermost = cores.reduce((most, core) => Math.max(most, core), 0);
    const value = codes.map((code, node) => {
      const strength = strengths[node]!;
      const z = strength > 0 && deviation > 0 ? (Math.log(strength) - mean) / deviation : null;
      const strong = z !== null && z >= threshold;
      const central = cores[node] === innermost;
      const hub = rule === 'strength' ? strong : rule === 'core' ? central : strong || central;
      return { code, value: z, hub, strength, core: cores[node]! };
    });
    return { coverage, value, variant: rule };
  },
});
