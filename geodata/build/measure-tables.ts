import { findMeasure } from '../measures/index.ts';
import type { Measure } from '../measures/measure.ts';
import { AtlasError } from '../model/atlas-error.ts';
import type { MeasureRow, MeasureTable } from '../model/measure.ts';
import { framesOf } from './frames.ts';
import { inputAdapters } from './measure-inputs/index.ts';
import { rowsOfResult } from './measure-rows.ts';
import type {
  EntryTables,
  MeasureConfig,
  MeasureRequest,
  MeasureTask,
  MeasureWorld,
} from './measure-task.ts';

/** Everything one entry of `measures` asks to compute, in the JSON form of the input of its measure. */
export function planMeasure(
  config: MeasureConfig,
  world: MeasureWorld,
  tables: EntryTables,
): { request: MeasureRequest; tasks: MeasureTask[] } {
  const measure = findMeasure(config.measure);
  const level = world.levels.find((each) => each.config.id === config.level)!;
  const frames = framesOf(config, world.levels, tables.sets);
  const request: MeasureRequest = { config, level, frames, world, tables };
  const adapter = inputAdapters[measure.input.id];
  if (adapter === undefined)
    throw new AtlasError(
      'invalid-config',
      `The measure "${measure.id}" takes ${measure.input.title.en} (${measure.input.id}), which an atlas cannot give; ` +
        `it can give ${Object.keys(inputAdapters).join(', ')}.`,
      { at: `measures.${config.id}` },
    );
  return { request, tasks: adapter(request) };
}

/** Computes one configured measure over its indicators, frames and years. */
export function computeMeasureTable(
  config: MeasureConfig,
  world: MeasureWorld,
  tables: EntryTables,
): MeasureTable {
  const measure = findMeasure(config.measure);
  const { request, tasks } = planMeasure(config, world, tables);
  const rows: MeasureRow[] = [];
  const overall: MeasureRow[] = [];
  for (const task of tasks) {
    const result = measure.compute(measure.input.read(task.input), parametersOf(measure, config, task));
    const made = rowsOfResult(measure, result, task, request.level);
    rows.push(...made.rows);
    if (made.overall !== null) overall.push(made.overall);
  }
  return {
    id: config.id,
    measure: measure.id,
    title: config.title ?? measure.title,
    level: config.level,
    within: aboutWhom(measure, config, rows),
    params: config.params,
    sources: [...new Set(tasks.flatMap((task) => task.sources))].sort(),
    rows,
    ...(overall.length === 0 ? {} : { overall }),
    ...(tables.sets === null ? {} : { groups: tables.sets.map(({ id, name }) => ({ id, name })) }),
  };
}

/** Parameters of the entry, and of those that follow from the frame the ones the measure has. */
function parametersOf(measure: Measure, config: MeasureConfig, task: MeasureTask): Record<string, unknown> {
  const own = Object.entries(task.params).filter(([name]) =>
    measure.params.some((param) => param.name === name),
  );
  return { ...Object.fromEntries(own), ...config.params };
}

/** Level or grouping whose members the rows are about. */
function aboutWhom(measure: Measure, config: MeasureConfig, rows: readonly MeasureRow[]): string | null {
  const { kind } = measure.output;
  if (kind === 'groups') return config.groups ?? null;
  const isByRegion = kind === 'units' || kind === 'cells' || kind === 'panel';
  if (isByRegion && measure.input.id !== 'change' && rows.some((row) => row.region !== null))
    return config.level;
  return config.within ?? null;
}
