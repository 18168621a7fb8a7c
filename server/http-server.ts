import { createServer, type Server } from 'node:http';
import { listenerOf } from './app.ts';
import { answerDirectly } from './direct/answer-directly.ts';
import type { Service } from './exchange.ts';

/** A server of all of the service, not listening yet. */
export function createHttpServer(service: Service): Server {
  const server = createServer(listenerOf(service));
  limitPatience(server);
  answerDirectly(server, service);
  return server;
}

/** Clients that send or read too slowly may not hold connections for ever. */
function limitPatience(server: Server): void {
  server.headersTimeout = 10_000;
  server.requestTimeout = 30_000;
  // Longer than the idle time of common proxies, so that it is they who close and no request meets a closing socket.
  server.keepAliveTimeout = 75_000;
  server.setTimeout(120_000);
}
