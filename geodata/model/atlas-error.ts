import type { Diagnostic } from './diagnostic.ts';

/** What stops a build, a command or a request; scripts map the code to an exit status, the server to HTTP. */
export type AtlasErrorCode =
  | 'usage'
  | 'not-found'
  | 'invalid-config'
  | 'invalid-data'
  | 'invalid-archive'
  | 'invalid-request'
  | 'missing-package'
  | 'io';

/** An expected failure with a message for its user. Anything else that is thrown is a bug. */
export class AtlasError extends Error {
  readonly code: AtlasErrorCode;
  /** The place that caused it: a path relative to the atlas, a key, a byte offset. */
  readonly at: string | undefined;
  /** Every single remark, where the failure is a sum of them (a configuration with several mistakes). */
  readonly diagnostics: readonly Diagnostic[];

  constructor(
    code: AtlasErrorCode,
    message: string,
    options: { at?: string; cause?: unknown; diagnostics?: readonly Diagnostic[] } = {},
  ) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'AtlasError';
    this.code = code;
    this.at = options.at;
    this.diagnostics = options.diagnostics ?? [];
  }
}
