import type { LocalText } from './text.ts';

/** Why a measure has no value (a number is never NaN or infinite). */
export type UndefinedReason =
  | 'zero_mean'
  | 'negative_values'
  | 'too_few_units'
  | 'constant'
  | 'no_edges'
  | 'zero_base'
  | 'disconnected'
  | 'infeasible'
  | 'no_convergence'
  | 'missing_value'
  | 'out_of_range';

/**
 * The answer of a measure. The frame is `n` plus the units listed as missing. `value` is the one number (or the list
 * of units, edges, groups or years with one number each) that the measure is about; `details` is what comes with it.
 */
export interface MeasureResult<Value = number, Details = unknown> {
  value: Value | null;
  details?: Details;
  n: number;
  missing: string[];
  /** Formula and variant by name, e.g. "gini/sorted". */
  method: string;
  params: Record<string, unknown>;
  /** `incomplete`, `single_unit`, `interpolated`, … */
  flags: string[];
  reason?: UndefinedReason;
}

/** A parameter of a measure, enough for a form, a flag and a schema. */
export interface MeasureParam {
  name: string;
  description: LocalText;
  type: 'number' | 'integer' | 'boolean' | 'string' | 'enum';
  default: number | boolean | string | null;
  values?: readonly string[];
  minimum?: number;
  maximum?: number;
}

/** Description of a measure: everything that can be said without computing it. */
export interface MeasureDescription {
  /** Equal to its file name, its URL segment and its page in docs. */
  id: string;
  title: LocalText;
  /** One sentence on what it says about regions. */
  summary: LocalText;
  /** Formula in LaTeX. */
  formula: string;
  unit: string;
  range: [number | null, number | null];
  scope: 'unit' | 'province' | 'agglomeration' | 'nation' | 'edge' | 'network';
  params: MeasureParam[];
  /** Paper or book, as in a list of references. */
  source: string;
}

/** A description as a bundle has it. */
export interface WrittenDescription extends MeasureDescription {
  /** The formula as MathML, which a page shows as it is. */
  mathml: string;
}

/** One row of a table of results; the columns are tidy: unit, indicator, year, measure, value. */
export interface MeasureRow {
  /** Code of the region the value is about; null for the whole frame. */
  region: string | null;
  /** Group the value is about (a macro-region id), where it is not a region. */
  group?: string;
  /** Second region, where the value is about a pair. */
  other?: string;
  indicator: string;
  year: number | null;
  /** Second year of a change. */
  toYear?: number;
  value: number | null;
  /** What comes with the value: the points of a curve, the parts of a decomposition. */
  details?: unknown;
  n: number;
  frame: number;
  flags: string[];
  reason?: UndefinedReason;
  /** The value printed in the source, where there is one to stand beside ours. */
  published?: number;
}

/** A table of one measure over indicators, groups and years, as baked into the bundle. */
export interface MeasureTable {
  /** Id in atlas.yaml, unique in the bundle. */
  id: string;
  /** Id of the measure in the registry. */
  measure: string;
  title: LocalText;
  level: string;
  /** Level or grouping whose members the rows are about; null where each row is about the whole frame. */
  within: string | null;
  params: Record<string, unknown>;
  sources: string[];
  rows: MeasureRow[];
  /** What results with a row for each unit, group or year say of all of them together: sums, cuts, totals. */
  overall?: MeasureRow[];
  /** Names of the groups that rows are about, where they are no grouping of the atlas. */
  groups?: { id: string; name: LocalText }[];
}

/** A table as it stands in the bundle: it says how its measure is made, so that the catalog need not. */
export interface MeasureDocument extends MeasureTable {
  description: WrittenDescription;
}
