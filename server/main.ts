import type { Server } from 'node:http';
import { hostname, networkInterfaces } from 'node:os';
import { setTimeout as delay } from 'node:timers/promises';
import { pino, type Logger } from 'pino';
import { createService } from './app.ts';
import { BundleStore } from './bundle-store.ts';
import { FileTree } from './file-tree.ts';
import { createHttpServer } from './http-server.ts';
import { listenOnFreePort } from './listen.ts';
import { parseArchiveLocation } from './remote/archive-location.ts';
import { listenForMetrics, type MetricsListener } from './metrics-listener.ts';
import { Metrics, type MetricsSnapshot } from './metrics.ts';
import { defaultServiceOptions, LOOPBACK_HOSTS, type ServiceOptions } from './options.ts';
import type { RunningServer, ServerSettings } from './running-server.ts';

/** Opens the bundle and serves it. Throws an AtlasError where there is no bundle, or no port. */
export async function startServer(settings: ServerSettings): Promise<RunningServer> {
  const { workers = 1, log: _log, ...rest } = settings;
  // Loaded only here: most services are one process.
  if (workers > 1) return (await import('./workers.ts')).startWorkers(rest, workers);
  const { host = '127.0.0.1', port: wantedPort = 8080, reloadEveryMs = 2000 } = settings;
  const log =
    settings.log ?? pino({ level: settings.quiet === true ? 'error' : 'info' }, pino.destination(2));
  const [bundles, client] = await Promise.all([
    BundleStore.open(settings.bundleFolder, {
      ...(settings.memoryBytes === undefined ? {} : { memoryBytes: settings.memoryBytes }),
      ...(settings.archives === undefined
        ? {}
        : { archiveLocation: parseArchiveLocation(settings.archives, process.env) }),
    }),
    openClient(settings.clientFolder, log),
  ]);
  const options = serviceOptions(settings, host);
  const metrics = settings.metricsPort === undefined && settings.countAnswers !== true ? null : new Metrics();
  const service = createService({
    bundles,
    client,
    version: settings.version,
    options,
    log,
    ...(metrics === null ? {} : { metrics }),
  });
  const server = createHttpServer(service);

  const snapshot = (): MetricsSnapshot | null => metrics?.snapshot(service) ?? null;
  let port: number;
  let metricsListener: MetricsListener | null = null;
  try {
    port = await listenOnFreePort(server, host, wantedPort);
    if (settings.metricsPort !== undefined)
      metricsListener = await listenForMetrics(settings.metricsPort, () =>
        Promise.resolve([snapshot()].filter((each) => each !== null)),
      );
  } catch (error) {
    server.close();
    await bundles.close();
    throw error;
  }
  const takenPort = wantedPort === 0 || wantedPort === port ? null : wantedPort;
  if (takenPort !== null) log.warn(`Port ${takenPort} is taken; using ${port}.`);
  if (reloadEveryMs > 0)
    bundles.watch(reloadEveryMs, (result) => {
      if ('error' in result)
        log.error({ err: result.error }, 'The new bundle cannot be opened; serving the old one.');
      else log.info({ revision: result.revision }, 'Serving a new bundle.');
    });
  const url = `http://${urlHost(host)}:${port}${options.basePath}/`;
  log.info({ url, revision: bundles.current.revision }, 'Serving.');
  return {
    url,
    port,
    takenPort,
    metricsPort: metricsListener?.port ?? null,
    snapshot,
    close: async () => {
      service.isDraining = true;
      await delay(settings.drainDelayMs ?? 0);
      metricsListener?.close();
      await drain(server);
      await bundles.close();
    },
  };
}

async function openClient(folder: string, log: Logger): Promise<FileTree | null> {
  const tree = await FileTree.open(folder, {
    includes: (path) => !path.startsWith('.') && !path.endsWith('.map'),
    budgetBytes: 64 * 2 ** 20,
  }).catch(() => null);
  if (tree?.has('index.html') === true) return tree;
  log.warn("The client is not built, so there is no page at /. Build it with 'npm run build'.");
  return tree;
}

function serviceOptions(settings: ServerSettings, host: string): ServiceOptions {
  const { publicUrl, basePath, trustProxy, allowedHosts, allowedOrigins } = settings;
  return {
    publicUrl: publicUrl?.replace(/\/+$/, '') ?? defaultServiceOptions.publicUrl,
    basePath: basePath?.replace(/^\/*(.*?)\/*$/, (_, path: string) => (path === '' ? '' : `/${path}`)) ?? '',
    trustProxy: trustProxy ?? defaultServiceOptions.trustProxy,
    allowedHosts: [...LOOPBACK_HOSTS, ...ownHosts(host), ...(allowedHosts ?? [])],
    allowedOrigins: allowedOrigins ?? defaultServiceOptions.allowedOrigins,
  };
}

/** Names under which this machine is reached when it listens on `host`. */
function ownHosts(host: string): string[] {
  if (host !== '0.0.0.0' && host !== '::') return [urlHost(host).toLowerCase()];
  const addresses = Object.values(networkInterfaces()).flatMap((list) => list ?? []);
  return [hostname().toLowerCase(), ...addresses.map(({ address }) => urlHost(address))];
}

/** A host as it stands in a URL that works on this machine. */
function urlHost(host: string): string {
  if (host === '0.0.0.0' || host === '::') return '127.0.0.1';
  return host.includes(':') ? `[${host}]` : host;
}

const DRAIN_MS = 10_000;

async function drain(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => {
    server.close(() => resolve());
  });
  const finished = new AbortController();
  const patience = delay(DRAIN_MS, undefined, { signal: finished.signal }).then(
    () => server.closeAllConnections(),
    () => {},
  );
  // A connection that answered its last request stays open for the next one: close it as soon as it is idle.
  const sweep = setInterval(() => server.closeIdleConnections(), 50);
  await closed;
  clearInterval(sweep);
  finished.abort();
  await patience;
}
