import { Problem } from './protocol/problem.ts';

/**
 * Work that keeps a processor busy, a bounded number of pieces at a time and a bounded number waiting: more would only
 * make everybody wait, and fill the memory meanwhile.
 */
export class WorkQueue {
  readonly #atOnce: number;
  readonly #mayWait: number;
  readonly #waiting: (() => void)[] = [];
  #running = 0;
  #refused = 0;

  constructor({ atOnce, mayWait }: { atOnce: number; mayWait: number }) {
    this.#atOnce = atOnce;
    this.#mayWait = mayWait;
  }

  /** Runs the work when it is its turn. Throws the problem `too-many-requests` where too many wait already. */
  async run<Result>(work: () => Promise<Result>): Promise<Result> {
    if (this.#running >= this.#atOnce) {
      if (this.#waiting.length >= this.#mayWait) {
        this.#refused++;
        throw new Problem('too-many-requests', 'Too many pictures are being drawn; ask again in a moment.', {
          headers: { 'Retry-After': '2' },
        });
      }
      // Whoever finishes hands its place on, so the number that runs does not change.
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    } else this.#running++;
    try {
      return await work();
    } finally {
      const next = this.#waiting.shift();
      if (next === undefined) this.#running--;
      else next();
    }
  }

  get state(): { running: number; waiting: number; refused: number } {
    return { running: this.#running, waiting: this.#waiting.length, refused: this.#refused };
  }
}
