import { z } from 'zod';
import { presentValues, undefinedOver, whyNoShares } from '../coverage.ts';
import { vector } from '../inputs/vector.ts';
import { defineMeasure } from '../measure.ts';
import { oneNumber } from '../output-shape.ts';
import { evenness } from './evenness.ts';

export const morphologicalPolycentricity = defineMeasure({
  id: 'morphological-polycentricity',
  group: 'polycentricity',
  title: { zh: '形态多中心度', en: 'Morphological polycentricity' },
  summary: {
    zh: '城市群内各中心规模是否均衡：1 为规模相同，0 为一大一无。',
    en: 'Whether the centres of an agglomeration are of similar size: 1 all the same, 0 one has all.',
  },
  formula: String.raw`P = 1 - \frac{\sigma(x)}{\sigma_{\max}}, \quad \sigma_{\max} = \frac{\max_i x_i}{2}`,
  unit: '',
  range: [0, 1],
  scope: 'agglomeration',
  input: vector,
  output: oneNumber({ deviation: z.number().describe('Standard deviation σ of the sizes (divisor n).') }),
  params: [],
  source:
    'Green, N. (2007). Functional polycentricity: a formal definition in terms of social network analysis. Urban Studies 44(11), 2077–2103.',
  example: {
    input: [4, 2, 0],
    value: 1 - Math.sqrt(8 / 3) / 2,
    details: { deviation: Math.sqrt(8 / 3) },
    source: 'By hand: variance (4 + 0 + 4)/3 over (4/2)².',
  },
  evaluate(input) {
    const present = presentValues(input);
    const { coverage, values } = present;
    if (coverage.n < 3) return undefinedOver(coverage, 'too_few_units');
    const reason = whyNoShares(present);
    if (reason !== null) return undefinedOver(coverage, reason);
    return { coverage, ...evenness(values) };
  },
});
