/** Letters that a short name has at least: ideographs say more than Latin letters. */
const leastLetters = { ideographs: 2, latin: 3 } as const;

/** Fewer letters say less than three that are chosen to tell a name from others. */
const leastBeginning = 5;

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

/**
 * A Latin name cut to so many letters, with a full stop ("Massachu."); null where so few letters say little, or another
 * of the names begins with them too.
 */
export function beginningOf(name: string, names: readonly string[], letters: number): string | null {
  const start = Array.from(name).slice(0, letters).join('').trim();
  if (isIdeographic(name) || start.length < leastBeginning) return null;
  return names.some((other) => other !== name && other.startsWith(start)) ? null : `${start}.`;
}
