import type { Quantity } from '../measure-quantities.ts';
import { quantityOf } from '../measure-quantities.ts';
import type { MeasureRequest, MeasureTask } from '../measure-task.ts';
import { tasksOfAll } from './one-year.ts';
import { required } from './required.ts';
import type { Cells } from './stages.ts';
import { tasksOfStages } from './stages.ts';

/** Inputs (`indicators`) and outputs of all units in one year. */
export function productionTasks(request: MeasureRequest): MeasureTask[] {
  const { quantities, sides } = productionOf(request);
  return tasksOfAll(request, quantities, (codes, columns) => ({ codes, ...sides(columns) }));
}

/** The same in both years of each stage. */
export function productionChangeTasks(request: MeasureRequest): MeasureTask[] {
  const { quantities, sides } = productionOf(request);
  return tasksOfStages(request, quantities, (codes, before, after) => ({
    codes,
    from: sides(before),
    to: sides(after),
  }));
}

/** All quantities, inputs first, and how their columns become the two sides by name. */
function productionOf(request: MeasureRequest) {
  const inputs = required(request, 'indicators').map(quantityOf);
  const outputs = required(request, 'outputs').map(quantityOf);
  const named = (quantities: readonly Quantity[], columns: Cells) =>
    Object.fromEntries(quantities.map(({ indicator }, index) => [indicator, columns[index]!]));
  return {
    quantities: [...inputs, ...outputs],
    sides: (columns: Cells) => ({
      inputs: named(inputs, columns),
      outputs: named(outputs, columns.slice(inputs.length)),
    }),
  };
}
