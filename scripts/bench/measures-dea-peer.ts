import highsModule from 'highs';
import type { Production } from '../../geodata/measures/inputs/production.ts';

// The package is CommonJS: Node hands over what it exports where its types promise a property `default`.
const loadHighs = highsModule as unknown as typeof highsModule.default;

/**
 * Input-oriented DEA by HiGHS: one persistent model, in which only the column of θ and the bounds of the outputs
 * change from unit to unit. θ of every unit.
 */
export async function deaByHighs(
  { inputs, outputs, codes }: Production,
  returns: 'crs' | 'vrs',
): Promise<Float64Array> {
  const highs = await loadHighs();
  const inputCount = inputs[0]!.length;
  const outputCount = outputs[0]!.length;
  const [count, quantities] = [codes.length, inputCount + outputCount];
  const rows = quantities + (returns === 'vrs' ? 1 : 0);
  const scales = Array.from({ length: quantities }, (_, row) =>
    Math.max(
      ...codes.map((__, unit) =>
        row < inputCount ? inputs[unit]![row]! : outputs[unit]![row - inputCount]!,
      ),
    ),
  );
  const scaled = (unit: number, row: number): number =>
    (row < inputCount ? inputs[unit]![row]! : outputs[unit]![row - inputCount]!) / scales[row]!;

  // Columns: λ of each unit, then θ. Rows: X λ − θ x ≤ 0, Y λ ≥ y, Σ λ = 1.
  const starts = Int32Array.from({ length: count + 2 }, (_, column) =>
    column <= count ? column * rows : count * rows + inputCount,
  );
  const indices: number[] = [];
  const values: number[] = [];
  for (let unit = 0; unit < count; unit++)
    for (let row = 0; row < rows; row++) {
      indices.push(row);
      values.push(row < quantities ? scaled(unit, row) : 1);
    }
  for (let row = 0; row < inputCount; row++) {
    indices.push(row);
    values.push(-1);
  }
  const isInput = (row: number): boolean => row < inputCount;
  return highs.withModel(
    {
      numCols: count + 1,
      numRows: rows,
      colCost: Float64Array.from({ length: count + 1 }, (_, column) => (column === count ? 1 : 0)),
      colLower: new Float64Array(count + 1),
      colUpper: new Float64Array(count + 1).fill(highs.infinity),
      rowLower: Float64Array.from({ length: rows }, (_, row) => (isInput(row) ? -highs.infinity : 1)),
      rowUpper: Float64Array.from({ length: rows }, (_, row) =>
        isInput(row) ? 0 : row < quantities ? highs.infinity : 1,
      ),
      matrix: {
        format: 'csc',
        numRows: rows,
        numCols: count + 1,
        starts,
        indices: Int32Array.from(indices),
        values: Float64Array.from(values),
      },
    },
    (model) => {
      model.options.set({ output_flag: false, presolve: 'off' });
      return Float64Array.from(codes, (_, unit) => {
        for (let row = 0; row < quantities; row++)
          if (isInput(row)) model.changeCoefficient(row, count, -scaled(unit, row));
          else model.changeRowBounds(row, scaled(unit, row), highs.infinity);
        model.run();
        return model.getObjectiveValue();
      });
    },
  );
}
