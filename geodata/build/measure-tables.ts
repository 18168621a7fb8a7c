import type { AtlasConfig } from '../config/schema.ts';
import { findMeasure } from '../measures/index.ts';
import type { Measure } from '../measures/measure.ts';
import { meanOf } from '../measures/summation.ts';
import { AtlasError } from '../model/atlas-error.ts';
import type { MeasureResult, MeasureRow, MeasureTable } from '../model/measure.ts';
import type { Column } from './columns.ts';
import type { Frame } from './frames.ts';
import { framesOf } from './frames.ts';
import type { CompiledLevel } from './levels.ts';

type MeasureConfig = AtlasConfig['measures'][number];

/** Printed values by `indicator/year/region`; the region is empty for the whole frame. */
export type PublishedValues = ReadonlyMap<string, number>;

/** Computes one configured measure over its indicators, frames and years. */
export function computeMeasureTable(
  config: MeasureConfig,
  levels: readonly CompiledLevel[],
  columns: readonly Column[],
  published: PublishedValues,
): MeasureTable {
  const measure = findMeasure(config.measure);
  const level = levels.find((each) => each.config.id === config.level)!;
  const frames = framesOf(config, levels);
  const used: Column[] = [];
  const rows: MeasureRow[] = [];
  for (const indicator of config.indicators) {
    const own = columns.filter((column) => column.level === config.level && column.indicator === indicator);
    if (measure.input.id === 'change') {
      for (const [from, to] of config.stages ?? []) {
        const [before, after] = [from, to].map((year) => own.find((column) => column.year === year));
        if (before === undefined || after === undefined) continue;
        used.push(before, after);
        rows.push(...changeRows(measure, config, frames, before, after));
      }
    } else if (measure.input.id === 'vector') {
      for (const column of own) {
        if (config.years !== undefined && (column.year === null || !config.years.includes(column.year)))
          continue;
        used.push(column);
        rows.push(...frames.map((frame) => vectorRow(measure, config, frame, column, level, published)));
      }
    } else {
      throw new AtlasError(
        'invalid-config',
        `The measure "${measure.id}" takes ${measure.input.title.en}, which a table of indicators does not give.`,
        { at: `measures.${config.id}` },
      );
    }
  }
  return {
    id: config.id,
    measure: measure.id,
    title: config.title ?? measure.title,
    level: config.level,
    within: config.within ?? null,
    params: config.params,
    sources: [...new Set(used.flatMap((column) => column.source.filter((source) => source !== null)))].sort(),
    rows,
  };
}

function vectorRow(
  measure: Measure,
  config: MeasureConfig,
  frame: Frame,
  column: Column,
  level: CompiledLevel,
  published: PublishedValues,
): MeasureRow {
  const takesCapital = measure.params.some((param) => param.name === 'capital');
  const result = measure.compute(
    {
      codes: frame.positions.map((position) => level.regions[position]!.code),
      values: frame.positions.map((position) => column.values[position]!),
    },
    { ...config.params, ...(takesCapital && frame.capital !== null ? { capital: frame.capital } : {}) },
  );
  const printed = published.get(`${column.indicator}/${column.year}/${frame.region ?? frame.group ?? ''}`);
  const flags = [...new Set([...result.flags, ...qualityFlags(column, frame)])];
  return {
    ...rowKeys(frame, column),
    ...valueOf(measure, result),
    n: result.n,
    frame: frame.positions.length,
    flags,
    ...(result.reason === undefined ? {} : { reason: result.reason }),
    ...(printed === undefined ? {} : { published: printed }),
  };
}

/** Growth of the mean of each frame; a frame of one unit gives the growth of the unit. */
function changeRows(
  measure: Measure,
  config: MeasureConfig,
  frames: readonly Frame[],
  before: Column,
  after: Column,
): MeasureRow[] {
  const keys = frames.map((_, index) => String(index));
  const result = measure.compute(
    {
      codes: keys,
      years: [before.year!, after.year!],
      from: frames.map((frame) => frameMean(frame, before)),
      to: frames.map((frame) => frameMean(frame, after)),
    },
    config.params,
  ) as MeasureResult<{ code: string; value: number | null; reason?: MeasureRow['reason'] }[]>;
  const byKey = new Map((result.value ?? []).map((entry) => [entry.code, entry]));
  return frames.map((frame, index) => {
    const entry = byKey.get(keys[index]!);
    const n = frame.positions.filter(
      (position) => before.values[position] !== null && after.values[position] !== null,
    ).length;
    const reason = entry === undefined ? 'missing_value' : entry.reason;
    return {
      ...rowKeys(frame, before),
      toYear: after.year!,
      value: entry?.value ?? null,
      n,
      frame: frame.positions.length,
      flags: [...new Set([...qualityFlags(before, frame), ...qualityFlags(after, frame)])],
      ...(reason === undefined ? {} : { reason }),
    };
  });
}

function frameMean(frame: Frame, column: Column): number | null {
  const values = frame.positions.map((position) => column.values[position]).filter((value) => value !== null);
  return values.length === 0 ? null : meanOf(Float64Array.from(values as number[]));
}

const rowKeys = (
  frame: Frame,
  column: Column,
): Pick<MeasureRow, 'region' | 'group' | 'indicator' | 'year'> => ({
  region: frame.region,
  ...(frame.group === null ? {} : { group: frame.group }),
  indicator: column.indicator,
  year: column.year,
});

/** One number stays a number; a curve, which is no one number, goes with the details. */
function valueOf(measure: Measure, result: MeasureResult<unknown>): Pick<MeasureRow, 'value' | 'details'> {
  if (measure.output.kind !== 'number') return { value: null, details: result.value };
  const value = result.value as number | null;
  return result.details === undefined ? { value } : { value, details: result.details };
}

/** Values that were not measured leave their mark on what is computed from them. */
function qualityFlags(column: Column, frame: Frame): string[] {
  const flags = new Set<string>();
  for (const position of frame.positions) {
    const quality = column.quality[position];
    if (quality !== null && quality !== undefined && quality !== 'measured') flags.add(quality);
  }
  return [...flags].sort();
}
