/** Names that formats use themselves: the feature id, the primary key and the geometry. */
const reserved = ['id', 'fid', 'ogc_fid', 'geom', 'geometry'];

/**
 * Names for columns that every format can hold: lower-case ASCII letters, digits and "_", starting with a letter,
 * unique, and none that formats use themselves. A wish that is taken gets a number.
 */
export function safeColumnNames(wishes: readonly string[]): string[] {
  const taken = new Set(reserved);
  return wishes.map((wish) => {
    const plain = wish.toLowerCase().replaceAll(/[^a-z0-9_]+/g, '_');
    const stem = /^[a-z]/.test(plain) ? plain : `c${plain}`;
    return take(taken, (count) => (count === 1 ? stem : `${stem}_${count}`));
  });
}

/**
 * Short names for formats with a limit. A trailing year stays, because it is what tells the columns of a series
 * apart: rd_expenditure_2016 becomes rd_exp2016.
 */
export function shortColumnNames(names: readonly string[], limit: number): string[] {
  const taken = new Set<string>();
  // Names that fit are kept as they are, so that no cut one takes theirs.
  for (const name of names) if (name.length <= limit) taken.add(name);
  return names.map((name) => {
    if (name.length <= limit) return name;
    const year = /_(\d{4})$/.exec(name)?.[1] ?? '';
    return take(taken, (count) => {
      const end = `${count === 1 ? '' : count}${year}`;
      return `${name.slice(0, limit - end.length).replace(/_+$/, '')}${end}`;
    });
  });
}

function take(taken: Set<string>, nameOf: (count: number) => string): string {
  for (let count = 1; ; count++) {
    const name = nameOf(count);
    if (taken.has(name)) continue;
    taken.add(name);
    return name;
  }
}
