import { logGamma } from './gamma.ts';

/** Upper tail of Student's t distribution: probability of a value above t with so many degrees of freedom. */
export function studentTail(t: number, freedom: number): number {
  const tail = incompleteBeta(freedom / (freedom + t * t), freedom / 2, 0.5) / 2;
  return t >= 0 ? tail : 1 - tail;
}

/** The t above which lies `tail` of the distribution (0 < tail < 0.5), by halving. */
export function studentQuantile(tail: number, freedom: number): number {
  let [low, high] = [0, 1];
  while (studentTail(high, freedom) > tail) high *= 2;
  for (let step = 0; step < 200 && high - low > 1e-14 * high; step++) {
    const middle = (low + high) / 2;
    if (studentTail(middle, freedom) > tail) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** Regularised incomplete beta function by its continued fraction (Abramowitz & Stegun 26.5.8; Lentz's method). */
function incompleteBeta(x: number, a: number, b: number): number {
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  if (x > (a + 1) / (a + b + 2)) return 1 - incompleteBeta(1 - x, b, a);
  const front =
    Math.exp(logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log1p(-x)) / a;
  const tiny = 1e-300;
  let [numerator, denominator, fraction] = [1, 0, 1];
  for (let step = 0; step <= 400; step++) {
    const m = step >> 1;
    const term =
      step === 0
        ? 1
        : step % 2 === 0
          ? (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m))
          : (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    denominator = 1 / nonZero(1 + term * denominator, tiny);
    numerator = nonZero(1 + term / numerator, tiny);
    const change = numerator * denominator;
    fraction *= change;
    if (Math.abs(1 - change) < 1e-15) break;
  }
  return front * (fraction - 1);
}

const nonZero = (value: number, tiny: number): number => (Math.abs(value) < tiny ? tiny : value);
