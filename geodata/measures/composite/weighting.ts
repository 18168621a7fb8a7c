import { completeRows } from '../complete-rows.ts';
import { pearson } from '../correlation.ts';
import type { IndicatorPlace, IndicatorSystem } from '../inputs/indicator-system.ts';
import { squaredDeviations, sum } from '../summation.ts';
import { symmetricEigen } from './eigen.ts';
import { normalise } from './normalise.ts';

export const weightings = ['nested', 'equal', 'entropy', 'critic', 'pca'] as const;
export type Weighting = (typeof weightings)[number];

/** Parameter of every measure that weights indicators. */
export const weightingParam = {
  name: 'weighting',
  description: {
    zh: 'nested 逐级等权；equal 指标等权；entropy 熵权；critic CRITIC 法；pca 主成分。',
    en: 'nested: equal within every level; equal: all indicators the same; entropy, critic, pca: from the data.',
  },
  type: 'enum',
  values: weightings,
  default: 'nested',
} as const;

/**
 * Weight of each indicator, adding up to 1; null where the data give none (too few complete units, all constant). The
 * ways that look at the data do so over units without gaps, on the min–max scale; a constant indicator gets 0.
 */
export function weightsOf(system: IndicatorSystem, how: Weighting): number[] | null {
  if (how === 'equal') return shares(system.places.map(() => 1));
  if (how === 'nested') return nestedWeights(system.places);
  const rows = [...completeRows({ ...system, values: normalise(system, 'min-max') }).rows.values()];
  if (rows.length < 3) return null;
  const columns = system.places.map((_, indicator) => Float64Array.from(rows, (row) => row[indicator]!));
  const varies = columns.map((column) => column.some((value) => value !== column[0]));
  const raw = { entropy: entropyWeights, critic: criticWeights, pca: componentWeights }[how](
    columns.filter((_, indicator) => varies[indicator]),
  );
  let next = 0;
  return shares(varies.map((each) => (each ? raw[next++]! : 0)));
}

/** Equal weights within the system, and within each group again: 1 / Π (number of siblings on each level). */
function nestedWeights(places: readonly IndicatorPlace[]): number[] {
  const siblings = new Map<string, Set<string>>();
  const chains = places.map(({ id, path }) => [...path, `indicator ${id}`]);
  const parentOf = (chain: string[], level: number): string => JSON.stringify(chain.slice(0, level));
  for (const chain of chains)
    chain.forEach((member, level) => {
      const parent = parentOf(chain, level);
      siblings.set(parent, (siblings.get(parent) ?? new Set()).add(member));
    });
  return chains.map((chain) =>
    chain.reduce((weight, _, level) => weight / siblings.get(parentOf(chain, level))!.size, 1),
  );
}

/** 1 − e_j with the entropy e_j of the shares of units, over ln n. */
function entropyWeights(columns: readonly Float64Array[]): number[] {
  return columns.map((column) => {
    const total = sum(column);
    const negative = sum(
      column.map((value) => (value === 0 ? 0 : (value / total) * Math.log(value / total))),
    );
    return 1 + negative / Math.log(column.length);
  });
}

/** Standard deviation times the conflict with all others, Σ (1 − r) (Diakoulaki et al. 1995). */
function criticWeights(columns: readonly Float64Array[]): number[] {
  return columns.map((column) => {
    const deviation = Math.sqrt(squaredDeviations(column) / (column.length - 1));
    return deviation * sum(columns.map((other) => conflict(column, other)));
  });
}

/** 1 − r, and exactly 0 where indicators agree but for rounding. */
function conflict(column: Float64Array, other: Float64Array): number {
  const difference = 1 - (pearson(column, other) ?? 0);
  return difference < 1e-12 ? 0 : difference;
}

/** Variance of each indicator that principal components with eigenvalue above 1 explain: Σ λ_k v_jk². */
function componentWeights(columns: readonly Float64Array[]): number[] {
  const correlations = columns.map((column) =>
    Float64Array.from(columns, (other) => (column === other ? 1 : (pearson(column, other) ?? 0))),
  );
  const { values, vectors } = symmetricEigen(correlations);
  const kept = values.flatMap((value, k) => (value > 1 || k === 0 ? [k] : []));
  return columns.map((_, j) => sum(kept.map((k) => values[k]! * vectors[k]![j]! ** 2)));
}

function shares(raw: number[]): number[] | null {
  const total = sum(raw);
  return total > 0 ? raw.map((each) => each / total) : null;
}
