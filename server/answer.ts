import type { Exchange } from './exchange.ts';
import { chooseCoding } from './protocol/accept-encoding.ts';
import { prefersHtml } from './protocol/accept.ts';
import { cacheControl } from './protocol/cache-class.ts';
import { crossOriginHeaders, varyOn, type HeaderFields } from './protocol/cross-origin.ts';
import { entityTag } from './protocol/entity-tag.ts';
import { PAGE_HEADERS } from './protocol/html-page.ts';
import { evaluatePreconditions } from './protocol/precondition.ts';
import { problemHtml, problemJson } from './protocol/problem-document.ts';
import { Problem, problemOf } from './protocol/problem.ts';
import type { Representation } from './protocol/representation.ts';
import { contentRange, requestedRanges } from './protocol/requested-ranges.ts';
import { serviceAddress } from './protocol/service-address.ts';

// Everything that is written to a response is written here and in the two resources of their own kind, tiles and
// archives. Headers go to `writeHead` in one piece, which costs a fraction of setting them one by one.

export interface AnswerOptions {
  cache: string;
  headers?: HeaderFields;
  /** Request headers that chose the representation, besides Accept-Encoding. */
  vary?: string;
  /** Answer a range where one is asked for: files that desktop GIS reads piece by piece. Plain bytes only. */
  ranges?: boolean;
}

/**
 * Sends a representation in the coding the client prefers, or 304, 406, 412 as the request demands; one that is still
 * being read is sent when it is there.
 */
export function sendRepresentation(
  exchange: Exchange,
  representation: Representation | Promise<Representation>,
  options: AnswerOptions,
): void {
  const send = (ready: Representation): void => {
    try {
      sendNow(exchange, ready, options);
    } catch (error) {
      sendProblem(exchange, error);
    }
  };
  if (representation instanceof Promise)
    representation.then(send).catch((error: unknown) => sendProblem(exchange, error));
  else send(representation);
}

function sendNow(
  exchange: Exchange,
  representation: Representation,
  { cache, headers, vary, ranges = false }: AnswerOptions,
): void {
  const { request, response, service } = exchange;
  const coding = chooseCoding(request.headers['accept-encoding'], representation.codings);
  if (coding === null) throw codingNotAcceptable();
  const tag = entityTag(representation.contentHash, coding);
  const { allowedOrigins } = service.options;
  const common = {
    ETag: tag,
    'Cache-Control': cache,
    ...varyOn(vary === undefined ? 'Accept-Encoding' : `Accept-Encoding, ${vary}`, allowedOrigins),
    ...crossOriginHeaders(request, allowedOrigins),
    ...headers,
    ...(ranges ? { 'Accept-Ranges': 'bytes' } : {}),
  };
  const precondition = evaluatePreconditions(request, tag);
  if (precondition === 'failed') throw preconditionFailed(tag);
  if (precondition === 'not-modified') {
    response.writeHead(304, common);
    response.end();
    return;
  }
  const bytes = representation.bytes[coding]!;
  const [range, ...others] = (ranges ? requestedRanges(request, tag, bytes.length) : null) ?? [];
  // Several ranges at once are asked of archives only; whoever asks for them here gets the whole.
  const part = range !== undefined && others.length === 0 ? range : null;
  const sent = part === null ? bytes : bytes.subarray(part.first, part.last + 1);
  response.writeHead(part === null ? 200 : 206, {
    ...common,
    'Content-Type': representation.mediaType,
    'Content-Length': sent.length,
    ...(part === null ? {} : { 'Content-Range': contentRange(part, bytes.length) }),
    ...(coding === 'identity' ? {} : { 'Content-Encoding': coding }),
    'X-Content-Type-Options': 'nosniff',
  });
  response.end(request.method === 'HEAD' ? undefined : sent);
}

export const codingNotAcceptable = (): Problem =>
  new Problem('not-acceptable', 'Accept-Encoding excludes every coding that is available; allow identity.');

export const preconditionFailed = (tag: string): Problem =>
  new Problem('precondition-failed', `If-Match names another version; the current one is ${tag}.`);

/** Sends what went wrong: a problem document, or a page where a person is asking. Logs what is our own fault. */
export function sendProblem(exchange: Exchange, error: unknown): void {
  const { request, response, service } = exchange;
  const problem = problemOf(error);
  if (problem.status >= 500)
    service.log.error({ err: problem.cause ?? problem, url: request.url }, problem.kind);
  if (response.headersSent) {
    // Half of another answer is out already: a broken connection tells the client that it is not whole.
    response.destroy();
    return;
  }
  const asPage = prefersHtml(request.headers.accept);
  const address = serviceAddress(request, service.options);
  const instance = (request.url ?? '/').split('?', 1)[0]!.slice(0, 200);
  const body = Buffer.from(asPage ? problemHtml(problem, address) : problemJson(problem, address, instance));
  const { allowedOrigins } = service.options;
  response.writeHead(problem.status, {
    'Content-Type': asPage ? 'text/html; charset=utf-8' : 'application/problem+json',
    'Content-Length': body.length,
    'Cache-Control': problem.status === 404 ? cacheControl.absence : cacheControl.failure,
    ...varyOn('Accept', allowedOrigins),
    'X-Content-Type-Options': 'nosniff',
    ...(asPage ? PAGE_HEADERS : {}),
    ...(problem.status === 503 ? { 'Retry-After': '5' } : {}),
    ...crossOriginHeaders(request, allowedOrigins),
    ...problem.headers,
  });
  response.end(request.method === 'HEAD' ? undefined : body);
}
