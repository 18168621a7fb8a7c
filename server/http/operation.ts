import { sendRepresentation } from '../answer.ts';
import type { Exchange } from '../exchange.ts';
import { tilesetsOf } from '../bundle.ts';
import { cacheControl } from '../protocol/cache-class.ts';
import { Problem } from '../protocol/problem.ts';
import { representJson } from '../protocol/representation.ts';
import type { Route } from './route.ts';

/** What those who run the service ask it: whether it lives, what it serves, and since which build. */
export const operationRoutes: readonly Route[] = [
  // The process answers: nothing else is looked at, so that a load balancer does not kill what a reload would cure.
  { path: '/health', answer: (exchange) => sendState(exchange, { status: 'ok' }) },
  { path: '/ready', answer: answerReady },
  {
    path: '/version',
    answer: (exchange) =>
      sendState(exchange, {
        name: 'jiju',
        version: exchange.service.version,
        atlas: exchange.service.bundles.current.catalog.id,
        revision: exchange.service.bundles.current.revision,
      }),
  },
  {
    path: '/revisions',
    answer: ({ service, ...rest }) =>
      sendState(
        { service, ...rest },
        service.bundles.revisions.map(({ revision, catalog }, index) => ({
          revision,
          current: index === 0,
          tilesets: Object.fromEntries(tilesetsOf(catalog).map((entry) => [entry.id, entry.revision])),
        })),
      ),
  },
];

/** Ready as long as a bundle is open; a newer one that failed to open shows here, its reason stands in the log. */
function answerReady(exchange: Exchange): void {
  const { bundles, isDraining } = exchange.service;
  if (isDraining) throw new Problem('unavailable', 'The service is stopping; another one should be asked.');
  const { failure } = bundles;
  sendState(exchange, {
    status: failure === null ? 'ready' : 'ready-with-old-revision',
    revision: bundles.current.revision,
    failedReloadSince: failure === null ? null : failure.since.toISOString(),
  });
}

const sendState = (exchange: Exchange, state: unknown): void =>
  sendRepresentation(exchange, representJson(state), { cache: cacheControl.operation });
