/** Name of the generator, carried by every result that used it. */
export const GENERATOR = 'xoshiro128**';

export interface Random {
  /** Uniform number in [0, 1) with 32 bits. */
  next(): number;
  /** Uniform whole number from 0 to `count` − 1, for count up to 2^32. */
  below(count: number): number;
}

/**
 * Seeded generator xoshiro128** 1.1 (Blackman & Vigna 2021, ACM TOMS 47(4)), its state filled from the seed by
 * splitmix32: the same numbers on every machine.
 */
export function createRandom(seed: number): Random {
  let state = seed | 0;
  const splitmix = (): number => {
    state = (state + 0x9e3779b9) | 0;
    let mixed = Math.imul(state ^ (state >>> 16), 0x21f0aaad);
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
    return mixed ^ (mixed >>> 15);
  };
  let [a, b, c, d] = [splitmix(), splitmix(), splitmix(), splitmix()];
  const bits = (): number => {
    const product = Math.imul(b, 5);
    const result = Math.imul((product << 7) | (product >>> 25), 9);
    const shifted = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= shifted;
    d = (d << 11) | (d >>> 21);
    return result >>> 0;
  };
  return {
    next: () => bits() / 2 ** 32,
    below: (count) => Math.floor((bits() * count) / 2 ** 32),
  };
}

/** Shuffles in place (Fisher & Yates): every order is equally likely. */
export function shuffle(values: Float64Array | Uint32Array, random: Random): void {
  for (let last = values.length - 1; last > 0; last--) {
    const other = random.below(last + 1);
    const kept = values[last]!;
    values[last] = values[other]!;
    values[other] = kept;
  }
}

/** Parameter: how often values are spread over places at random. */
export const permutationsParam = {
  name: 'permutations',
  description: { zh: '随机置换次数。', en: 'Number of random permutations; 0 for none.' },
  type: 'integer',
  default: 999,
  minimum: 0,
  maximum: 99_999,
} as const;

/** Parameters of every measure that draws: they travel with the result, so that it can be repeated. */
export const seedParams = [
  {
    name: 'seed',
    description: { zh: '随机数种子。', en: 'Seed of the random numbers.' },
    type: 'integer',
    default: 1,
    minimum: 0,
    maximum: 4_294_967_295,
  },
  {
    name: 'generator',
    description: { zh: '随机数发生器。', en: 'Generator of the random numbers.' },
    type: 'enum',
    values: [GENERATOR],
    default: GENERATOR,
  },
] as const;

/** Parameters of a permutation test. */
export const drawing = [permutationsParam, ...seedParams] as const;
