import type { CommandIo } from './command.ts';

/** Reports the steps of long work: one line per step, with its duration when it is done. */
export interface Progress {
  /** Begins a step and ends the one before it. */
  step(title: string): void;
  /** Says how far the running step is; shown only where a line can be rewritten. */
  detail(text: string): void;
  /** Ends the last step. */
  done(): void;
}

/** Steps on the terminal: the running one is rewritten in place, finished ones stay with their time. */
export function terminalProgress(io: CommandIo): Progress {
  let title: string | undefined;
  let started = 0;

  const finish = (): void => {
    if (title === undefined) return;
    const seconds = ((io.now() - started) / 1000).toFixed(1);
    io.note(`${io.isTerminal ? '\r\u001b[2K' : ''}  ${title.padEnd(34)} ${seconds.padStart(5)} s\n`);
    title = undefined;
  };
  return {
    step(next) {
      finish();
      title = next;
      started = io.now();
      if (io.isTerminal) io.note(`  ${next} …`);
    },
    detail(text) {
      if (io.isTerminal && title !== undefined) io.note(`\r\u001b[2K  ${title} … ${text}`);
    },
    done: finish,
  };
}

export const silentProgress: Progress = { step: () => {}, detail: () => {}, done: () => {} };
