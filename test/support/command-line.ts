import { Readable } from 'node:stream';
import type { Command, CommandIo } from '../../scripts/command.ts';
import { runCommand } from '../../scripts/command.ts';

export interface Run {
  status: number;
  out: string;
  notes: string;
}

/** Runs a command as the shell would, with its output caught. */
export async function run(command: Command, args: string[], settings: Partial<CommandIo> = {}): Promise<Run> {
  const result: Run = { status: 0, out: '', notes: '' };
  const io: CommandIo = {
    out: (text) => void (result.out += text),
    note: (text) => void (result.notes += text),
    isTerminal: false,
    cwd: process.cwd(),
    env: {},
    stdin: () => Readable.from([]),
    now: () => performance.now(),
    untilInterrupted: () => Promise.resolve(),
    whenInterrupted: () => () => {},
    ...settings,
  };
  result.status = await runCommand(command, args, io);
  return result;
}
