import { setImmediate as nextTurn } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { tasks, type TaskName, type TaskPayload, type TaskResult } from './tasks.ts';

/** What a worker is sent: one task, and the counter from which all threads take the next piece of work. */
export interface Assignment {
  name: TaskName;
  payload: unknown;
  count: number;
  next: Int32Array;
}

/** What a worker sends back: a result, its end, or what went wrong. */
export type Report = { index: number; result: unknown } | { finished: true } | { failure: unknown };

/**
 * Threads that work on one task after the other. The calling thread works along, so a crew of one has no
 * workers at all. Results are handed over in the order of their numbers, whoever was first.
 */
export class Crew {
  readonly #workers: Worker[];

  constructor(threads: number) {
    this.#workers = Array.from({ length: Math.max(0, threads - 1) }, startWorker);
  }

  /** Threads that work, the calling one included. */
  get threads(): number {
    return this.#workers.length + 1;
  }

  /** Runs pieces 0 to count − 1 of a task; resolves when all results were given to `onResult`. */
  async run<Name extends TaskName>(
    name: Name,
    payload: TaskPayload<Name>,
    count: number,
    onResult: (result: TaskResult<Name>, index: number) => void = () => {},
  ): Promise<void> {
    const next = new Int32Array(new SharedArrayBuffer(4));
    const waiting = new Map<number, TaskResult<Name>>();
    let due = 0;
    const deliver = (index: number, result: TaskResult<Name>): void => {
      waiting.set(index, result);
      while (waiting.has(due)) {
        const ready = waiting.get(due)!;
        waiting.delete(due);
        onResult(ready, due++);
      }
    };

    const others = this.#workers.map((worker) =>
      assign(worker, { name, payload, count, next }, deliver as never),
    );
    const perform = tasks[name](payload as never) as (index: number) => TaskResult<Name>;
    const own = (async () => {
      for (let index = Atomics.add(next, 0, 1); index < count; index = Atomics.add(next, 0, 1)) {
        deliver(index, perform(index));
        // Lets the results of the other threads in.
        await nextTurn();
      }
    })();
    await Promise.all([own, ...others]);
  }

  async end(): Promise<void> {
    await Promise.all(this.#workers.map((worker) => worker.terminate()));
  }
}

function startWorker(): Worker {
  const worker = import.meta.url.endsWith('.ts')
    ? new Worker(runFromSource(new URL('./worker.ts', import.meta.url)), { eval: true, execArgv: [] })
    : new Worker(new URL('./worker.js', import.meta.url));
  // A bake that nobody waits for any more must not keep the process alive.
  worker.unref();
  return worker;
}

/** During development modules are TypeScript: a worker must register the loader for them before it starts. */
function runFromSource(file: URL): string {
  const loader = import.meta.resolve('tsx/esm/api');
  return `import('${loader}').then(({ register }) => { register(); return import('${file.href}'); })`;
}

/** Sends a worker its part of a task and listens until it has finished. */
async function assign(
  worker: Worker,
  assignment: Assignment,
  deliver: (index: number, result: unknown) => void,
): Promise<void> {
  let onMessage: (report: Report) => void;
  let onExit: (code: number) => void;
  let onError: (error: Error) => void;
  const finished = new Promise<void>((resolve, reject) => {
    onMessage = (report) => {
      try {
        if ('index' in report) deliver(report.index, report.result);
        else if ('failure' in report) reject(report.failure);
        else resolve();
      } catch (error) {
        // Who takes the results may fail too, for instance because a disk is full.
        reject(error);
      }
    };
    onExit = (code) => reject(new Error(`A tile worker stopped with exit code ${code}.`));
    onError = reject;
    worker.on('message', onMessage).on('exit', onExit).on('error', onError);
  });
  worker.ref();
  worker.postMessage(assignment, []);
  try {
    await finished;
  } finally {
    worker.off('message', onMessage!).off('exit', onExit!).off('error', onError!);
    worker.unref();
  }
}
