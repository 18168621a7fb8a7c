import { z } from 'zod';
import { coverageOf, undefinedOver } from '../coverage.ts';
import { locatedClasses } from '../inputs/located.ts';
import { defineMeasure } from '../measure.ts';
import { oneNumber } from '../output-shape.ts';
import { drawing } from '../random.ts';
import type { SparseRows } from '../sparse-rows.ts';
import { restrictRows } from '../sparse-rows.ts';
import { permutationFields, permutationTest } from './permutation-test.ts';
import { describeLinks, neighbourhood } from './spatial-weights.ts';

export const joinCounts = defineMeasure({
  id: 'join-counts',
  group: 'association',
  title: { zh: '同类邻接计数', en: 'Join counts' },
  summary: {
    zh: '相邻单元属于同一类（如同一层级）的份额。',
    en: 'Share of neighbouring pairs that are of the same class, e.g. of the same tier.',
  },
  formula: String.raw`J = \frac{\sum_{i,j} w_{ij} \, [c_i = c_j]}{\sum_{i,j} w_{ij}}`,
  unit: '',
  range: [0, 1],
  scope: 'nation',
  input: locatedClasses,
  output: oneNumber({
    pairs: z
      .array(z.object({ a: z.string(), b: z.string(), count: z.number() }))
      .describe('Weight of neighbouring pairs by their classes, each pair counted once.'),
    ...permutationFields,
    ...neighbourhood,
  }),
  params: [...drawing],
  source:
    'Moran, P. A. P. (1948). The interpretation of statistical maps. Journal of the Royal Statistical Society B 10, 243–251.',
  example: {
    input: {
      classes: ['core', 'core', 'rest', 'rest'],
      links: [
        ['1', '2'],
        ['2', '3'],
        ['3', '4'],
        ['4', '1'],
      ],
    },
    params: { permutations: 0 },
    value: 0.5,
    source: 'By hand: two of the four sides of a square join equal classes.',
  },
  evaluate(input, { permutations, seed }) {
    const isPresent = (unit: number): boolean => input.classes[unit] !== null;
    const coverage = coverageOf(input.codes, isPresent);
    const positions = [...input.codes.keys()].filter(isPresent);
    const codes = positions.map((position) => input.codes[position]!);
    const weights = restrictRows(input.neighbours, positions);
    const details = describeLinks(codes, weights);
    if (coverage.n < 2) return undefinedOver(coverage, 'too_few_units');
    if (details.links === 0) return undefinedOver(coverage, 'no_edges');
    const classes = positions.map((position) => input.classes[position]!);
    const ids = [...new Set(classes)].sort();
    const numbered = Float64Array.from(classes, (each) => ids.indexOf(each));
    const total = weights.weights.reduce((sum, weight) => sum + weight, 0);
    const statistic = (permuted: Float64Array): number => equalJoins(weights, permuted) / total;
    return {
      coverage,
      value: statistic(numbered),
      details: {
        pairs: countPairs(weights, numbered, ids),
        ...permutationTest(numbered, statistic, { permutations, seed }),
        ...details,
      },
    };
  },
});

/** Weight of the links that join equal classes. */
function equalJoins({ size, offsets, targets, weights }: SparseRows, classes: Float64Array): number {
  let total = 0;
  for (let row = 0; row < size; row++)
    for (let entry = offsets[row]!; entry < offsets[row + 1]!; entry++)
      if (classes[row] === classes[targets[entry]!]) total += weights[entry]!;
  return total;
}

/** Weight by pair of classes; each direction of a link gives half. */
function countPairs({ size, offsets, targets, weights }: SparseRows, classes: Float64Array, ids: string[]) {
  const counts = new Map<number, number>();
  for (let row = 0; row < size; row++)
    for (let entry = offsets[row]!; entry < offsets[row + 1]!; entry++) {
      const [own, other] = [classes[row]!, classes[targets[entry]!]!];
      const key = Math.min(own, other) * ids.length + Math.max(own, other);
      counts.set(key, (counts.get(key) ?? 0) + weights[entry]! / 2);
    }
  return [...counts]
    .sort(([a], [b]) => a - b)
    .map(([key, count]) => ({ a: ids[Math.floor(key / ids.length)]!, b: ids[key % ids.length]!, count }));
}
