import type { Measure } from '../measures/measure.ts';
import type { MeasureResult, MeasureRow, UndefinedReason } from '../model/measure.ts';
import type { CompiledLevel } from './levels.ts';
import type { MeasureTask } from './measure-task.ts';

/** Tidy rows of one result: what each row is about, and what the result says of all rows together. */
export interface ResultRows {
  rows: MeasureRow[];
  overall: MeasureRow | null;
}

/** A row of a result as measures give it: a key or two, the value, and further fields. */
type ResultEntry = { value: number | null; n?: number; reason?: UndefinedReason } & Record<string, unknown>;

export type OutputKind = Measure['output']['kind'];

/** What the rows of a result are about, by the kind of output; number and curve are one row. */
const keysOfKind: Partial<Record<OutputKind, readonly string[]>> = {
  units: ['code'],
  groups: ['group'],
  years: ['year'],
  panel: ['code', 'year'],
  edges: ['a', 'b'],
  'edge-panel': ['a', 'b', 'year'],
  cells: ['code', 'indicator'],
  indicators: ['indicator'],
};

/** Turns a result into rows: one for each unit, group, year, pair or cell, or one for the whole frame. */
export function rowsOfResult(
  measure: { output: { kind: OutputKind } },
  result: MeasureResult<unknown>,
  task: MeasureTask,
  level: CompiledLevel,
): ResultRows {
  const whole: MeasureRow = {
    ...task.subject,
    value: null,
    n: result.n,
    frame: task.frame,
    flags: union(result.flags, task.flags),
    ...(result.details === undefined ? {} : { details: result.details }),
    ...(result.reason === undefined ? {} : { reason: result.reason }),
  };
  const { kind } = measure.output;
  if (kind === 'number') return { rows: [{ ...whole, value: result.value as number | null }], overall: null };
  const keys = keysOfKind[kind];
  if (keys === undefined || !Array.isArray(result.value)) {
    const details = result.value === null ? {} : { details: result.value };
    return { rows: [{ ...whole, ...details }], overall: null };
  }
  const entries = [...(result.value as ResultEntry[]), ...missingUnits(kind, result)];
  const rows = entries.map((entry) => rowOf(entry, keys, whole, task, level));
  return { rows, overall: result.details === undefined ? null : whole };
}

/** Units that measures leave out because they have no value still belong to the frame. */
function missingUnits(kind: OutputKind, { value, missing }: MeasureResult<unknown>): ResultEntry[] {
  if (kind !== 'units') return [];
  const present = new Set((value as ResultEntry[]).map((entry) => entry['code']));
  return missing
    .filter((code) => !present.has(code))
    .map((code) => ({ code, value: null, reason: 'missing_value' }));
}

function rowOf(
  entry: ResultEntry,
  keys: readonly string[],
  whole: MeasureRow,
  task: MeasureTask,
  level: CompiledLevel,
): MeasureRow {
  const { value, n, reason, ...fields } = entry;
  const unit = task.units?.get(String(fields['code'] ?? fields['group']));
  // A row about one year is not about the span of all years that went in.
  const { toYear, ...subject } = task.subject;
  const span = toYear === undefined || keys.includes('year') ? {} : { toYear };
  const row: MeasureRow = {
    ...subject,
    ...span,
    ...(unit === undefined ? aboutOf(fields, keys, level) : unit.subject),
    value,
    n: unit?.n ?? n ?? whole.n,
    frame: unit?.frame ?? whole.frame,
    flags: unit?.flags ?? whole.flags,
    ...(reason === undefined ? {} : { reason }),
  };
  const further = Object.entries(fields).filter(([name]) => !keys.includes(name));
  return further.length === 0 ? row : { ...row, details: Object.fromEntries(further) };
}

/** The keys of an entry as the columns of a row; codes that are no region of the level stand as groups. */
function aboutOf(
  fields: Record<string, unknown>,
  keys: readonly string[],
  level: CompiledLevel,
): Partial<MeasureRow> {
  const about: Partial<MeasureRow> = {};
  for (const key of keys) {
    const name = fields[key];
    if (key === 'year') about.year = Number(name);
    else if (key === 'b') about.other = String(name);
    else if (key === 'indicator') about.indicator = String(name);
    else if (key !== 'group' && level.byCode.has(String(name))) about.region = String(name);
    else about.group = String(name);
  }
  return about;
}

const union = (a: readonly string[], b: readonly string[]): string[] => [...new Set([...a, ...b])];
