/** Rows divided into groups: `of[row]` is the number of its group, from 0 to count − 1 in order of appearance. */
export interface RowGroups {
  of: Uint32Array;
  count: number;
}

/** Groups of rows that have the same text. */
export function groupByText(texts: readonly string[]): RowGroups {
  const numbers = new Map<string, number>();
  const of = Uint32Array.from(texts, (text) => {
    let number = numbers.get(text);
    if (number === undefined) numbers.set(text, (number = numbers.size));
    return number;
  });
  return { of, count: numbers.size };
}

/** Groups of rows that are together in both. */
export function divideGroups(a: RowGroups, b: RowGroups): RowGroups {
  const numbers = new Map<number, number>();
  const of = a.of.map((group, row) => {
    const both = group * b.count + b.of[row]!;
    let number = numbers.get(both);
    if (number === undefined) numbers.set(both, (number = numbers.size));
    return number;
  });
  return { of, count: numbers.size };
}

/** Whether `b` is known where `a` is. */
export const follows = (b: RowGroups, a: RowGroups): boolean => divideGroups(a, b).count === a.count;

/** The first row of each group. */
export function firstRows({ of, count }: RowGroups): Uint32Array {
  const first = new Uint32Array(count);
  for (let row = of.length - 1; row >= 0; row--) first[of[row]!] = row;
  return first;
}
