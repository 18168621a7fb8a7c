import type { AtlasErrorCode } from '../../geodata/model/atlas-error.ts';
import { AtlasError } from '../../geodata/model/atlas-error.ts';

/**
 * Every way a request can fail. The key is the last segment of the problem's type URI (RFC 9457), where `help` can be
 * read; `code` is what clients of OGC API – Features 1.0 look for.
 */
export const problemKinds = {
  'malformed-url': {
    status: 400,
    code: 'InvalidParameterValue',
    title: 'Malformed URL',
    help: 'The URL cannot be decoded. Encode it as RFC 3986 says: percent signs as %25, no control characters.',
  },
  'invalid-tile': {
    status: 400,
    code: 'InvalidParameterValue',
    title: 'Not a tile address',
    help: 'A tile is addressed by zoom, column and row: whole numbers, zoom 0 to 30, rows counted from the north.',
  },
  'invalid-parameter': {
    status: 400,
    code: 'InvalidParameterValue',
    title: 'Invalid parameter',
    help: 'A query parameter is unknown or has a value that cannot be used; `invalid-params` lists each of them.',
  },
  'not-found': {
    status: 404,
    code: 'NotFound',
    title: 'Not found',
    help: 'Nothing stands at this URL. catalog.json lists everything that the atlas holds.',
  },
  'unknown-tileset': {
    status: 404,
    code: 'NotFound',
    title: 'Unknown tileset',
    help: 'The atlas has no tileset with this id. /tiles lists those that it has.',
  },
  'unknown-revision': {
    status: 404,
    code: 'NotFound',
    title: 'Revision no longer served',
    help: 'The atlas was rebuilt and this revision is gone. Read the TileJSON or catalog again for the current one.',
  },
  'zoom-out-of-range': {
    status: 404,
    code: 'NotFound',
    title: 'Zoom out of range',
    help: 'The tileset has no tiles at this zoom. Set the zoom range of the layer to that of its TileJSON.',
  },
  'tile-out-of-range': {
    status: 404,
    code: 'NotFound',
    title: 'Tile outside of the matrix',
    help: 'Columns and rows run from 0 to 2^zoom − 1.',
  },
  'other-format': {
    status: 404,
    code: 'NotFound',
    title: 'Not available in this format',
    help: 'The resource exists in other formats; the Link header names them.',
  },
  'method-not-allowed': {
    status: 405,
    code: 'MethodNotAllowed',
    title: 'Method not allowed',
    help: 'The service can be read only: use GET, HEAD or OPTIONS.',
  },
  'not-acceptable': {
    status: 406,
    code: 'NotAcceptable',
    title: 'Not acceptable',
    help: 'None of the formats or codings that the request accepts is available.',
  },
  'precondition-failed': {
    status: 412,
    code: 'PreconditionFailed',
    title: 'Precondition failed',
    help: 'The resource is not the one that If-Match names: it was rebuilt in between. Begin again without If-Match.',
  },
  'url-too-long': {
    status: 414,
    code: 'InvalidParameterValue',
    title: 'URL too long',
    help: 'URLs may have 8192 characters.',
  },
  'range-not-satisfiable': {
    status: 416,
    code: 'InvalidParameterValue',
    title: 'Range not satisfiable',
    help: 'The range begins after the end of the file; Content-Range gives its size.',
  },
  'too-many-requests': {
    status: 429,
    code: 'TooManyRequests',
    title: 'Too many requests',
    help: 'Pictures, statistics and downloads take time to make. Retry-After says how many seconds to wait.',
  },
  internal: {
    status: 500,
    code: 'ServerError',
    title: 'Internal error',
    help: 'This is a mistake of the service, not of the request. The log of the server says more.',
  },
  'unreadable-data': {
    status: 503,
    code: 'ServerError',
    title: 'Data cannot be read',
    help: 'The service could not read its own files. Try again; if it stays so, rebuild the atlas.',
  },
  unavailable: {
    status: 503,
    code: 'ServerError',
    title: 'Service unavailable',
    help: 'The service is starting or stopping. Try again in a moment.',
  },
} as const satisfies Record<string, { status: number; code: string; title: string; help: string }>;

export type ProblemKind = keyof typeof problemKinds;

/** A request that cannot be answered as asked, thrown or returned by a resource. */
export class Problem extends Error {
  readonly kind: ProblemKind;
  /** Headers that belong to the answer, such as `Allow`. */
  readonly headers: Record<string, string>;
  /** Extension members of the problem document (RFC 9457 §3.2). */
  readonly members: Record<string, unknown>;

  constructor(
    kind: ProblemKind,
    detail: string,
    options: { headers?: Record<string, string>; members?: Record<string, unknown>; cause?: unknown } = {},
  ) {
    super(detail, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'Problem';
    this.kind = kind;
    this.headers = options.headers ?? {};
    this.members = options.members ?? {};
  }

  get status(): number {
    return problemKinds[this.kind].status;
  }
}

const kindOfError: Partial<Record<AtlasErrorCode, ProblemKind>> = {
  'not-found': 'not-found',
  'invalid-request': 'invalid-parameter',
  'invalid-archive': 'unreadable-data',
  io: 'unreadable-data',
};

/**
 * The problem to answer with for anything that was thrown. Only messages written for the reader of the answer pass:
 * those of our files name paths, and those of bugs say nothing to a client.
 */
export function problemOf(error: unknown): Problem {
  if (error instanceof Problem) return error;
  const kind = (error instanceof AtlasError ? kindOfError[error.code] : undefined) ?? 'internal';
  const isAboutRequest = kind === 'not-found' || kind === 'invalid-parameter';
  const detail = isAboutRequest ? (error as AtlasError).message : problemKinds[kind].help;
  return new Problem(kind, detail, { cause: error });
}
