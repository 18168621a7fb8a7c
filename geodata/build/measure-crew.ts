import { availableParallelism } from 'node:os';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import type { AtlasErrorCode } from '../model/atlas-error.ts';
import { AtlasError } from '../model/atlas-error.ts';
import type { MeasureResult } from '../model/measure.ts';
import type { MeasureJob } from './measure-jobs.ts';
import { computeJob } from './measure-jobs.ts';

export interface JobRequest {
  index: number;
  job: MeasureJob;
}

export interface JobAnswer {
  index: number;
  result?: MeasureResult<unknown>;
  refusal?: { code: AtlasErrorCode; message: string; at: string | undefined };
}

/** A few jobs are done before a thread has started. */
const ALONE_MS = 150;
const MOST_WORKERS = 3;

/**
 * Computes measures on the calling thread and, once that has taken a while, on others as well. Workers are started
 * when they are first needed and stay until `end`.
 */
export class MeasureCrew {
  readonly #size: number;
  #workers: Worker[] | null = null;

  constructor(threads = availableParallelism()) {
    this.#size = Math.min(MOST_WORKERS, threads - 1);
  }

  /** Results in the order of the jobs. Throws the AtlasError of a job that its measure refuses. */
  async run(
    jobs: readonly MeasureJob[],
    onProgress: (done: number) => void = () => {},
  ): Promise<MeasureResult<unknown>[]> {
    const results: MeasureResult<unknown>[] = [];
    let [next, done] = [0, 0];
    const keep = (index: number, result: MeasureResult<unknown>): void => {
      results[index] = result;
      onProgress(++done);
    };
    const take = (): JobRequest | null => (next < jobs.length ? { index: next, job: jobs[next++]! } : null);

    const started = performance.now();
    while (next < jobs.length && performance.now() - started < ALONE_MS) {
      const { index, job } = take()!;
      keep(index, computeJob(job));
    }
    const own = async (): Promise<void> => {
      for (let mine = take(); mine !== null; mine = take()) {
        keep(mine.index, computeJob(mine.job));
        // Lets the answers of the other threads in.
        await nextTurn();
      }
    };
    const others = jobs.length - next < 2 ? [] : this.#start().map((worker) => follow(worker, take, keep));
    try {
      await Promise.all([own(), ...others]);
    } catch (error) {
      // Threads that still work on jobs of this run must not answer the next one.
      await this.end();
      throw error;
    }
    return results;
  }

  async end(): Promise<void> {
    await Promise.all((this.#workers ?? []).map((worker) => worker.terminate()));
    this.#workers = null;
  }

  #start(): Worker[] {
    this.#workers ??= Array.from({ length: this.#size }, startWorker);
    return this.#workers;
  }
}

/** Hands a worker one job after the other until there are none. */
function follow(
  worker: Worker,
  take: () => JobRequest | null,
  keep: (index: number, result: MeasureResult<unknown>) => void,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const finish = (settle: () => void): void => {
      worker.off('message', onMessage).off('error', onError).unref();
      settle();
    };
    const onError = (error: Error): void => finish(() => reject(error));
    const onMessage = ({ index, result, refusal }: JobAnswer): void => {
      if (refusal !== undefined) {
        const { code, message, at } = refusal;
        finish(() => reject(new AtlasError(code, message, at === undefined ? {} : { at })));
        return;
      }
      keep(index, result!);
      const job = take();
      if (job === null) finish(resolve);
      else worker.postMessage(job, []);
    };
    const first = take();
    if (first === null) {
      resolve();
      return;
    }
    worker.on('message', onMessage).on('error', onError).ref();
    worker.postMessage(first, []);
  });
}

function startWorker(): Worker {
  const worker = import.meta.url.endsWith('.ts')
    ? new Worker(runFromSource(new URL('./measure-worker.ts', import.meta.url)), {
        eval: true,
        execArgv: [],
      })
    : new Worker(new URL('./measure-worker.js', import.meta.url));
  worker.unref();
  return worker;
}

/** During development modules are TypeScript: a worker must register the loader for them before it starts. */
function runFromSource(file: URL): string {
  const loader = import.meta.resolve('tsx/esm/api');
  return `import('${loader}').then(({ register }) => { register(); return import('${file.href}'); })`;
}
