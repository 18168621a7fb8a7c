import type { IncomingMessage, ServerResponse } from 'node:http';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { BundleStore } from './bundle-store.ts';
import type { PictureStudio } from './pictures/studio.ts';

/** Upper bounds of the histogram of answer times, in seconds; the last class is open. */
const BOUNDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5] as const;

/** First segments of paths that are counted by name; all others are one. */
const RESOURCES = new Set(
  'tiles r columns units archives collections styles downloads raster static legends og qgis assets fonts'.split(
    ' ',
  ),
);

/** Counts of one process, as it sends them to the one that adds them up. */
export interface MetricsSnapshot {
  /** Answers by resource and status, the key being `tiles 200`. */
  answers: Record<string, number>;
  bytes: number;
  /** Answers by class of their time, not yet added up. */
  times: number[];
  seconds: number;
  pictures: { running: number; waiting: number; refused: number };
  residentBytes: number;
  cpuSeconds: number;
  /** 99th percentile of how late timers come, in seconds. */
  loopDelay: number;
  revision: string;
  isReloadFailing: boolean;
}

/** Counts answers of one process; costs nothing where it is not made. */
export class Metrics {
  readonly #answers = new Map<string, number>();
  readonly #times = Array.from({ length: BOUNDS.length + 1 }, () => 0);
  readonly #delay = monitorEventLoopDelay({ resolution: 20 });
  #bytes = 0;
  #seconds = 0;

  constructor() {
    this.#delay.enable();
  }

  /** Counts an answer when it is out. */
  watch(request: IncomingMessage, response: ServerResponse): void {
    const started = performance.now();
    const { socket } = response;
    const before = socket?.bytesWritten ?? 0;
    response.once('close', () => {
      const segment = /^\/([\w-]*)/.exec(request.url ?? '')?.[1] ?? '';
      const bytes = (socket?.bytesWritten ?? before) - before;
      this.count(segment, response.statusCode, performance.now() - started, bytes);
    });
  }

  /** Counts an answer that is out: first segment of its path, status, time it took, bytes with its head. */
  count(segment: string, status: number, milliseconds: number, bytes: number): void {
    const seconds = milliseconds / 1000;
    const key = `${RESOURCES.has(segment) ? segment : 'other'} ${status}`;
    this.#answers.set(key, (this.#answers.get(key) ?? 0) + 1);
    const place = BOUNDS.findIndex((bound) => seconds <= bound);
    this.#times[place < 0 ? BOUNDS.length : place]! += 1;
    this.#seconds += seconds;
    this.#bytes += bytes;
  }

  snapshot({ bundles, pictures }: { bundles: BundleStore; pictures: PictureStudio }): MetricsSnapshot {
    const { user, system } = process.cpuUsage();
    const delay = this.#delay.percentile(99) / 1e9;
    this.#delay.reset();
    return {
      answers: Object.fromEntries(this.#answers),
      bytes: this.#bytes,
      times: [...this.#times],
      seconds: this.#seconds,
      pictures: pictures.queue.state,
      residentBytes: process.memoryUsage.rss(),
      cpuSeconds: (user + system) / 1e6,
      loopDelay: delay,
      revision: bundles.current.revision,
      isReloadFailing: bundles.failure !== null,
    };
  }
}

/** The counts of all processes in the text format of Prometheus (exposition format 0.0.4). */
export function metricsText(snapshots: readonly MetricsSnapshot[]): string {
  const sum = (value: (snapshot: MetricsSnapshot) => number): number =>
    snapshots.reduce((total, snapshot) => total + value(snapshot), 0);
  const most = (value: (snapshot: MetricsSnapshot) => number): number => Math.max(0, ...snapshots.map(value));
  const answers = new Map<string, number>();
  for (const snapshot of snapshots)
    for (const [key, count] of Object.entries(snapshot.answers))
      answers.set(key, (answers.get(key) ?? 0) + count);
  const total = sum(({ times }) => times.reduce((count, each) => count + each, 0));
  let below = 0;
  const buckets = BOUNDS.map((bound, place) => {
    below += sum(({ times }) => times[place]!);
    return `jiju_answer_seconds_bucket{le="${bound}"} ${below}`;
  });
  const metric = (name: string, type: string, help: string, lines: readonly string[]): string =>
    `# HELP ${name} ${help}\n# TYPE ${name} ${type}\n${lines.join('\n')}\n`;
  const single = (name: string, type: string, help: string, value: number): string =>
    metric(name, type, help, [`${name} ${value}`]);
  const revisions = [...new Set(snapshots.map(({ revision }) => revision))];
  return [
    metric(
      'jiju_answers_total',
      'counter',
      'Answers by resource and status.',
      [...answers.keys()].sort().map((key) => {
        const [resource, status] = key.split(' ');
        return `jiju_answers_total{resource="${resource}",status="${status}"} ${answers.get(key)}`;
      }),
    ),
    metric('jiju_answer_seconds', 'histogram', 'Time from the request line to the last byte.', [
      ...buckets,
      `jiju_answer_seconds_bucket{le="+Inf"} ${total}`,
      `jiju_answer_seconds_sum ${sum(({ seconds }) => seconds)}`,
      `jiju_answer_seconds_count ${total}`,
    ]),
    single(
      'jiju_sent_bytes_total',
      'counter',
      'Bytes written to sockets.',
      sum(({ bytes }) => bytes),
    ),
    single(
      'jiju_pictures_running',
      'gauge',
      'Pictures being drawn.',
      sum(({ pictures }) => pictures.running),
    ),
    single(
      'jiju_pictures_waiting',
      'gauge',
      'Pictures that wait.',
      sum(({ pictures }) => pictures.waiting),
    ),
    single(
      'jiju_pictures_refused_total',
      'counter',
      'Pictures refused with 429.',
      sum(({ pictures }) => pictures.refused),
    ),
    single(
      'jiju_reload_failing',
      'gauge',
      '1 while the newest bundle cannot be opened.',
      most(({ isReloadFailing }) => Number(isReloadFailing)),
    ),
    metric(
      'jiju_bundle_info',
      'gauge',
      'Revisions that are served.',
      revisions.map((revision) => `jiju_bundle_info{revision="${revision}"} 1`),
    ),
    single('jiju_workers', 'gauge', 'Processes that serve.', snapshots.length),
    single(
      'jiju_loop_delay_seconds',
      'gauge',
      '99th percentile of the delay of timers since the last reading.',
      most(({ loopDelay }) => loopDelay),
    ),
    single(
      'process_resident_memory_bytes',
      'gauge',
      'Memory of all processes.',
      sum(({ residentBytes }) => residentBytes),
    ),
    single(
      'process_cpu_seconds_total',
      'counter',
      'Processor time of all processes.',
      sum(({ cpuSeconds }) => cpuSeconds),
    ),
  ].join('');
}
