import type { UndefinedReason } from '../model/measure.ts';

/** Which part of the frame a measure could use. */
export interface Coverage {
  n: number;
  /** Codes of the frame's units without a value, in the order of the frame. */
  missing: string[];
  flags: string[];
}

/** What `evaluate` hands back: a value over what was covered, or the reason why there is none. */
export interface Outcome<Value, Details = unknown> {
  coverage: Coverage;
  value: Value | null;
  details?: Details;
  reason?: UndefinedReason;
  flags?: string[];
  /** Variant of the formula, where parameters or data decide it. */
  variant?: string;
}
