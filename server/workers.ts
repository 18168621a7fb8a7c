import cluster, { type Worker } from 'node:cluster';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { fileURLToPath } from 'node:url';
import { AtlasError, type AtlasErrorCode } from '../geodata/model/atlas-error.ts';
import { listenOnFreePort } from './listen.ts';
import { listenForMetrics, type MetricsListener } from './metrics-listener.ts';
import type { MetricsSnapshot } from './metrics.ts';
import type { RunningServer, ServerSettings } from './running-server.ts';

/** What can be sent to another process. */
export type WorkerSettings = Omit<ServerSettings, 'log' | 'metricsPort' | 'workers'>;

/** What a worker says when it is up, or why it is not. */
export type WorkerReport =
  | { url: string }
  | { failed: { code: AtlasErrorCode; message: string } }
  | { counts: MetricsSnapshot | null };

const SETTINGS_VARIABLE = 'JIJU_WORKER_SETTINGS';
const RESTART_MS = 1000;
const COUNTS_MS = 1000;

/**
 * Serves from several processes on one port (node:cluster): each has the bundle open for itself, one that dies is
 * replaced. Throws the AtlasError of the first worker that cannot start.
 */
export async function startWorkers(
  { metricsPort, ...settings }: WorkerSettings & Pick<ServerSettings, 'metricsPort'>,
  count: number,
): Promise<RunningServer> {
  const { host = '127.0.0.1', port: wantedPort = 8080 } = settings;
  const port = await findFreePort(host, wantedPort);
  const isSource = import.meta.filename.endsWith('.ts');
  cluster.setupPrimary({
    exec: fileURLToPath(new URL(isSource ? './worker.ts' : './worker.js', import.meta.url)),
    args: [],
    // Run from source, a worker needs the loader that this process has.
    execArgv: isSource ? ['--import', 'tsx'] : process.execArgv,
  });
  let isClosing = false;
  const workers = new Set<Worker>();
  const ready = new WeakSet<Worker>();
  const fork = (): Worker => {
    const worker = cluster.fork({
      [SETTINGS_VARIABLE]: JSON.stringify({ ...settings, port, countAnswers: metricsPort !== undefined }),
    });
    workers.add(worker);
    worker.once('message', () => ready.add(worker));
    worker.once('exit', () => {
      workers.delete(worker);
      if (!isClosing) setTimeout(() => isClosing || fork(), RESTART_MS).unref();
    });
    return worker;
  };
  let metricsListener: MetricsListener | null = null;
  const close = async (): Promise<void> => {
    isClosing = true;
    metricsListener?.close();
    await Promise.all(
      [...workers].map(async (worker) => {
        const gone = once(worker, 'exit');
        // What is told to one that is not yet up is lost; one that has just died cannot be told, and need not.
        if (!ready.has(worker)) worker.process.kill('SIGKILL');
        else if (worker.isConnected()) worker.send('close', () => {});
        await gone;
      }),
    );
  };

  const reports = await Promise.all(Array.from({ length: count }, () => reportOf(fork())));
  for (const report of reports) {
    if (!('failed' in report)) continue;
    await close();
    throw new AtlasError(report.failed.code, report.failed.message);
  }
  if (metricsPort !== undefined)
    metricsListener = await listenForMetrics(metricsPort, async () => {
      const counts = await Promise.all([...workers].filter((worker) => ready.has(worker)).map(countsOf));
      return counts.filter((each) => each !== null);
    });
  const [first] = reports as [{ url: string }];
  return {
    url: first.url,
    port,
    takenPort: port === wantedPort || wantedPort === 0 ? null : wantedPort,
    metricsPort: metricsListener?.port ?? null,
    // The workers count, each for itself.
    snapshot: () => null,
    close,
  };
}

/** Settings of this process if it is a worker. */
export function workerSettings(): WorkerSettings {
  const text = process.env[SETTINGS_VARIABLE];
  if (text === undefined) throw new AtlasError('usage', 'A worker is started by the service, not by hand.');
  return JSON.parse(text) as WorkerSettings;
}

async function reportOf(worker: Worker): Promise<WorkerReport> {
  const report = await Promise.race([
    once(worker, 'message').then(([message]) => message as WorkerReport),
    once(worker, 'exit').then(() => null),
  ]);
  return report ?? { failed: { code: 'io', message: 'A worker stopped before it was ready; see its log.' } };
}

/** Counts of a worker; null where it has none or does not answer soon. */
async function countsOf(worker: Worker): Promise<MetricsSnapshot | null> {
  const patience = AbortSignal.timeout(COUNTS_MS);
  worker.send('count', () => {});
  const [answer] = (await once(worker, 'message', { signal: patience }).catch(() => [null])) as [
    WorkerReport | null,
  ];
  return answer !== null && 'counts' in answer ? answer.counts : null;
}

/** Workers share one listening socket, so the port has to be known before they start. */
async function findFreePort(host: string, wanted: number): Promise<number> {
  const probe = createServer();
  const port = await listenOnFreePort(probe, host, wanted);
  await new Promise((resolve) => probe.close(resolve));
  return port;
}
