import process from 'node:process';
import type { CommandIo } from './command.ts';

/** The streams, folder and clock of this process. */
export const processIo: CommandIo = {
  out: (chunk) => void process.stdout.write(chunk),
  note: (chunk) => void process.stderr.write(chunk),
  isTerminal: process.stderr.isTTY && process.env['CI'] === undefined,
  cwd: process.cwd(),
  env: process.env,
  stdin: () => process.stdin,
  now: () => performance.now(),
  untilInterrupted: () =>
    new Promise((resolve) => {
      process.once('SIGINT', () => resolve());
      process.once('SIGTERM', () => resolve());
    }),
  whenInterrupted(act) {
    const end = (_: NodeJS.Signals, number: number): void => {
      act();
      // What a shell says of a process that a signal has ended.
      process.exit(128 + number);
    };
    const signals = ['SIGINT', 'SIGTERM'] as const;
    for (const signal of signals) process.once(signal, end);
    return () => {
      for (const signal of signals) process.off(signal, end);
    };
  },
};
