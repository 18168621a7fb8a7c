import { z } from 'zod';
import type { Coverage } from '../outcome.ts';
import { pick, presentRows } from '../coverage.ts';
import type { Located } from '../inputs/located.ts';
import type { SparseRows } from '../sparse-rows.ts';
import { restrictRows, rowSums } from '../sparse-rows.ts';

/** Parameter of the measures of association: how neighbours are weighted. */
export const weightStyle = {
  name: 'style',
  description: {
    zh: 'row：每行权重和为 1（取邻居均值）；given：按给定权重。',
    en: 'row: the weights of each unit add up to 1 (a mean of neighbours); given: weights as they are.',
  },
  type: 'enum',
  values: ['row', 'given'],
  default: 'row',
} as const;

/** Details that say on which neighbourhood a result stands. */
export const neighbourhood = {
  links: z.int().describe('Weights above zero, each direction counted.'),
  islands: z.array(z.string()).describe('Units without neighbours: they stay, with a neighbourhood of 0.'),
};

/** The units that have a value, with their neighbours among each other. */
export interface Neighbourhood {
  codes: string[];
  values: Float64Array;
  weights: SparseRows;
  coverage: Coverage;
  details: { links: number; islands: string[] };
}

/** Drops units without a value together with their links, and scales the weights by `style`. */
export function neighbourhoodOf(input: Located, style: 'row' | 'given'): Neighbourhood {
  const { positions, coverage } = presentRows(input.codes, input.values);
  const codes = positions.map((position) => input.codes[position]!);
  const weights = styled(restrictRows(input.neighbours, positions), style);
  return {
    codes,
    values: pick(input.values, positions),
    weights,
    coverage,
    details: describeLinks(codes, weights),
  };
}

/** Row-standardised weights, or the weights as given. */
export function styled(rows: SparseRows, style: 'row' | 'given'): SparseRows {
  if (style === 'given') return rows;
  const sums = rowSums(rows);
  const weights = rows.weights.slice();
  for (let row = 0; row < rows.size; row++)
    for (let entry = rows.offsets[row]!; entry < rows.offsets[row + 1]!; entry++)
      weights[entry] = sums[row] === 0 ? 0 : weights[entry]! / sums[row]!;
  return { ...rows, weights };
}

export function describeLinks(codes: readonly string[], weights: SparseRows) {
  const sums = rowSums(weights);
  return {
    links: weights.weights.filter((weight) => weight > 0).length,
    islands: codes.filter((_, unit) => sums[unit] === 0),
  };
}

/** S₀, S₁ and S₂ of Cliff & Ord: what the variances of global statistics need of the weights. */
export interface WeightSums {
  s0: number;
  s1: number;
  s2: number;
}

/** Sums over weights that the variances need: S0, S1, S2 of Cliff & Ord (1981), Spatial processes, chapter 2. */
export function weightSums(rows: SparseRows): WeightSums {
  const rowTotals = rowSums(rows);
  const columnTotals = new Float64Array(rows.size);
  const transposed = new Map<number, number>();
  let s0 = 0;
  for (let row = 0; row < rows.size; row++)
    for (let entry = rows.offsets[row]!; entry < rows.offsets[row + 1]!; entry++) {
      const [target, weight] = [rows.targets[entry]!, rows.weights[entry]!];
      columnTotals[target]! += weight;
      transposed.set(target * rows.size + row, weight);
      s0 += weight;
    }

  // S1 = ½ Σ (w_ij + w_ji)²: each entry gives its square and its product with the entry across the diagonal.
  let s1 = 0;
  for (let row = 0; row < rows.size; row++)
    for (let entry = rows.offsets[row]!; entry < rows.offsets[row + 1]!; entry++) {
      const weight = rows.weights[entry]!;
      s1 += weight * (weight + (transposed.get(row * rows.size + rows.targets[entry]!) ?? 0));
    }
  const s2 = rowTotals.reduce((total, each, unit) => total + (each + columnTotals[unit]!) ** 2, 0);
  return { s0, s1, s2 };
}
