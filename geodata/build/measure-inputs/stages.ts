import type { Frame } from '../frames.ts';
import type { Quantity } from '../measure-quantities.ts';
import { codesOf, columnsIn, taskOver } from '../measure-quantities.ts';
import type { MeasureRequest, MeasureTask } from '../measure-task.ts';
import { valuesOf } from './one-year.ts';
import { required } from './required.ts';

/** Values of each quantity by unit. */
export type Cells = readonly (readonly (number | null)[])[];

/** One result over all quantities together for each frame and stage in both years of which all of them are known. */
export function tasksOfStages(
  request: MeasureRequest,
  quantities: readonly Quantity[],
  makeInput: (codes: string[], before: Cells, after: Cells) => unknown,
): MeasureTask[] {
  return required(request, 'stages').flatMap(([from, to]) => {
    const [before, after] = [columnsIn(request, quantities, from), columnsIn(request, quantities, to)];
    if (before === null || after === null) return [];
    return request.frames.map((frame: Frame) => {
      const codes = codesOf(request, frame.positions);
      const input = makeInput(codes, valuesOf(before, frame), valuesOf(after, frame));
      const columns = [...before, ...after];
      const task = taskOver(frame, { year: from, columns }, request.config.id, input);
      return { ...task, subject: { ...task.subject, toYear: to } };
    });
  });
}
