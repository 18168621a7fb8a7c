/**
 * For every row of a cost matrix a column of its own, so that the costs add up to the least possible sum. There must be
 * at least as many columns as rows. Shortest augmenting paths with potentials (Kuhn 1955; Jonker and Volgenant 1987),
 * in O(rows² · columns). Ties go to the lower column.
 */
export function assign(
  rows: number,
  columns: number,
  cost: (row: number, column: number) => number,
): number[] {
  if (columns < rows) throw new RangeError(`${rows} rows need as many columns, found ${columns}`);
  const costs = Float64Array.from({ length: rows * columns }, (_, at) =>
    cost(Math.floor(at / columns), at % columns),
  );
  // Place 0 stands for nobody; rows and columns count from 1 here.
  const rowPotential = new Float64Array(rows + 1);
  const columnPotential = new Float64Array(columns + 1);
  const rowOf = new Int32Array(columns + 1);
  const before = new Int32Array(columns + 1);
  for (let row = 1; row <= rows; row++) {
    rowOf[0] = row;
    const slack = new Float64Array(columns + 1).fill(Number.POSITIVE_INFINITY);
    const visited = new Uint8Array(columns + 1);
    let column = 0;
    while (rowOf[column] !== 0) {
      visited[column] = 1;
      const here = rowOf[column]!;
      const from = (here - 1) * columns - 1;
      let least = Number.POSITIVE_INFINITY;
      let next = 0;
      for (let other = 1; other <= columns; other++) {
        if (visited[other] === 1) continue;
        const reduced = costs[from + other]! - rowPotential[here]! - columnPotential[other]!;
        if (reduced < slack[other]!) {
          slack[other] = reduced;
          before[other] = column;
        }
        if (slack[other]! < least) {
          least = slack[other]!;
          next = other;
        }
      }
      for (let other = 0; other <= columns; other++) {
        if (visited[other] === 1) {
          rowPotential[rowOf[other]!]! += least;
          columnPotential[other]! -= least;
        } else slack[other]! -= least;
      }
      column = next;
    }
    // Everyone on the path moves one column on.
    while (column !== 0) {
      const previous = before[column]!;
      rowOf[column] = rowOf[previous]!;
      column = previous;
    }
  }
  const columnOf = Array.from<number>({ length: rows });
  for (let column = 1; column <= columns; column++) {
    if (rowOf[column] !== 0) columnOf[rowOf[column]! - 1] = column - 1;
  }
  return columnOf;
}
