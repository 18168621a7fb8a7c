import type { RawRow, RawTable } from '../../model/table.ts';
import { sumInCell } from '../cell-sum.ts';
import type { MeasureConfig } from '../measure-config.ts';
import type { MeasureRequest, MeasureTask } from '../measure-task.ts';
import { vectorTasks } from './one-year.ts';
import { required } from './required.ts';

/** A vector over regions, or (with `table`) over the things of a table. */
export function vectorOrThingsTasks(request: MeasureRequest): MeasureTask[] {
  const { things } = request.tables;
  if (things === null) return vectorTasks(request);
  const { whole } = required(request, 'table');
  return whole === undefined ? [sumsByName(request, things)] : partsOfWholes(request, things, whole);
}

/**
 * A square table: how many times more important the item of the row is than that of the column. Half of it is enough,
 * an empty cell is 1 over the one across the diagonal.
 */
export function judgementsTasks(request: MeasureRequest): MeasureTask[] {
  const config = required(request, 'table');
  const things = request.tables.things!;
  const items = things.rows.map((row) => cellOf(things, row, config.by));
  const judged = things.rows.map((row) => items.map((item) => sumInCell(cellOf(things, row, item))));
  const matrix = judged.map((row, i) =>
    row.map((cell, j) => cell ?? (i === j ? 1 : judged[j]![i] === null ? null : 1 / judged[j]![i]!)),
  );
  const input = { items, matrix };
  return [{ ...taskOverThings(request, config, things, things.rows), input, frame: items.length }];
}

/** Each name with the sum, or the count, of its rows. */
function sumsByName(request: MeasureRequest, things: RawTable): MeasureTask {
  const config = required(request, 'table');
  const sums = new Map<string, number | null>();
  for (const row of things.rows) {
    const name = cellOf(things, row, config.by);
    if (name === '') continue;
    const number = config.value === undefined ? 1 : sumInCell(cellOf(things, row, config.value));
    const known = sums.get(name) ?? null;
    sums.set(name, number === null ? known : number + (known ?? 0));
  }
  return {
    ...taskOverThings(request, config, things, things.rows),
    input: { codes: [...sums.keys()], values: [...sums.values()] },
    frame: sums.size,
  };
}

/** Each row as a part and the rest of its whole; the part is the unit that the result is about. */
function partsOfWholes(request: MeasureRequest, things: RawTable, whole: string): MeasureTask[] {
  const config = required(request, 'table');
  return things.rows.map((row) => {
    const name = cellOf(things, row, config.by);
    const part = config.value === undefined ? 1 : sumInCell(cellOf(things, row, config.value));
    const total = sumInCell(cellOf(things, row, whole));
    const rest = part === null || total === null ? null : total - part;
    const task = taskOverThings(request, config, things, [row]);
    return {
      ...task,
      input: { codes: [name, 'rest'], values: [part, rest] },
      params: { capital: name },
      subject: { ...task.subject, group: name },
      frame: 2,
    };
  });
}

function taskOverThings(
  request: MeasureRequest,
  { exact, source }: NonNullable<MeasureConfig['table']>,
  things: RawTable,
  rows: readonly RawRow[],
): Omit<MeasureTask, 'input' | 'frame'> {
  const isRough =
    exact !== undefined && rows.some((row) => cellOf(things, row, exact.column) !== exact.value);
  return {
    params: {},
    subject: { region: null, indicator: request.config.id, year: null },
    flags: isRough ? ['approx'] : [],
    sources: source === undefined ? [] : [source],
  };
}

const cellOf = (table: RawTable, { cells }: RawRow, column: string): string =>
  cells[table.columns.indexOf(column)]?.trim() ?? '';
