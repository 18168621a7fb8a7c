import type { MeasureDescription, MeasureParam, MeasureResult } from '../model/measure.ts';
import type { InputKind } from './inputs/input-kind.ts';
import type { Outcome } from './outcome.ts';
import type { OutputShape } from './output-shape.ts';
import type { ParamValues } from './params.ts';
import { resolveParams } from './params.ts';

/** The folder of a measure: what question it answers. */
export type MeasureGroup =
  | 'concentration'
  | 'association'
  | 'network'
  | 'polycentricity'
  | 'resilience'
  | 'composite'
  | 'efficiency'
  | 'change'
  | 'centres'
  | 'classification';

/** A worked example: shown in docs, run by a test. `input` is in the JSON form of the input kind. */
export interface WorkedExample {
  input: unknown;
  params?: Record<string, unknown>;
  value: unknown;
  details?: unknown;
  /** Where the expected value comes from: a printed example, another implementation, or the closed form. */
  source: string;
}

/** A measure as its file writes it. */
export interface MeasureDefinition<
  Input,
  Value,
  Details,
  Params extends readonly MeasureParam[],
> extends Omit<MeasureDescription, 'params'> {
  group: MeasureGroup;
  input: InputKind<Input>;
  output: OutputShape<Value, Details>;
  params: Params;
  example: WorkedExample;
  evaluate(this: void, input: Input, params: ParamValues<Params>): Outcome<Value, Details>;
}

/** A measure as everyone else sees it. */
export interface Measure<
  Input = unknown,
  Value = unknown,
  Details = unknown,
  Params = Record<string, unknown>,
> extends MeasureDescription {
  group: MeasureGroup;
  input: InputKind<Input>;
  output: OutputShape<Value, Details>;
  example: WorkedExample;
  /** Omitted parameters take their defaults; unknown or ill-typed ones throw AtlasError `usage`. */
  compute(input: Input, params?: Partial<Params>): MeasureResult<Value, Details>;
}

/**
 * Wraps the evaluation of a measure so that every result carries what it was computed from and how, and that one
 * with a number beyond the range of float64 becomes null with a reason instead of NaN or Infinity.
 */
export function defineMeasure<Input, Value, Details, const Params extends readonly MeasureParam[]>(
  definition: MeasureDefinition<Input, Value, Details, Params>,
): Measure<Input, Value, Details, ParamValues<Params>> {
  const { evaluate, params: declared, ...description } = definition;
  return {
    ...description,
    params: [...declared],
    compute(input, given = {}) {
      const params = resolveParams(declared, given);
      const outcome = withinRange(evaluate(input, params as ParamValues<Params>));
      return {
        value: outcome.value,
        ...(outcome.details === undefined ? {} : { details: outcome.details }),
        n: outcome.coverage.n,
        missing: outcome.coverage.missing,
        method: outcome.variant === undefined ? definition.id : `${definition.id}/${outcome.variant}`,
        params,
        flags: [...outcome.coverage.flags, ...(outcome.flags ?? [])],
        ...(outcome.reason === undefined ? {} : { reason: outcome.reason }),
      };
    },
  };
}

function withinRange<Value, Details>(outcome: Outcome<Value, Details>): Outcome<Value, Details> {
  if (isFiniteThroughout(outcome.value) && isFiniteThroughout(outcome.details)) return outcome;
  return { coverage: outcome.coverage, value: null, reason: 'out_of_range' };
}

/** Whether no number inside a value of any shape is NaN or infinite. */
function isFiniteThroughout(value: unknown): boolean {
  if (typeof value === 'number') return Number.isFinite(value);
  if (typeof value !== 'object' || value === null) return true;
  return Object.values(value).every(isFiniteThroughout);
}

/** The static part of a measure, as the catalog of a bundle and the docs hold it. */
export function describeMeasure(measure: Measure): MeasureDescription {
  const { id, title, summary, formula, unit, range, scope, params, source } = measure;
  return { id, title, summary, formula, unit, range, scope, params, source };
}
