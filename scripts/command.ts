import { parseArgs } from 'node:util';
import type { AtlasErrorCode } from '../geodata/model/atlas-error.ts';
import { AtlasError } from '../geodata/model/atlas-error.ts';
import { describeRemark } from './report.ts';

/** The outside world as a command sees it; tests pass their own. */
export interface CommandIo {
  /** Writes a result: what a pipe would want. */
  out(text: string): void;
  /** Writes what is for a person only: progress, hints, complaints. */
  note(text: string): void;
  /** True where `note` may rewrite its last line. */
  isTerminal: boolean;
  cwd: string;
  env: Record<string, string | undefined>;
  stdin(): AsyncIterable<Uint8Array>;
  now(): number;
  /** Resolves when the user interrupts; until it is called an interrupt ends the process as usual. */
  untilInterrupted(): Promise<void>;
  /** Does something first where an interrupt ends the process; the function that is returned takes that back. */
  whenInterrupted(act: () => void): () => void;
}

export interface OptionSpec {
  type: 'string' | 'boolean';
  short?: string;
  multiple?: boolean;
  default?: string | boolean;
  /** What stands for the value in the help, e.g. `<file>`. */
  placeholder?: string;
  description: string;
}

export type OptionValues = Record<string, string | boolean | (string | boolean)[] | undefined>;

/** A command is one file in scripts/commands that exports `command`, and one line in scripts/jiju.ts. */
export interface Command {
  name: string;
  summary: string;
  /** What stands after `jiju name`, e.g. `[folder]`. */
  usage: string;
  /** Paragraphs below the options in the help: what it does, examples. */
  details?: string;
  /** What its exit statuses mean, where the general words do not say it. Without `foundErrors` it never exits with 1. */
  statuses?: Partial<Record<'ok' | 'foundErrors' | 'invalidInput' | 'environment', string>>;
  options: Record<string, OptionSpec>;
  /** Returns the exit status. */
  run(input: { values: OptionValues; positionals: string[] }, io: CommandIo): Promise<number>;
}

/** The exit statuses of every command. */
export const exitStatus = {
  ok: 0,
  /** The command did its work and found errors in the data. */
  foundErrors: 1,
  usage: 2,
  /** The input cannot be used at all. */
  invalidInput: 3,
  /** Something outside failed: files, packages, ports. */
  environment: 4,
  /** A bug. */
  internal: 70,
} as const;

const statusOfError: Record<AtlasErrorCode, number> = {
  usage: exitStatus.usage,
  'invalid-request': exitStatus.usage,
  'not-found': exitStatus.invalidInput,
  'invalid-config': exitStatus.invalidInput,
  'invalid-data': exitStatus.invalidInput,
  'invalid-archive': exitStatus.invalidInput,
  'missing-package': exitStatus.environment,
  io: exitStatus.environment,
};

/**
 * Parses the arguments of a command, runs it, and turns what it throws into a message and an exit status. `program` is
 * what stands before the name of the command on the command line.
 */
export async function runCommand(
  command: Command,
  args: string[],
  io: CommandIo,
  program = 'jiju',
): Promise<number> {
  const called = `${program} ${command.name}`;
  let input: { values: OptionValues; positionals: string[] };
  try {
    const options = {
      ...Object.fromEntries(
        Object.entries(command.options).map(([name, spec]) => [name, parserOption(spec)]),
      ),
      help: { type: 'boolean', short: 'h' } as const,
    };
    input = parseArgs({ args, options, allowPositionals: true, strict: true });
  } catch (error) {
    io.note(`${called}: ${(error as Error).message}\nSee '${called} --help'.\n`);
    return exitStatus.usage;
  }
  if (input.values['help'] === true) {
    io.out(helpOf(command, program));
    return exitStatus.ok;
  }
  try {
    return await command.run(input, io);
  } catch (error) {
    if (error instanceof AtlasError) {
      io.note(`${called}: ${describeFailure(error)}\n`);
      return statusOfError[error.code];
    }
    io.note(`${called}: this is a bug in jiju, please report it.\n${describeBug(error)}\n`);
    return exitStatus.internal;
  }
}

