import type { Column } from '../columns.ts';
import { sourcesOf } from '../columns.ts';
import type { Frame } from '../frames.ts';
import type { Quantity } from '../measure-quantities.ts';
import { codesOf, quantityOf, taskOver, valuesIn, yearsOf } from '../measure-quantities.ts';
import type { MeasureRequest, MeasureTask, Subject } from '../measure-task.ts';
import { qualityFlags } from '../measure-task.ts';
import { meanOf } from '../../measures/summation.ts';
import { groupsOf } from './one-year.ts';
import { required } from './required.ts';

interface Stage {
  indicator: string;
  years: [number, number];
  columns: [before: Column, after: Column];
}

/** The stages of every indicator that has values in both years. */
function stagesOf(request: MeasureRequest): Stage[] {
  const { world, config } = request;
  return required(request, 'indicators').flatMap((entry) => {
    const { indicator } = quantityOf(entry);
    return required(request, 'stages').flatMap(([from, to]): Stage[] => {
      const [before, after] = [from, to].map((year) =>
        world.columns.find(
          (column) => column.level === config.level && column.indicator === indicator && column.year === year,
        ),
      );
      if (before === undefined || after === undefined) return [];
      return [{ indicator, years: [from, to], columns: [before, after] }];
    });
  });
}

/** Growth of the mean of each frame: a frame of one unit gives the growth of the unit. */
export function changeTasks(request: MeasureRequest): MeasureTask[] {
  return stagesOf(request).map(({ indicator, years, columns }) => {
    const [before, after] = columns;
    const keys = request.frames.map((frame, index) => frame.region ?? frame.group ?? String(index));
    const subjectOf = (frame: Frame): Subject => ({
      region: frame.region,
      ...(frame.group === null ? {} : { group: frame.group }),
      indicator,
      year: years[0],
      toYear: years[1],
    });
    return {
      input: {
        codes: keys,
        years,
        from: request.frames.map((frame) => frameMean(frame, before)),
        to: request.frames.map((frame) => frameMean(frame, after)),
      },
      params: {},
      subject: { region: null, indicator, year: years[0], toYear: years[1] },
      frame: request.frames.length,
      flags: [],
      sources: columns.flatMap(sourcesOf),
      units: new Map(
        request.frames.map((frame, index) => [
          keys[index]!,
          {
            subject: subjectOf(frame),
            n: frame.positions.filter((position) => columns.every(({ values }) => values[position] !== null))
              .length,
            frame: frame.positions.length,
            flags: qualityFlags(columns, frame.positions),
          },
        ]),
      ),
    };
  });
}

export function groupedChangeTasks(request: MeasureRequest): MeasureTask[] {
  const groupOf = groupsOf(request);
  return stagesOf(request).flatMap(({ indicator, years, columns }) =>
    request.frames.map((whole) => {
      const positions = whole.positions.filter((position) => groupOf(position) !== null);
      const frame = { ...whole, positions };
      const [from, to] = columns.map((column) => valuesIn(column, positions));
      const input = { codes: codesOf(request, positions), years, from, to, groups: positions.map(groupOf) };
      const task = taskOver(frame, { year: years[0], columns }, indicator, input);
      return { ...task, subject: { ...task.subject, toYear: years[1] } };
    }),
  );
}

/** Units over all years that every quantity is known for. */
export const panelTasks = (request: MeasureRequest): MeasureTask[] =>
  tasksOverYears(request, [], (codes, years, [values]) => ({ codes, years, values }));

export const panelPairTasks = (request: MeasureRequest): MeasureTask[] =>
  tasksOverYears(request, [quantityOf(required(request, 'second'))], (codes, years, [x, y]) => ({
    codes,
    years,
    x,
    y,
  }));

/** One result for each indicator and frame over all years that the indicator and the further quantities have. */
export function tasksOverYears(
  request: MeasureRequest,
  further: readonly Quantity[],
  makeInput: (codes: string[], years: number[], cells: (number | null)[][][], frame: Frame) => unknown,
): MeasureTask[] {
  return required(request, 'indicators').flatMap((entry) => {
    const quantities = [quantityOf(entry), ...further];
    const found = yearsOf(request, quantities)
      .filter((each): each is { year: number; columns: Column[] } => each.year !== null)
      .sort((a, b) => a.year - b.year);
    if (found.length < 2) return [];
    return request.frames.map((frame) => {
      const cells = quantities.map((_, index) =>
        frame.positions.map((position) => found.map(({ columns }) => columns[index]!.values[position]!)),
      );
      const input = makeInput(
        codesOf(request, frame.positions),
        found.map(({ year }) => year),
        cells,
        frame,
      );
      const columns = found.flatMap((each) => each.columns);
      const task = taskOver(frame, { year: found[0]!.year, columns }, quantities[0]!.indicator, input);
      return { ...task, subject: { ...task.subject, toYear: found.at(-1)!.year } };
    });
  });
}

function frameMean(frame: Frame, column: Column): number | null {
  const values = valuesIn(column, frame.positions).filter((value) => value !== null);
  return values.length === 0 ? null : meanOf(Float64Array.from(values));
}
