import { join } from 'node:path';
import { packageRoot } from '../geodata/atlases/package-root.ts';
import { startServer } from '../server/main.ts';
import type { CommandIo } from './command.ts';
import { exitStatus } from './command.ts';
import { packageVersion } from './package-version.ts';
import type { ServerSettings } from './server-options.ts';

/** Serves a bundle until it is interrupted, and prints where. */
export async function serveBundle(
  bundleFolder: string,
  settings: ServerSettings,
  io: CommandIo,
): Promise<number> {
  const server = await startServer({
    ...settings,
    bundleFolder,
    clientFolder: join(packageRoot(), 'dist/client'),
    version: packageVersion(),
  });
  if (server.takenPort !== null) io.note(`Port ${server.takenPort} is taken.\n`);
  if (server.metricsPort !== null) io.note(`Metrics are at http://127.0.0.1:${server.metricsPort}/metrics\n`);
  io.out(`jiju is at ${server.url}   (stop with Ctrl+C)\n`);
  await io.untilInterrupted();
  await server.close();
  return exitStatus.ok;
}
