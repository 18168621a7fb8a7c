import type { IncomingMessage } from 'node:http';

/** Which pages of other origins may read the answers: all, or those of the listed origins. */
export type AllowedOrigins = '*' | readonly string[];

const EXPOSED =
  'ETag, Content-Length, Content-Range, Content-Encoding, Accept-Ranges, Link, OGC-NumberMatched, ' +
  'OGC-NumberReturned, Content-Crs, Retry-After, X-Jiju-Revision';

/** Header fields by name, as `writeHead` takes them. */
export type HeaderFields = Readonly<Record<string, string>>;

const openTo = (origin: string): HeaderFields => ({
  'Access-Control-Allow-Origin': origin,
  'Access-Control-Expose-Headers': EXPOSED,
  'Timing-Allow-Origin': origin,
  'Cross-Origin-Resource-Policy': 'cross-origin',
});

const OPEN_TO_ALL = openTo('*');

/** Headers that let pages of other origins read an answer (Fetch standard, CORS protocol; no credentials, ever). */
export function crossOriginHeaders(request: IncomingMessage, allowed: AllowedOrigins): HeaderFields {
  if (allowed === '*') return OPEN_TO_ALL;
  const { origin } = request.headers;
  if (origin === undefined || !allowed.includes(origin))
    return { 'Cross-Origin-Resource-Policy': 'cross-origin' };
  return openTo(origin);
}

/** Fields for pages of every origin, names and values in turn. */
export const OPEN_TO_ALL_LIST: readonly string[] = Object.entries(OPEN_TO_ALL).flat();

/** The same as names and values in turn, which `writeHead` takes faster: for answers that must cost nothing. */
export const crossOriginList = (request: IncomingMessage, allowed: AllowedOrigins): readonly string[] =>
  allowed === '*' ? OPEN_TO_ALL_LIST : Object.entries(crossOriginHeaders(request, allowed)).flat();

/** What an answer depends on besides its URL; with a list of origins it depends on the asking page as well. */
export function varyOn(fields: string, allowed: AllowedOrigins): HeaderFields {
  const all = [fields, allowed === '*' ? '' : 'Origin'].filter((field) => field !== '');
  return all.length === 0 ? {} : { Vary: all.join(', ') };
}

export const ALLOWED_METHODS = 'GET, HEAD, OPTIONS';

/** Headers of the answer to a preflight, besides those of every answer. */
export const preflightHeaders: HeaderFields = {
  'Access-Control-Allow-Methods': ALLOWED_METHODS,
  'Access-Control-Allow-Headers':
    'Range, If-Range, If-Match, If-None-Match, Accept, Accept-Language, Authorization, X-API-Key',
  'Access-Control-Max-Age': '86400',
};
