import { findMeasure } from '../measures/index.ts';
import type { MeasureResult } from '../model/measure.ts';

/** A computation that can be sent to another thread and kept by its hash: plain data. */
export interface MeasureJob {
  measure: string;
  params: Record<string, unknown>;
  /** In the JSON form of the input kind of the measure. */
  input: unknown;
}

/** Throws AtlasError `invalid-data` or `usage` where input or parameters are not those of the measure. */
export function computeJob({ measure: id, params, input }: MeasureJob): MeasureResult<unknown> {
  const measure = findMeasure(id);
  return measure.compute(measure.input.read(input), params);
}
