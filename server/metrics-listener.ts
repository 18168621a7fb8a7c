import { createServer } from 'node:http';
import { listenOnFreePort } from './listen.ts';
import { metricsText, type MetricsSnapshot } from './metrics.ts';

/** Where a collector on this machine reads the metrics; they are nobody else's business. */
export interface MetricsListener {
  port: number;
  close(): void;
}

export async function listenForMetrics(
  port: number,
  collect: () => Promise<readonly MetricsSnapshot[]>,
): Promise<MetricsListener> {
  const server = createServer((request, response) => {
    if (request.url?.split('?', 1)[0] !== '/metrics') {
      response.writeHead(404, { 'Content-Type': 'text/plain' }).end('Only /metrics is here.\n');
      return;
    }
    collect().then(
      (snapshots) =>
        response
          .writeHead(200, {
            'Content-Type': 'text/plain; version=0.0.4; charset=utf-8',
            'Cache-Control': 'no-store',
          })
          .end(metricsText(snapshots)),
      () => response.writeHead(503).end(),
    );
  });
  const found = await listenOnFreePort(server, '127.0.0.1', port);
  server.unref();
  return {
    port: found,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}
