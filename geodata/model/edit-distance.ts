/**
 * Weighted edit distance with transpositions of neighbours (optimal string alignment; Boytsov 2011, ACM JEA 16).
 * Insertion, deletion and transposition cost 1; `substitution` gives the cost of a wrong character, 1 by default.
 * Stops early and returns Infinity once the distance exceeds `limit`.
 */
export function editDistance(
  a: string,
  b: string,
  limit = Infinity,
  substitution: (found: string, meant: string) => number = () => 1,
): number {
  const from = Array.from(a);
  const to = Array.from(b);
  if (Math.abs(from.length - to.length) > limit) return Infinity;
  let beforePrevious: number[] = [];
  let previous = to.map((_, index) => index + 1);
  previous.unshift(0);
  for (let i = 1; i <= from.length; i++) {
    const current = [i];
    const found = from[i - 1] ?? '';
    let smallest = i;
    for (let j = 1; j <= to.length; j++) {
      const meant = to[j - 1] ?? '';
      let distance = Math.min(
        (previous[j] ?? Infinity) + 1,
        (current[j - 1] ?? Infinity) + 1,
        (previous[j - 1] ?? Infinity) + (found === meant ? 0 : substitution(found, meant)),
      );
      if (i > 1 && j > 1 && found === to[j - 2] && from[i - 2] === meant)
        distance = Math.min(distance, (beforePrevious[j - 2] ?? Infinity) + 1);
      current.push(distance);
      if (distance < smallest) smallest = distance;
    }
    if (smallest > limit) return Infinity;
    beforePrevious = previous;
    previous = current;
  }
  const distance = previous[to.length] ?? Infinity;
  return distance > limit ? Infinity : distance;
}

/**
 * The known words nearest to a misspelt one, best first; those further than half the longer word are left out. Case
 * does not count. Ties keep the order of `known`.
 */
export function nearestWords(found: string, known: Iterable<string>, limit = 3): string[] {
  const wanted = found.toLowerCase();
  const ranked: { word: string; distance: number }[] = [];
  for (const word of new Set(known)) {
    const allowed = Math.max(1, Math.floor(Math.max(wanted.length, word.length) / 2));
    const distance = editDistance(wanted, word.toLowerCase(), allowed);
    if (distance < Infinity) ranked.push({ word, distance });
  }
  return ranked
    .sort((a, b) => a.distance - b.distance)
    .slice(0, limit)
    .map(({ word }) => word);
}
