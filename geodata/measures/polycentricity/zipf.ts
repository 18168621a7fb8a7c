import { z } from 'zod';
import { presentValues, undefinedOver } from '../coverage.ts';
import { vector } from '../inputs/vector.ts';
import { fitLine } from '../least-squares.ts';
import { defineMeasure } from '../measure.ts';
import { oneNumber } from '../output-shape.ts';

export const zipf = defineMeasure({
  id: 'zipf',
  group: 'polycentricity',
  title: { zh: '齐普夫指数', en: 'Zipf exponent' },
  summary: {
    zh: '全部城市的位序–规模指数：1 为齐普夫律，越大规模越均衡。',
    en: 'Rank-size exponent over all places: 1 is Zipf’s law; the larger, the more even the sizes.',
  },
  formula: String.raw`\ln \left( r - \tfrac{1}{2} \right) = a - b \ln x_{(r)}, \quad \mathrm{se}(b) = b \sqrt{2/n}`,
  unit: '',
  range: [null, null],
  scope: 'nation',
  input: vector,
  output: oneNumber({
    standardError: z.number().describe('b √(2/n), not that of least squares, which is too small.'),
    rankSizeSlope: z.number().describe('Slope of log size on log rank over all places.'),
    places: z.int().describe('Places with a size above zero.'),
  }),
  params: [],
  source:
    'Gabaix, X. & Ibragimov, R. (2011). Rank − 1/2: a simple way to improve the OLS estimation of tail exponents. Journal of Business & Economic Statistics 29(1), 24–39.',
  example: {
    input: [100, 50, 25],
    value: Math.log(5) / 2 / Math.LN2,
    details: {
      standardError: (Math.log(5) / 2 / Math.LN2) * Math.sqrt(2 / 3),
      rankSizeSlope: -1.2336619422521762,
      places: 3,
    },
    source: 'By hand: sizes evenly spaced in logs, so (ln 2½ − ln ½) / (2 ln 2); slope by numpy.polyfit.',
  },
  evaluate(input) {
    const { coverage, values } = presentValues(input);
    if (values.some((size) => size < 0)) return undefinedOver(coverage, 'negative_values');
    const sizes = values
      .filter((size) => size > 0)
      .sort()
      .reverse();
    if (sizes.length < 3) return undefinedOver(coverage, 'too_few_units');
    const logs = sizes.map(Math.log);
    const halved = Float64Array.from(sizes, (_, index) => Math.log(index + 0.5));
    const fit = fitLine(logs, halved);
    if (fit === null) return undefinedOver(coverage, 'constant');
    const ranks = Float64Array.from(sizes, (_, index) => Math.log(index + 1));
    return {
      coverage,
      value: -fit.slope,
      details: {
        standardError: Math.abs(fit.slope) * Math.sqrt(2 / sizes.length),
        rankSizeSlope: fitLine(ranks, logs)!.slope,
        places: sizes.length,
      },
    };
  },
});
