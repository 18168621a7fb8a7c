import process from 'node:process';
import { exitStatus, runCommand, type Command } from '../command.ts';
import { processIo as io } from '../process-io.ts';

// One line per benchmark: `npm run bench <name> -- [options]`. Each prints what was measured beside its peers.
const benches: Record<string, () => Promise<{ command: Command }>> = {
  tiles: () => import('./tiles.ts'),
  serve: () => import('./serve.ts'),
  network: () => import('./network.ts'),
  measures: () => import('./measures.ts'),
};

process.exitCode = await main(process.argv.slice(2));

async function main([name, ...args]: string[]): Promise<number> {
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
    io.out(await overview());
    return exitStatus.ok;
  }
  const load = Object.hasOwn(benches, name) ? benches[name] : undefined;
  if (load === undefined) {
    io.note(`bench: found '${name}', expected one of ${Object.keys(benches).join(', ')}.\n`);
    return exitStatus.usage;
  }
  return runCommand((await load()).command, args, io, 'npm run bench');
}

async function overview(): Promise<string> {
  const loaded = await Promise.all(Object.values(benches).map(async (load) => (await load()).command));
  const width = Math.max(...loaded.map((command) => command.name.length)) + 2;
  return [
    'Measures jiju beside its peers, on inputs made from a seed or found in npm packages.',
    '',
    'Usage: npm run bench <name> [-- options]',
    '',
    ...loaded.map((command) => `  ${command.name.padEnd(width)}${command.summary}`),
    '',
    "'npm run bench <name> -- --help' tells more; '-- --quick' is a short run. docs/benchmarks.md has the figures.",
    '',
  ].join('\n');
}
