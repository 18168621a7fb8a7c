import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import express, { type Express } from 'express';
import { sendProblem } from './answer.ts';
import { BudgetCache } from './budget-cache.ts';
import { ClientAllowance } from './client-allowance.ts';
import type { Exchange, Service } from './exchange.ts';
import { routes, storedResources } from './http/index.ts';
import type { Metrics } from './metrics.ts';
import { PictureStudio } from './pictures/studio.ts';
import { ALLOWED_METHODS, crossOriginHeaders, preflightHeaders, varyOn } from './protocol/cross-origin.ts';
import { Problem } from './protocol/problem.ts';
import { sizeOfRepresentation } from './protocol/representation.ts';
import { parseTarget } from './protocol/request-target.ts';
import { logWhenAnswered } from './request-log.ts';

/** What a service is made of; the rest it keeps for itself. */
export type AppDependencies = Omit<
  Service,
  'allowance' | 'derived' | 'isDraining' | 'metrics' | 'pictures'
> & {
  metrics?: Metrics;
};

const DERIVED_BYTES = 64 * 2 ** 20;
/** Remembering that there is nothing costs little, but not nothing. */
const EMPTY_TILE_BYTES = 200;

/**
 * The whole service as one listener of an `http.Server`. Stored bytes are answered at once: an Express route costs
 * several times what it costs to send a tile. Everything else goes to Express.
 */
export const createApp = (dependencies: AppDependencies): RequestListener =>
  listenerOf(createService(dependencies));

/** What all answers of one process are made from. */
export function createService(dependencies: AppDependencies): Service {
  const derived: Service['derived'] = new BudgetCache(DERIVED_BYTES, (made) =>
    made === null ? EMPTY_TILE_BYTES : sizeOfRepresentation(made),
  );
  const pictures = new PictureStudio(dependencies.client);
  const allowance = new ClientAllowance();
  return { metrics: null, ...dependencies, allowance, derived, pictures, isDraining: false };
}

/** Answers every request out of a service. */
export function listenerOf(service: Service): RequestListener {
  const application = createExpressApp(service);
  const isLogged = service.log.isLevelEnabled('info');
  return (request, response) => {
    service.metrics?.watch(request, response);
    if (isLogged) logWhenAnswered(service.log, request, response);
    const exchange = openExchange(service, request, response);
    if (exchange === null) return;
    if (answerWithoutRoutes(exchange)) return;
    application(request, response);
  };
}

/** Reads the request line; answers itself and gives null where that already decides. */
function openExchange(service: Service, request: IncomingMessage, response: ServerResponse): Exchange | null {
  const target = parseTarget(request.url ?? '/', service.options.basePath);
  if (typeof target !== 'string') return { request, response, target, service };
  const exchange = { request, response, target: { path: '/', query: '' }, service };
  // `OPTIONS *` asks about the server as a whole (RFC 9110 §9.3.7).
  if (request.method === 'OPTIONS' && request.url === '*') answerOptions(exchange);
  else if (target === 'too-long')
    sendProblem(exchange, new Problem('url-too-long', 'The URL is longer than 8192 characters.'));
  else if (target === 'malformed')
    sendProblem(exchange, new Problem('malformed-url', 'The URL cannot be decoded.'));
  else
    sendProblem(
      exchange,
      new Problem('not-found', `The service is at ${service.options.basePath}/, not outside of it.`),
    );
  return null;
}

/** Methods and stored resources: the same for every path, or too frequent for a router. */
function answerWithoutRoutes(exchange: Exchange): boolean {
  const { method } = exchange.request;
  if (method === 'OPTIONS') {
    answerOptions(exchange);
    return true;
  }
  try {
    if (method === 'GET' || method === 'HEAD') return storedResources.some((answer) => answer(exchange));
    throw new Problem('method-not-allowed', `The service can be read only; found ${method}.`, {
      // Closed, so that what the client still wants to send need not be read.
      headers: { Allow: ALLOWED_METHODS, Connection: 'close' },
    });
  } catch (error) {
    sendProblem(exchange, error);
    return true;
  }
}

function answerOptions({ request, response, service }: Exchange): void {
  const { allowedOrigins } = service.options;
  response.writeHead(204, {
    Allow: ALLOWED_METHODS,
    ...varyOn('', allowedOrigins),
    ...crossOriginHeaders(request, allowedOrigins),
    ...preflightHeaders,
  });
  response.end();
}

function createExpressApp(service: Service): Express {
  const application = express();
  application.disable('x-powered-by');
  application.disable('etag');
  const router = express.Router({ caseSensitive: true });
  for (const route of routes) {
    router.get(route.path, (request, response) => {
      // Parsed once more, but only here, where it does not weigh.
      const target = parseTarget(request.originalUrl, service.options.basePath);
      if (typeof target === 'string') throw new Problem('malformed-url', 'The URL cannot be decoded.');
      return route.answer({ request, response, target, service }, request.params as Record<string, string>);
    });
  }
  application.use(service.options.basePath === '' ? '/' : service.options.basePath, router);
  application.use((request: IncomingMessage) => {
    throw new Problem(
      'not-found',
      `Nothing stands at ${(request.url ?? '/').split('?', 1)[0]!.slice(0, 200)}.`,
    );
  });
  const onError: express.ErrorRequestHandler = (error: unknown, request, response, _next) => {
    const target = { path: request.path, query: '' };
    sendProblem({ request, response, target, service }, clientError(error));
  };
  application.use(onError);
  return application;
}

/** Express itself throws for URLs it cannot decode, with a status below 500: those are the client's mistakes. */
function clientError(error: unknown): unknown {
  const status = error instanceof Error && 'status' in error ? error.status : undefined;
  return typeof status === 'number' && status < 500 && !(error instanceof Problem)
    ? new Problem('malformed-url', 'The URL cannot be decoded.', { cause: error })
    : error;
}
