import type { Exchange } from './exchange.ts';
import { chooseCoding } from './protocol/accept-encoding.ts';
import { prefersHtml } from './protocol/accept.ts';
import { cacheControl } from './protocol/cache-class.ts';
import { crossOriginHeaders, varyOn, type HeaderFields } from './protocol/cross-origin.ts';
import { entityTag } from './protocol/entity-tag.ts';
import { evaluatePreconditions } from './protocol/precondition.ts';
import { problemHtml, problemJson } from './protocol/problem-document.ts';
import { Problem, problemOf } from './protocol/problem.ts';
import type { Representation } from './protocol/representation.ts';
import { serviceAddress } from './protocol/service-address.ts';

// Everything that is written to a response is written here and in the two resources of their own kind, tiles and
// archives. Headers go to `writeHead` in one piece, which costs a fraction of setting them one by one.

export interface AnswerOptions {
  cache: string;
  headers?: HeaderFields;
  /** Request headers that chose the representation, besides Accept-Encoding. */
  vary?: string;
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
  if (representation instanceof Promise)
    representation
      .then((ready) => sendNow(exchange, ready, options))
      .catch((error: unknown) => sendProblem(exchange, error));
  else sendNow(exchange, representation, options);
}

function sendNow(
  exchange: Exchange,
  representation: Representation,
  { cache, headers, vary }: AnswerOptions,
): void {
  const { request, response, service } = exchange;
  const coding = chooseCoding(request.headers['accept-encoding'], representation.codings);
  if (coding === null) {
    sendProblem(exchange, codingNotAcceptable());
    return;
  }
  const tag = entityTag(representation.contentHash, coding);
  const { allowedOrigins } = service.options;
  const common = {
    ETag: tag,
    'Cache-Control': cache,
    ...varyOn(vary === undefined ? 'Accept-Encoding' : `Accept-Encoding, ${vary}`, allowedOrigins),
    ...crossOriginHeaders(request, allowedOrigins),
    ...headers,
  };
  const precondition = evaluatePreconditions(request, tag);
  if (precondition === 'failed') {
    sendProblem(exchange, preconditionFailed(tag));
    return;
  }
  if (precondition === 'not-modified') {
    response.writeHead(304, common);
    response.end();
    return;
  }
  const bytes = representation.bytes[coding]!;
  response.writeHead(200, {
    ...common,
    'Content-Type': representation.mediaType,
    'Content-Length': bytes.length,
    ...(coding === 'identity' ? {} : { 'Content-Encoding': coding }),
    'X-Content-Type-Options': 'nosniff',
  });
  response.end(request.method === 'HEAD' ? undefined : bytes);
}

export const codingNotAcceptable = (): Problem =>
  new Problem('not-acceptable', 'Accept-Encoding excludes every coding that is available; allow identity.');

export const preconditionFailed = (tag: string): Problem =>
  new Problem('precondition-failed', `If-Match names another version; the current one is ${tag}.`);

const PAGE_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

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
    ...(asPage ? { 'Content-Security-Policy': PAGE_POLICY } : {}),
    ...(problem.status === 503 ? { 'Retry-After': '5' } : {}),
    ...crossOriginHeaders(request, allowedOrigins),
    ...problem.headers,
  });
  response.end(request.method === 'HEAD' ? undefined : body);
}
