import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Logger } from 'pino';

/** Logs one line when an answer is out, or when the client left before. */
export function logWhenAnswered(log: Logger, request: IncomingMessage, response: ServerResponse): void {
  const started = performance.now();
  const { method, url } = request;
  response.once('close', () => {
    log.info({
      method,
      url,
      status: response.statusCode,
      milliseconds: Number((performance.now() - started).toFixed(2)),
      ...(response.writableFinished ? {} : { broken: true }),
    });
  });
}
