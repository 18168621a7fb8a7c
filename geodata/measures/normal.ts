/**
 * Upper tail of the standard normal distribution, 1 − Φ(x), to about 1e-15 relative: Taylor series of erf near 0,
 * continued fraction of erfc further out (Abramowitz & Stegun 7.1.6 and 7.1.14).
 */
export function normalTail(x: number): number {
  if (x < 0) return 1 - normalTail(-x);
  const t = x / Math.SQRT2;
  return t < 2.5 ? 0.5 * (1 - errorFunctionNearZero(t)) : 0.5 * complementaryFraction(t);
}

function errorFunctionNearZero(t: number): number {
  let term = t;
  let total = t;
  for (let n = 1; Math.abs(term) > 1e-17 * total; n++) {
    term *= (2 * t * t) / (2 * n + 1);
    total += term;
  }
  return (2 / Math.sqrt(Math.PI)) * Math.exp(-t * t) * total;
}

function complementaryFraction(t: number): number {
  let fraction = t;
  for (let n = 60; n > 0; n--) fraction = t + n / 2 / fraction;
  return Math.exp(-t * t) / (Math.sqrt(Math.PI) * fraction);
}
