import type { MeasureRequest, MeasureTask } from '../measure-task.ts';
import { vectorTasks } from './one-year.ts';
import { required } from './required.ts';

/** A vector over regions, or (with `table`) over the things of a table: each name with the sum or the count of its rows. */
export function vectorOrThingsTasks(request: MeasureRequest): MeasureTask[] {
  const { config } = request;
  const table = request.tables.things;
  if (table === null) return vectorTasks(request);
  const { by, value, source } = required(request, 'table');
  const cell = (cells: readonly string[], column: string): string =>
    cells[table.columns.indexOf(column)]?.trim() ?? '';
  const sums = new Map<string, number | null>();
  for (const { cells } of table.rows) {
    const name = cell(cells, by);
    if (name === '') continue;
    const text = value === undefined ? '1' : cell(cells, value);
    const number = text === '' || !Number.isFinite(Number(text)) ? null : Number(text);
    const known = sums.get(name) ?? null;
    sums.set(name, number === null ? known : number + (known ?? 0));
  }
  return [
    {
      input: { codes: [...sums.keys()], values: [...sums.values()] },
      params: {},
      subject: { region: null, indicator: config.id, year: null },
      frame: sums.size,
      flags: [],
      sources: source === undefined ? [] : [source],
    },
  ];
}