/** Remarks of a failure that are listed before the rest is only counted. */
const MAX_REMARKS = 20;

/** The message of a failure; where it is the sum of several remarks, each on a line of its own. */
function describeFailure({ at, message, diagnostics }: AtlasError): string {
  const place = at === undefined || message.startsWith(at) ? '' : `${at}: `;
  const errors = diagnostics.filter(({ severity }) => severity === 'error');
  if (errors.length === 0) return place + message;
  const lines = errors.slice(0, MAX_REMARKS).map((remark) => `  ${describeRemark(remark)}`);
  const rest = errors.length > MAX_REMARKS ? [`  … and ${errors.length - MAX_REMARKS} more`] : [];
  return [place + message, ...lines, ...rest].join('\n');
}

/** The help text of a command: usage, options aligned in two columns, details. */
export function helpOf(command: Command, program = 'jiju'): string {
  const rows = Object.entries(command.options).map(([name, spec]) => {
    const short = spec.short === undefined ? '    ' : `-${spec.short}, `;
    const placeholder = spec.placeholder === undefined ? '' : ` ${spec.placeholder}`;
    const byDefault =
      spec.default === undefined || spec.default === false ? '' : ` (default ${spec.default})`;
    return [`  ${short}--${name}${placeholder}`, spec.description + byDefault] as const;
  });
  rows.push(['  -h, --help', 'Show this help']);
  const width = Math.max(...rows.map(([left]) => left.length)) + 2;
  const lines = [
    command.summary,
    '',
    `Usage: ${program} ${command.name} ${command.usage}`.trimEnd(),
    '',
    'Options:',
    ...rows.map(([left, right]) => left.padEnd(width) + right),
  ];
  if (command.details !== undefined) lines.push('', command.details.trim());
  lines.push('', 'Exit status:', ...statusLines(command));
  return lines.join('\n') + '\n';
}

function statusLines({ statuses = {} }: Command): string[] {
  const words: [number, string | undefined][] = [
    [exitStatus.ok, statuses.ok ?? 'done'],
    [exitStatus.foundErrors, statuses.foundErrors],
    [exitStatus.usage, 'wrong use'],
    [exitStatus.invalidInput, statuses.invalidInput ?? 'the input cannot be used'],
    [exitStatus.environment, statuses.environment ?? 'a file, a package or a port failed'],
    [exitStatus.internal, 'a bug in jiju'],
  ];
  return words.flatMap(([status, text]) =>
    text === undefined ? [] : `  ${String(status).padEnd(4)}${text}`,
  );
}

/** Reads a whole number option within bounds. */
export function integerOption(
  values: OptionValues,
  name: string,
  bounds: { minimum: number; maximum: number },
): number | undefined {
  const text = values[name];
  if (text === undefined) return undefined;
  const value = typeof text === 'string' && /^-?\d+$/.test(text.trim()) ? Number(text) : Number.NaN;
  if (!(value >= bounds.minimum && value <= bounds.maximum))
    throw new AtlasError(
      'usage',
      `--${name}: found "${String(text)}", expected a whole number from ${bounds.minimum} to ${bounds.maximum}.`,
    );
  return value;
}

export function stringOption(values: OptionValues, name: string): string | undefined {
  const value = values[name];
  return typeof value === 'string' ? value : undefined;
}

const parserOption = (spec: OptionSpec) => ({
  type: spec.type,
  ...(spec.short === undefined ? {} : { short: spec.short }),
  ...(spec.multiple === undefined ? {} : { multiple: spec.multiple }),
});

const describeBug = (error: unknown): string =>
  error instanceof Error ? (error.stack ?? error.message) : String(error);
