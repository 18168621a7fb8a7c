import { logGamma } from './gamma.ts';

/**
 * Upper tail of the chi-square distribution: the regularised incomplete gamma function Q(k/2, x/2), by its series
 * below the mean and its continued fraction above (Abramowitz & Stegun 6.5.29 and 6.5.31).
 */
export function chiSquareTail(x: number, freedom: number): number {
  const [a, t] = [freedom / 2, x / 2];
  if (t <= 0) return 1;
  const front = Math.exp(a * Math.log(t) - t - logGamma(a));
  return t < a + 1 ? 1 - front * lowerSeries(a, t) : front * upperFraction(a, t);
}

function lowerSeries(a: number, t: number): number {
  let term = 1 / a;
  let total = term;
  for (let n = 1; term > 1e-17 * total; n++) {
    term *= t / (a + n);
    total += term;
  }
  return total;
}

function upperFraction(a: number, t: number): number {
  let b = t + 1 - a;
  let c = 1e300;
  let d = 1 / b;
  let fraction = d;
  for (let n = 1; n < 1000; n++) {
    const term = -n * (n - a);
    b += 2;
    d = 1 / (term * d + b);
    c = b + term / c;
    fraction *= c * d;
    if (Math.abs(c * d - 1) < 1e-16) break;
  }
  return fraction;
}
