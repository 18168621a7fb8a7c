#!/usr/bin/env node
import process from 'node:process';
import type { Command } from './command.ts';
import { exitStatus, runCommand } from './command.ts';
import { packageVersion } from './package-version.ts';
import { processIo as io } from './process-io.ts';

// One line per command; each is loaded only when it is called, so that none pays for another's imports.
const commands: Record<string, () => Promise<{ command: Command }>> = {
  start: () => import('./commands/start.ts'),
  build: () => import('./commands/build.ts'),
  check: () => import('./commands/check.ts'),
  serve: () => import('./commands/serve.ts'),
  init: () => import('./commands/init.ts'),
  edges: () => import('./commands/edges.ts'),
  measure: () => import('./commands/measure.ts'),
  export: () => import('./commands/export.ts'),
  tile: () => import('./commands/tile.ts'),
  join: () => import('./commands/join.ts'),
  verify: () => import('./commands/verify.ts'),
  inspect: () => import('./commands/inspect.ts'),
  doctor: () => import('./commands/doctor.ts'),
};

// A reader that closes the pipe early (`jiju measure --list | head`) is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

process.exitCode = await main(process.argv.slice(2));

async function main([name, ...args]: string[]): Promise<number> {
  if (name === '--version' || name === '-v') {
    io.out(`${packageVersion()}\n`);
    return exitStatus.ok;
  }
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
    io.out(await overview());
    return name === undefined ? exitStatus.usage : exitStatus.ok;
  }
  const load = commands[name];
  if (load === undefined) {
    io.note(`jiju: there is no command '${name}'. The commands are: ${Object.keys(commands).join(', ')}.\n`);
    return exitStatus.usage;
  }
  return runCommand((await load()).command, args, io);
}

async function overview(): Promise<string> {
  const loaded = await Promise.all(Object.values(commands).map(async (load) => (await load()).command));
  const width = Math.max(...loaded.map((command) => command.name.length)) + 2;
  return [
    'jiju (集聚) turns a folder of regional tables and boundaries into a map service.',
    '',
    'Usage: jiju <command> [options]',
    '',
    ...loaded.map((command) => `  ${command.name.padEnd(width)}${command.summary}`),
    '',
    "'jiju <command> --help' tells more, also what its exit status means.",
    '',
  ].join('\n');
}
