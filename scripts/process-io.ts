import process from 'node:process';
import { text } from 'node:stream/consumers';
import type { CommandIo } from './command.ts';

/** The streams, folder and clock of this process. */
export const processIo: CommandIo = {
  out: (chunk) => void process.stdout.write(chunk),
  note: (chunk) => void process.stderr.write(chunk),
  isTerminal: process.stderr.isTTY && process.env['CI'] === undefined,
  cwd: process.cwd(),
  env: process.env,
  stdin: async () => new TextEncoder().encode(await text(process.stdin)),
  now: () => performance.now(),
  untilInterrupted: () =>
    new Promise((resolve) => {
      process.once('SIGINT', () => resolve());
      process.once('SIGTERM', () => resolve());
    }),
};
