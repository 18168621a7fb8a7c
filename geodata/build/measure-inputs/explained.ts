import { observationTasks } from './observations.ts';
import { quantityOf } from '../measure-quantities.ts';
import type { MeasureRequest, MeasureTask } from '../measure-task.ts';
import { groupsOf, tasksByIndicator } from './one-year.ts';
import { required } from './required.ts';

/** Each indicator explained by `second` and the controls, or results by results; with `groups` their means are taken out. */
export function regressionTasks(request: MeasureRequest): MeasureTask[] {
  const { observations } = request.config;
  if (observations !== undefined) return observationTasks(request, observations);
  const groupOf = request.config.groups === undefined ? null : groupsOf(request);
  const further = [required(request, 'second'), ...request.config.controls].map(quantityOf);
  return tasksByIndicator(
    request,
    (codes, [y, x, ...controls], { positions }) => ({
      codes,
      x,
      y,
      controls,
      ...(groupOf === null ? {} : { groups: positions.map(groupOf) }),
    }),
    further,
    (frame) =>
      groupOf === null
        ? frame
        : { ...frame, positions: frame.positions.filter((position) => groupOf(position) !== null) },
  );
}

/** `groups` beside the classes that the numbers of an indicator are; units that lack one of them stay out. */
export function labelPairTasks(request: MeasureRequest): MeasureTask[] {
  const groupOf = groupsOf(request);
  return tasksByIndicator(request, (codes, [numbers], { positions }) => {
    const known = [...codes.keys()].filter(
      (unit) => numbers![unit] !== null && groupOf(positions[unit]!) !== null,
    );
    return {
      codes: known.map((unit) => codes[unit]!),
      x: known.map((unit) => groupOf(positions[unit]!)!),
      y: known.map((unit) => String(numbers![unit])),
    };
  });
}
