import type { OnInvalid } from './invalid-features.ts';

export interface ParserOptions {
  onInvalid: OnInvalid;
  /** Only these properties, if given. */
  keep?: string[];
  /** All but these properties. */
  drop?: string[];
  /** The property whose value is the feature's id. */
  idField?: string;
}
