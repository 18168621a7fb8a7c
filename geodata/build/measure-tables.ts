import { findMeasure } from '../measures/index.ts';
import type { Measure } from '../measures/measure.ts';
import { AtlasError } from '../model/atlas-error.ts';
import type { MeasureResult, MeasureRow, MeasureTable } from '../model/measure.ts';
import { framesOf } from './frames.ts';
import { inputAdapters } from './measure-inputs/index.ts';
import type { MeasureJob } from './measure-jobs.ts';
import { rowsOfResult } from './measure-rows.ts';
import type { MeasureConfig } from './measure-config.ts';
import type { EntryTables, MeasureRequest, MeasureTask, MeasureWorld } from './measure-task.ts';

/** What one entry of `measures` asks to compute. */
export interface MeasurePlan {
  request: MeasureRequest;
  measure: Measure;
  tasks: MeasureTask[];
  /** One for each task, in the same order. */
  jobs: MeasureJob[];
}

/** Looks up what an entry names. Throws AtlasError `invalid-config` where the atlas cannot give what it needs. */
export function planMeasure(config: MeasureConfig, world: MeasureWorld, tables: EntryTables): MeasurePlan {
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
  const tasks = adapter(request);
  const jobs = tasks.map((task) => ({
    measure: measure.id,
    params: parametersOf(measure, config, task),
    input: task.input,
  }));
  return { request, measure, tasks, jobs };
}

/** The table of a plan and the results of its jobs, in their order. */
export function measureTable(
  { request, measure, tasks }: MeasurePlan,
  results: readonly MeasureResult<unknown>[],
): MeasureTable {
  const { config, tables } = request;
  const rows: MeasureRow[] = [];
  const overall: MeasureRow[] = [];
  for (const [index, task] of tasks.entries()) {
    const made = rowsOfResult(measure, results[index]!, task, request.level);
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
    ...(config.parts.length === 0 ? {} : { groups: config.parts }),
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
