import type { Production } from '../inputs/production.ts';
import type { BasicSolution, LinearProgram } from './simplex.ts';
import { solve } from './simplex.ts';

/**
 * What combinations of units count as possible: crs: any multiple (CCR); vrs: averages only (BCC); nirs: averages and
 * less; ndrs: averages and more.
 */
export const returnsToScale = ['crs', 'vrs', 'nirs', 'ndrs'] as const;
export type Returns = (typeof returnsToScale)[number];

export const orientations = ['input', 'output'] as const;
export type Orientation = (typeof orientations)[number];

/** How a unit compares with the best combination of others. Peers and slacks are in the units of the data. */
export interface Evaluation {
  /** θ: share of the inputs that would do (input), or φ: multiple of the outputs that would be possible (output). */
  factor: number;
  peers: { unit: number; weight: number }[];
  inputSlacks: number[];
  outputSlacks: number[];
}

/** Factors this near to 1 count as 1. */
const AT_FRONTIER = 1e-7;

/** One where the simplex came as near to it as it can. */
const nearOne = (value: number): number => (Math.abs(value - 1) < AT_FRONTIER ? 1 : value);

/** Weights and slacks below this, on rows scaled to a maximum of 1, count as none. */
const NEGLIGIBLE = 1e-9;

export interface Technology {
  /**
   * Evaluates inputs and outputs of a unit against the reference units; `own` is its position among them, null where
   * it is not one of them. `exclude` takes a reference unit out. Null where no combination reaches the unit.
   */
  evaluate(
    inputs: Float64Array,
    outputs: Float64Array,
    own: number | null,
    exclude?: number,
  ): Evaluation | null;
  /** Leaves a unit out of all later evaluations: it is inefficient, so that no best combination needs it. */
  drop(unit: number): void;
}

/**
 * Envelopment models of Charnes, Cooper & Rhodes (1978) and Banker, Charnes & Cooper (1984) in two stages: first the
 * factor, then, with it fixed, the largest sum of slacks. Every row is divided by its maximum over the reference, so
 * that units of measurement do not matter.
 */
export function createTechnology(
  reference: Production,
  returns: Returns,
  orientation: Orientation,
): Technology {
  const layout = createLayout(reference, returns, orientation);
  const { program, count, factor, artificial, scales, inputCount } = layout;
  const dropped = new Uint8Array(count);

  return {
    drop: (unit) => void (dropped[unit] = 1),

    evaluate(inputs, outputs, own, exclude = -1) {
      layout.place(inputs, outputs);
      const isClosed = (column: number): boolean =>
        column >= artificial || (column < count && (dropped[column] === 1 || column === exclude));
      const isReference = own !== null && own !== exclude;
      const start = isReference ? layout.ownBasis(own) : layout.artificialBasis();
      const objectives = isReference ? program.objectives.slice(1) : program.objectives;
      const solution = solve({ ...program, objectives }, start, isClosed);
      if (solution === null) return null;
      if (!isReference && solution.totals[0]! > AT_FRONTIER) return null;
      return readSolution(solution);
    },
  };

  function readSolution({ basis, values }: BasicSolution): Evaluation {
    const amounts = new Map<number, number>();
    basis.forEach((column, row) => {
      if (values[row]! > NEGLIGIBLE) amounts.set(column, values[row]!);
    });
    const slacks = scales.map((scale, row) => (amounts.get(factor + 1 + row) ?? 0) * scale);
    const found = amounts.get(factor) ?? 0;
    return {
      factor: nearOne(found),
      peers: [...amounts].flatMap(([unit, weight]) =>
        unit < count ? [{ unit, weight: nearOne(weight) }] : [],
      ),
      inputSlacks: slacks.slice(0, inputCount),
      outputSlacks: slacks.slice(inputCount),
    };
  }
}

/** Columns: λ of each unit, the factor, slacks of inputs and outputs, slack of the sum of λ, artificial ones. */
function createLayout(reference: Production, returns: Returns, orientation: Orientation) {
  const [inputCount, outputCount] = [reference.inputNames.length, reference.outputNames.length];
  const count = reference.codes.length;
  const quantities = inputCount + outputCount;
  const isBounded = returns !== 'crs';
  const rows = quantities + (isBounded ? 1 : 0);
  const factor = count;
  const sumSlack = factor + 1 + quantities;
  const artificial = sumSlack + 1;
  const columns = new Float64Array((artificial + rows) * rows);
  const set = (column: number, row: number, value: number): void =>
    void (columns[column * rows + row] = value);

  const scales = Array.from({ length: quantities }, (_, row) => {
    const of = (unit: number): number =>
      row < inputCount ? reference.inputs[unit]![row]! : reference.outputs[unit]![row - inputCount]!;
    return reference.codes.reduce((most, __, unit) => Math.max(most, of(unit)), 0) || 1;
  });
  reference.codes.forEach((_, unit) => {
    reference.inputs[unit]!.forEach((value, row) => set(unit, row, value / scales[row]!));
    reference.outputs[unit]!.forEach((value, index) =>
      set(unit, inputCount + index, value / scales[inputCount + index]!),
    );
    if (isBounded) set(unit, quantities, 1);
  });
  for (let row = 0; row < quantities; row++) set(factor + 1 + row, row, row < inputCount ? 1 : -1);
  if (returns === 'nirs') set(sumSlack, quantities, 1);
  if (returns === 'ndrs') set(sumSlack, quantities, -1);
  for (let row = 0; row < rows; row++) set(artificial + row, row, 1);

  const cost = (of: (column: number) => number): Float64Array =>
    Float64Array.from({ length: artificial + rows }, (_, column) => of(column));
  const program: LinearProgram = {
    rows,
    columns,
    bounds: new Float64Array(rows),
    objectives: [
      cost((column) => (column >= artificial ? 1 : 0)),
      cost((column) => (column === factor ? (orientation === 'input' ? 1 : -1) : 0)),
      cost((column) => (column > factor && column < sumSlack ? -1 : 0)),
    ],
  };
  if (isBounded) program.bounds[quantities] = 1;

  return {
    program,
    count,
    factor,
    artificial,
    scales,
    inputCount,

    /** Writes the unit to be evaluated into the column of the factor and the right-hand side. */
    place(inputs: Float64Array, outputs: Float64Array): void {
      for (let row = 0; row < quantities; row++) {
        const isInput = row < inputCount;
        const value = (isInput ? inputs[row]! : outputs[row - inputCount]!) / scales[row]!;
        const isScaled = isInput === (orientation === 'input');
        set(factor, row, isScaled ? -value : 0);
        program.bounds[row] = isScaled ? 0 : value;
      }
    },

    /** Where a reference unit is compared with itself: λ = 1 for it, factor 1, no slacks. */
    ownBasis(unit: number): Int32Array {
      const basis = Int32Array.from({ length: rows }, (_, row) => factor + 1 + row);
      const firstPositive = (start: number, end: number): number => {
        let row = start;
        while (row < end - 1 && columns[unit * rows + row] === 0) row++;
        return row;
      };
      const inputRow = firstPositive(0, inputCount);
      const outputRow = firstPositive(inputCount, quantities);
      const [scaledRow, otherRow] = orientation === 'input' ? [inputRow, outputRow] : [outputRow, inputRow];
      basis[scaledRow] = factor;
      basis[isBounded ? quantities : otherRow] = unit;
      return basis;
    },

    artificialBasis: (): Int32Array => Int32Array.from({ length: rows }, (_, row) => artificial + row),
  };
}
