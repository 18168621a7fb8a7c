import type { Random } from '../random.ts';

/**
 * Random weights that add up to 1 and scatter around `means` (which add up to 1): a Dirichlet distribution with the
 * parameters `concentration · mean`. Each weight has the variance mean·(1 − mean)/(concentration + 1).
 */
export function drawWeights(means: readonly number[], concentration: number, random: Random): number[] {
  const gammas = means.map((mean) => drawGamma(concentration * mean, random));
  const total = gammas.reduce((sum, each) => sum + each, 0);
  // With tiny parameters all draws can vanish in float64; then the means are as good as any.
  return total > 0 ? gammas.map((each) => each / total) : [...means];
}

/** Gamma variate with scale 1 by Marsaglia & Tsang (2000), ACM TOMS 26, 363–372; below shape 1 by their boost. */
function drawGamma(shape: number, random: Random): number {
  if (shape < 1) return drawGamma(shape + 1, random) * (1 - random.next()) ** (1 / shape);
  const d = shape - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const x = drawNormal(random);
    const v = (1 + c * x) ** 3;
    if (v <= 0) continue;
    const u = 1 - random.next();
    if (Math.log(u) < 0.5 * x * x + d - d * v + d * Math.log(v)) return d * v;
  }
}

/** Standard normal variate (Box & Muller 1958). */
const drawNormal = (random: Random): number =>
  Math.sqrt(-2 * Math.log(1 - random.next())) * Math.cos(2 * Math.PI * random.next());
