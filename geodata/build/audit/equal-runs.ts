/** Rows that have the same values in every column from `start` to before `end`. */
export interface EqualRun {
  start: number;
  end: number;
  rows: readonly number[];
}

type Column = readonly (number | null)[];

/**
 * All runs of two or more consecutive columns in which two or more rows agree, by grouping rows instead of comparing
 * pairs: O(rows · columns²) at most. Rows that agree longer come again in a longer run. A null agrees with nothing.
 */
export function* equalRuns(columns: readonly Column[]): Generator<EqualRun> {
  const all = [...(columns[0]?.keys() ?? [])];
  for (const start of columns.keys())
    for (const rows of alike(columns[start]!, all))
      yield* longerRuns(columns, { start, end: start + 1, rows });
}

function* longerRuns(columns: readonly Column[], { start, end, rows }: EqualRun): Generator<EqualRun> {
  const next = columns[end];
  if (next === undefined) return;
  for (const group of alike(next, rows)) {
    const run = { start, end: end + 1, rows: group };
    yield run;
    yield* longerRuns(columns, run);
  }
}

/** Groups of two or more of the rows with the same value. */
function alike(column: Column, rows: readonly number[]): number[][] {
  const groups = new Map<number, number[]>();
  for (const row of rows) {
    const value = column[row];
    if (value === null || value === undefined) continue;
    const group = groups.get(value);
    if (group === undefined) groups.set(value, [row]);
    else group.push(row);
  }
  return [...groups.values()].filter(({ length }) => length > 1);
}
