import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Command } from '../../scripts/command.ts';
import { run } from '../support/command-line.ts';

const folder = join(import.meta.dirname, '../../scripts/commands');
const names = readdirSync(folder).map((file) => file.replace(/\.ts$/, ''));
const load = async (name: string): Promise<Command> =>
  ((await import(join(folder, `${name}.ts`))) as { command: Command }).command;

test.each(names)('%s --help tells its use, every option and every exit status', async (name) => {
  const command = await load(name);
  const { status, out } = await run(command, ['--help']);
  expect(status).toBe(0);
  expect(out.startsWith(`${command.summary}\n\nUsage: jiju ${name}`)).toBe(true);
  for (const [option, { description }] of Object.entries(command.options)) {
    expect(out).toContain(`--${option}`);
    expect(description, option).toMatch(/^\S.*[^.\s]$/);
  }
  const statuses = out.slice(out.indexOf('\nExit status:\n')).match(/^ {2}\d+ +\S/gm)!;
  const numbers = statuses.map((line) => Number.parseInt(line, 10));
  expect(numbers.filter((each) => each !== 1)).toEqual([0, 2, 3, 4, 70]);
});

test('an unknown option names the command whose help tells the known ones', async () => {
  const { status, notes } = await run(await load('check'), ['--nothing']);
  expect(status).toBe(2);
  expect(notes).toContain("See 'jiju check --help'");
});
