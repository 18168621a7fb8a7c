import { memberOf } from '../frames.ts';
import type { Frame } from '../frames.ts';
import type { Column } from '../columns.ts';
import type { Quantity } from '../measure-quantities.ts';
import { codesOf, quantityOf, taskOver, valuesIn, yearsOf } from '../measure-quantities.ts';
import type { MeasureRequest, MeasureTask } from '../measure-task.ts';
import { required } from './required.ts';

type MakeInput = (codes: string[], values: (number | null)[][], frame: Frame) => unknown;

/** One result for each indicator, year and frame. */
export function tasksByIndicator(
  request: MeasureRequest,
  makeInput: MakeInput,
  further: readonly Quantity[] = [],
  framesFor: (frame: Frame) => Frame = (frame) => frame,
): MeasureTask[] {
  return required(request, 'indicators').flatMap((entry) => {
    const quantity = quantityOf(entry);
    return yearsOf(request, [quantity, ...further]).flatMap((each) =>
      request.frames.map((whole) => {
        const frame = framesFor(whole);
        const input = makeInput(codesOf(request, frame.positions), valuesOf(each.columns, frame), frame);
        return taskOver(frame, each, quantity.indicator, input);
      }),
    );
  });
}

/** One result over all quantities together for each year and frame; it is about the entry itself. */
export function tasksOfAll(
  request: MeasureRequest,
  quantities: readonly Quantity[],
  makeInput: MakeInput,
): MeasureTask[] {
  return yearsOf(request, quantities).flatMap((each) =>
    request.frames.map((frame) => {
      const input = makeInput(codesOf(request, frame.positions), valuesOf(each.columns, frame), frame);
      return taskOver(frame, each, request.config.id, input);
    }),
  );
}

export const valuesOf = (columns: readonly Column[], frame: Frame): (number | null)[][] =>
  columns.map((column) => valuesIn(column, frame.positions));

export const vectorTasks = (request: MeasureRequest): MeasureTask[] =>
  tasksByIndicator(request, (codes, [values]) => ({ codes, values }));

export const pairTasks = (request: MeasureRequest): MeasureTask[] =>
  tasksByIndicator(request, (codes, [x, y]) => ({ codes, x, y }), [quantityOf(required(request, 'second'))]);

export const weightedTasks = (request: MeasureRequest): MeasureTask[] =>
  tasksByIndicator(request, (codes, [values, weights]) => ({ codes, values, weights }), [
    quantityOf(required(request, 'second')),
  ]);

/** Units that belong to no group are not part of the frame. */
export function groupedTasks(request: MeasureRequest): MeasureTask[] {
  const groupOf = groupsOf(request);
  return tasksByIndicator(
    request,
    (codes, [values], { positions }) => ({ codes, values, groups: positions.map(groupOf) }),
    [],
    (frame) => ({ ...frame, positions: frame.positions.filter((position) => groupOf(position) !== null) }),
  );
}

/** Units by indicators, one row for each unit. */
export function matrixTasks(request: MeasureRequest): MeasureTask[] {
  const quantities = required(request, 'indicators').map(quantityOf);
  return tasksOfAll(request, quantities, (codes, columns) => ({
    codes,
    indicators: quantities.map(({ indicator }) => indicator),
    values: codes.map((_, unit) => columns.map((column) => column[unit]!)),
  }));
}

/** Units by indicators that form a system: each with its groups, and whether more of it is better. */
export function indicatorSystemTasks(request: MeasureRequest): MeasureTask[] {
  const quantities = required(request, 'indicators').map(quantityOf);
  const { indicators } = request.world;
  return tasksOfAll(request, quantities, (codes, columns) => ({
    codes,
    indicators: quantities.map(({ indicator, path = [] }) => ({
      id: indicator,
      direction: indicators.get(indicator)!.direction,
      path,
    })),
    values: codes.map((_, unit) => columns.map((column) => column[unit]!)),
  }));
}

/** Units by groups of indicators, and the side that each group speaks for. */
export const roleMatrixTasks = (request: MeasureRequest): MeasureTask[] => {
  const quantities = required(request, 'indicators').map(quantityOf);
  return tasksOfAll(request, quantities, (codes, columns) => ({
    codes,
    groups: quantities.map(({ indicator, role = 'other' }) => ({ id: indicator, role })),
    values: codes.map((_, unit) => columns.map((column) => column[unit]!)),
  }));
};

/** Group of the unit at a position, by `groups` of the entry. */
export function groupsOf(request: MeasureRequest): (position: number) => string | null {
  const groups = required(request, 'groups');
  const { level, world } = request;
  return (position) => memberOf(groups, level, world.levels, position);
}
