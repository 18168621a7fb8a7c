/** Letters that a short name has at least: ideographs say more than Latin letters. */
const leastLetters = { ideographs: 2, latin: 3 } as const;

const isIdeographic = (name: string): boolean => /\p{Script=Han}/u.test(name);

/**
 * The beginning of each name that no other name begins with; whole names where there is no such beginning. Latin names
 * are cut to three letters, the last of which is the one that tells them from others: Shd and Shx.
 */
export function shortNames(names: readonly string[]): string[] {
  return names.map((name, own) => {
    const letters = Array.from(name);
    const isUnique = (length: number): boolean => {
      const start = letters.slice(0, length).join('');
      return names.every((other, place) => place === own || other === name || !other.startsWith(start));
    };
    let length: number = isIdeographic(name) ? leastLetters.ideographs : leastLetters.latin;
    while (length < letters.length && !isUnique(length)) length++;
    const start = letters.slice(0, length).join('');
    if (isIdeographic(name) || length <= leastLetters.latin || length === letters.length) return start.trim();
    return letters.slice(0, leastLetters.latin - 1).join('') + letters[length - 1]!;
  });
}
