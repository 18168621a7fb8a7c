import { z } from 'zod';
import { createRandom, shuffle } from '../random.ts';

/** Details of a permutation test. */
export const permutationFields = {
  p: z
    .number()
    .nullable()
    .describe('Pseudo p of the permutation test, one-sided towards the observed side; null without one.'),
  permutationMean: z.number().nullable().describe('Mean of the statistic over permutations.'),
  permutationDeviation: z.number().nullable().describe('Standard deviation over permutations.'),
};

export interface PermutationTest {
  p: number | null;
  permutationMean: number | null;
  permutationDeviation: number | null;
}

/**
 * Spreads the values over the places at random, again and again, and says how seldom the statistic is as extreme as
 * observed: p = (1 + #) / (R + 1), # counted on the side on which the observation lies (Anselin 1995).
 */
export function permutationTest(
  values: Float64Array,
  statistic: (permuted: Float64Array) => number,
  { permutations, seed }: { permutations: number; seed: number },
): PermutationTest {
  if (permutations === 0) return { p: null, permutationMean: null, permutationDeviation: null };
  const random = createRandom(seed);
  const observed = statistic(values);
  const permuted = values.slice();
  let [atLeast, mean, deviations] = [0, 0, 0];
  for (let run = 1; run <= permutations; run++) {
    shuffle(permuted, random);
    const simulated = statistic(permuted);
    if (simulated >= observed) atLeast++;
    const step = simulated - mean;
    mean += step / run;
    deviations += step * (simulated - mean);
  }
  return {
    p: foldedP(atLeast, permutations),
    permutationMean: mean,
    permutationDeviation: Math.sqrt(deviations / permutations),
  };
}

/** Pseudo p of the nearer tail, from the number of permutations at least as large as the observation. */
export const foldedP = (atLeast: number, permutations: number): number =>
  (Math.min(atLeast, permutations - atLeast) + 1) / (permutations + 1);
