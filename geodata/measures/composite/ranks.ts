/** Rank of each unit from 1 for the largest value; ties by code; null without a value. */
export function ranksOf(codes: readonly string[], values: readonly (number | null)[]): (number | null)[] {
  const ranked = [...codes.keys()]
    .filter((unit) => values[unit] !== null)
    .sort((a, b) => values[b]! - values[a]! || (codes[a]! < codes[b]! ? -1 : 1));
  const ranks: (number | null)[] = codes.map(() => null);
  ranked.forEach((unit, index) => (ranks[unit] = index + 1));
  return ranks;
}
