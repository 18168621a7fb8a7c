import { pick, presentRows, undefinedOver } from '../coverage.ts';
import { locatedPair } from '../inputs/located.ts';
import { defineMeasure } from '../measure.ts';
import { oneNumber } from '../output-shape.ts';
import { drawing } from '../random.ts';
import { multiply, restrictRows } from '../sparse-rows.ts';
import { sumOf } from '../summation.ts';
import { deviations } from './moran.ts';
import { permutationFields, permutationTest } from './permutation-test.ts';
import { describeLinks, neighbourhood, styled, weightStyle } from './spatial-weights.ts';

export const bivariateMoran = defineMeasure({
  id: 'bivariate-moran',
  group: 'association',
  title: { zh: '双变量莫兰指数', en: "Bivariate Moran's I" },
  summary: {
    zh: '一个量高的地方，其邻居的另一个量是否也高。',
    en: 'Whether places high in one quantity have neighbours high in another.',
  },
  formula: String.raw`I_{xy} = \frac{n}{S_0} \, \frac{\sum_i \sum_j w_{ij} z^x_i z^y_j}{\sqrt{\sum_i (z^x_i)^2 \sum_i (z^y_i)^2}}`,
  unit: '',
  range: [null, null],
  scope: 'nation',
  input: locatedPair,
  output: oneNumber({ ...permutationFields, ...neighbourhood }),
  params: [weightStyle, ...drawing],
  source: 'Wartenberg, D. (1985). Multivariate spatial correlation. Geographical Analysis 17, 263–283.',
  example: {
    input: {
      x: [1, 2, 3],
      y: [3, 2, 1],
      links: [
        ['1', '2'],
        ['2', '3'],
      ],
    },
    params: { permutations: 0 },
    value: 0,
    source: 'By hand: the ends have the mean as neighbour, and the middle is the mean.',
  },
  evaluate(input, { style, permutations, seed }) {
    const { positions, coverage } = presentRows(input.codes, input.x, input.y);
    if (coverage.n < 2) return undefinedOver(coverage, 'too_few_units');
    const codes = positions.map((position) => input.codes[position]!);
    const weights = styled(restrictRows(input.neighbours, positions), style);
    const details = describeLinks(codes, weights);
    if (details.links === 0) return undefinedOver(coverage, 'no_edges');
    const [x, y] = [deviations(pick(input.x, positions)), deviations(pick(input.y, positions))];
    const squares = [x, y].map((z) => sumOf(z.length, (unit) => z[unit]! ** 2));
    const spread = Math.sqrt(squares[0]!) * Math.sqrt(squares[1]!);
    if (!(spread > 0)) return undefinedOver(coverage, 'constant');
    const s0 = weights.weights.reduce((total, weight) => total + weight, 0);

    // The neighbours' quantity is permuted; that of the unit itself stays.
    const statistic = (permuted: Float64Array): number => {
      const lag = multiply(weights, permuted);
      return (coverage.n * lag.reduce((total, each, unit) => total + x[unit]! * each, 0)) / (s0 * spread);
    };
    return {
      coverage,
      value: statistic(y),
      details: { ...permutationTest(y, statistic, { permutations, seed }), ...details },
      variant: style,
    };
  },
});
