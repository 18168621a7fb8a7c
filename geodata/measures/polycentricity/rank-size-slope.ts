import { z } from 'zod';
import { presentValues, undefinedOver } from '../coverage.ts';
import { vector } from '../inputs/vector.ts';
import { fitLine } from '../least-squares.ts';
import { defineMeasure } from '../measure.ts';
import { oneNumber } from '../output-shape.ts';
import { meanOf } from '../summation.ts';

export const rankSizeSlope = defineMeasure({
  id: 'rank-size-slope',
  group: 'polycentricity',
  title: { zh: '位序–规模斜率', en: 'Rank-size slope of the top places' },
  summary: {
    zh: '前 2、3、4 位城市位序–规模回归斜率的平均：越平缓越多中心。',
    en: 'Mean slope of log size on log rank over the top 2, 3 and 4 places: the flatter, the more polycentric.',
  },
  formula: String.raw`\ln x_{(r)} = a_N + b_N \ln r, \quad r \le N, \qquad \bar{b} = \tfrac{1}{3} \sum_{N=2}^{4} b_N`,
  unit: '',
  range: [null, 0],
  scope: 'agglomeration',
  input: vector,
  output: oneNumber({
    slopes: z
      .array(z.object({ places: z.int(), slope: z.number() }))
      .describe('Slope over each number of places.'),
  }),
  params: [],
  source:
    'Burger, M. & Meijers, E. (2012). Form follows function? Linking morphological and functional polycentricity. Urban Studies 49(5), 1127–1149.',
  example: {
    input: [8, 4, 2, 1],
    value: (-1 - 1.2336619422521742 - 1.4590219582913306) / 3,
    source: 'Slopes −1, −1.23366, −1.45902 by numpy.polyfit.',
  },
  evaluate(input) {
    const { coverage, values } = presentValues(input);
    const sizes = values
      .filter((size) => size > 0)
      .sort()
      .reverse();
    if (coverage.n < 3 || sizes.length < 3) return undefinedOver(coverage, 'too_few_units');
    if (values.some((size) => size < 0)) return undefinedOver(coverage, 'negative_values');
    const slopes = [2, 3, 4]
      .filter((places) => places <= sizes.length)
      .map((places) => ({ places, slope: slopeOfTop(sizes, places) }));
    return {
      coverage,
      value: meanOf(Float64Array.from(slopes, ({ slope }) => slope)),
      details: { slopes },
      ...(slopes.length < 3 ? { flags: ['incomplete'] } : {}),
    };
  },
});

function slopeOfTop(sizes: Float64Array, places: number): number {
  const ranks = Float64Array.from({ length: places }, (_, index) => Math.log(index + 1));
  return fitLine(ranks, sizes.slice(0, places).map(Math.log))!.slope;
}
