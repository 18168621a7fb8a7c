import { join } from 'node:path';
import { packageRoot } from '../geodata/atlases/package-root.ts';
import { startServer } from '../server/main.ts';
import type { CommandIo, OptionSpec, OptionValues } from './command.ts';
import { exitStatus, integerOption, stringOption } from './command.ts';
import { packageVersion } from './package-version.ts';

/** Options of every command that serves. */
export const serverOptions: Record<string, OptionSpec> = {
  port: {
    type: 'string',
    short: 'p',
    placeholder: '<n>',
    description: 'Port; the next free one when taken (default 8080, or PORT)',
  },
  host: {
    type: 'string',
    placeholder: '<address>',
    description: 'Address to listen on (default 127.0.0.1: this machine only)',
  },
  'public-url': {
    type: 'string',
    placeholder: '<url>',
    description: 'Address the outside world uses, for links',
  },
  'base-path': {
    type: 'string',
    placeholder: '<path>',
    description: 'Path below which requests arrive, e.g. /atlas',
  },
  'trust-proxy': {
    type: 'boolean',
    description: 'Believe X-Forwarded-* headers; only behind a proxy that sets them',
  },
  verbose: { type: 'boolean', description: 'Log requests and events as JSON lines on standard error' },
};

/** Serves a bundle until it is interrupted, and prints where. */
export async function serveBundle(
  bundleFolder: string,
  values: OptionValues,
  io: CommandIo,
): Promise<number> {
  const port = integerOption({ port: values['port'] ?? io.env['PORT'] }, 'port', {
    minimum: 0,
    maximum: 65_535,
  });
  const host = stringOption(values, 'host');
  const publicUrl = stringOption(values, 'public-url');
  const basePath = stringOption(values, 'base-path');
  const server = await startServer({
    bundleFolder,
    clientFolder: join(packageRoot(), 'dist/client'),
    version: packageVersion(),
    quiet: values['verbose'] !== true,
    trustProxy: values['trust-proxy'] === true,
    ...(port === undefined ? {} : { port }),
    ...(host === undefined ? {} : { host }),
    ...(publicUrl === undefined ? {} : { publicUrl }),
    ...(basePath === undefined ? {} : { basePath }),
  });
  if (server.takenPort !== null) io.note(`Port ${server.takenPort} is taken.\n`);
  io.out(`jiju is at ${server.url}   (stop with Ctrl+C)\n`);
  await io.untilInterrupted();
  await server.close();
  return exitStatus.ok;
}
