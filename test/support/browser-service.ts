import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'vite';
import { startServer } from '../../server/main.ts';
import { chinaBundle } from './china-bundle.ts';

const root = join(import.meta.dirname, '../..');

export interface BrowserService {
  url: string;
  close(): Promise<void>;
}

/** The embedded atlas, baked by this checkout, with the client of this checkout, on a port of its own. */
export async function startAtlas(): Promise<BrowserService> {
  const clientFolder = await builtClient();
  // A bundle that was baked elsewhere can be looked at with the same eyes.
  const bundleFolder = process.env['JIJU_TEST_BUNDLE'] ?? (await chinaBundle()).out;
  const server = await startServer({
    bundleFolder,
    clientFolder,
    version: '0.0.0-test',
    port: 0,
    quiet: true,
  });
  return { url: server.url, close: () => server.close() };
}

/** Builds the client unless the last build is newer than every source it is made of. */
export async function builtClient(): Promise<string> {
  const outDir = join(root, 'test/output/client');
  const sources = ['client', 'geodata/model', 'geodata/layers'].map((folder) => newest(join(root, folder)));
  if (newest(join(outDir, 'assets')) < Math.max(...sources)) {
    await build({ configFile: join(root, 'client/vite.config.ts'), logLevel: 'error', build: { outDir } });
  }
  return outDir;
}

/** Time of the latest change of a file below a folder; the beginning of time where there is none. */
function newest(folder: string): number {
  try {
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' });
    return Math.max(0, ...files.map((file) => statSync(join(folder, file)).mtimeMs));
  } catch {
    return 0;
  }
}
