import { exchangeColumn, invertColumns, multiplyVector } from './basis-inverse.ts';

/** minimise each objective in turn, subject to A x = b, x >= 0, with few rows and many columns. */
export interface LinearProgram {
  rows: number;
  /** Columns of A, one after the other: entry r of column j stands at j * rows + r. */
  columns: Float64Array;
  /** Right-hand side, not negative where `basis` holds unit columns. */
  bounds: Float64Array;
  /** Cost of each column: a later objective only chooses among the optima of those before. */
  objectives: readonly Float64Array[];
}

export interface BasicSolution {
  /** Column that is basic in each row. */
  basis: Int32Array;
  /** Value of each basic column. */
  values: Float64Array;
  /** Value of each objective. */
  totals: number[];
}

const TOLERANCE = 1e-9;

/** Pivots after which the inverse is computed afresh, so that rounding does not build up. */
const REFRESH = 60;

/** Pivots without progress after which the first column that helps is taken, which ends (Bland 1977). */
const PATIENCE = 40;

/**
 * Revised simplex with an explicit inverse of the basis (Dantzig 1963), from a feasible basis. `isClosed` marks
 * columns that must not enter. Null where the columns of the basis depend on each other, or nothing bounds an
 * objective.
 */
export function solve(
  program: LinearProgram,
  start: Int32Array,
  isClosed: (column: number) => boolean = () => false,
): BasicSolution | null {
  const { rows, columns, bounds, objectives } = program;
  const count = columns.length / rows;
  const basis = start.slice();
  const isBasic = new Uint8Array(count);
  for (const column of basis) isBasic[column] = 1;
  const closed = Uint8Array.from({ length: count }, (_, column) => (isClosed(column) ? 1 : 0));
  let inverse = invertColumns(columns, basis);
  if (inverse === null) return null;
  const values = multiplyVector(inverse, bounds);
  const prices = new Float64Array(rows);
  const direction = new Float64Array(rows);

  for (const cost of objectives) {
    let stalled = 0;
    for (let pivots = 1; ; pivots++) {
      if (pivots % REFRESH === 0) {
        inverse = invertColumns(columns, basis);
        if (inverse === null) return null;
        values.set(multiplyVector(inverse, bounds));
      }
      priceRows(prices, inverse, basis, cost);
      const entering = cheapest(program, cost, prices, isBasic, closed, stalled > PATIENCE);
      if (entering < 0) break;
      for (let row = 0; row < rows; row++) {
        let total = 0;
        for (let r = 0; r < rows; r++) total += inverse[row * rows + r]! * columns[entering * rows + r]!;
        direction[row] = total;
      }
      const leaving = firstToVanish(values, direction, basis, stalled > PATIENCE);
      if (leaving < 0) return null;
      const step = Math.max(0, values[leaving]! / direction[leaving]!);
      stalled = step > TOLERANCE ? 0 : stalled + 1;
      for (let row = 0; row < rows; row++) values[row] = Math.max(0, values[row]! - step * direction[row]!);
      values[leaving] = step;
      isBasic[basis[leaving]!] = 0;
      isBasic[entering] = 1;
      basis[leaving] = entering;
      exchangeColumn(inverse, direction, leaving);
    }

    // Later objectives may only use columns that cost nothing here: all optima of this one, and no other points.
    for (let column = 0; column < count; column++)
      if (isBasic[column] === 0 && reducedCost(program, cost, prices, column) > TOLERANCE) closed[column] = 1;
  }
  const exact = invertColumns(columns, basis);
  const final = exact === null ? values : multiplyVector(exact, bounds).map((value) => Math.max(0, value));
  const totals = objectives.map((cost) =>
    basis.reduce((sum, column, row) => sum + cost[column]! * final[row]!, 0),
  );
  return { basis, values: final, totals };
}

/** Multipliers of the rows: costs of the basis times its inverse. */
function priceRows(prices: Float64Array, inverse: Float64Array, basis: Int32Array, cost: Float64Array): void {
  const rows = basis.length;
  prices.fill(0);
  for (let row = 0; row < rows; row++) {
    const each = cost[basis[row]!]!;
    if (each !== 0) for (let r = 0; r < rows; r++) prices[r]! += each * inverse[row * rows + r]!;
  }
}

function reducedCost(
  { rows, columns }: LinearProgram,
  cost: Float64Array,
  prices: Float64Array,
  column: number,
): number {
  let reduced = cost[column]!;
  for (let row = 0; row < rows; row++) reduced -= prices[row]! * columns[column * rows + row]!;
  return reduced;
}

/** The column that lowers the objective most per unit (or the first that does); −1 at the optimum. */
function cheapest(
  program: LinearProgram,
  cost: Float64Array,
  prices: Float64Array,
  isBasic: Uint8Array,
  closed: Uint8Array,
  takeFirst: boolean,
): number {
  let best = -TOLERANCE;
  let entering = -1;
  for (let column = 0; column < isBasic.length; column++) {
    if (isBasic[column] === 1 || closed[column] === 1) continue;
    const reduced = reducedCost(program, cost, prices, column);
    if (reduced >= best) continue;
    entering = column;
    if (takeFirst) break;
    best = reduced;
  }
  return entering;
}

/** The row whose basic value reaches 0 first; of several, the largest divisor (or the lowest column); −1 for none. */
function firstToVanish(
  values: Float64Array,
  direction: Float64Array,
  basis: Int32Array,
  lowestColumn: boolean,
): number {
  let leaving = -1;
  let least = Infinity;
  for (let row = 0; row < values.length; row++) {
    if (direction[row]! <= TOLERANCE) continue;
    const ratio = values[row]! / direction[row]!;
    const isTied = leaving >= 0 && Math.abs(ratio - least) <= 1e-12;
    const winsTie = lowestColumn
      ? basis[row]! < (basis[leaving] ?? 0)
      : direction[row]! > (direction[leaving] ?? 0);
    if (isTied ? !winsTie : ratio >= least) continue;
    least = Math.min(least, ratio);
    leaving = row;
  }
  return leaving;
}
