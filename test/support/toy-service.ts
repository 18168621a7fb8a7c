import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import type { RequestListener, Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { pino } from 'pino';
import { createService, listenerOf } from '../../server/app.ts';
import { BundleStore, type BundleStoreSettings } from '../../server/bundle-store.ts';
import { FileTree } from '../../server/file-tree.ts';
import { createHttpServer } from '../../server/http-server.ts';
import { defaultServiceOptions, type ServiceOptions } from '../../server/options.ts';
import { writeToyAtlas, type ToyAtlasOptions } from './toy-atlas.ts';

export interface ToyService {
  /** Folder with current.json and bundles/. */
  folder: string;
  bundles: BundleStore;
  app: RequestListener;
  /** A server as the service runs it, not listening yet. */
  createServer(): Server;
  /** Lines that the service logged. */
  logged: string[];
  close(): Promise<void>;
}

/** A service over a toy atlas and a toy client in a temporary folder. */
export async function openToyService(
  settings: {
    atlas?: ToyAtlasOptions;
    options?: Partial<ServiceOptions>;
    store?: Partial<BundleStoreSettings>;
    /** Files of the client in place of the toy ones, e.g. for the font that is shipped. */
    clientFolder?: string;
    /** Least level that is logged; from "warn" on tiles are answered directly. */
    logLevel?: 'debug' | 'warn';
  } = {},
): Promise<ToyService> {
  const folder = await mkdtemp(join(tmpdir(), 'jiju-service-'));
  await writeToyAtlas(folder, settings.atlas);
  const bundles = await BundleStore.open(folder, settings.store);
  const client = await FileTree.open(settings.clientFolder ?? (await writeToyClient(folder)), {
    includes: () => true,
    budgetBytes: 4 << 20,
  });
  const logged: string[] = [];
  const log = pino(
    { level: settings.logLevel ?? 'debug' },
    { write: (line: string) => void logged.push(line) },
  );
  const options = { ...defaultServiceOptions, ...settings.options };
  const service = createService({ bundles, client, version: '1.2.3', options, log });
  return {
    folder,
    bundles,
    app: listenerOf(service),
    createServer: () => createHttpServer(service),
    logged,
    close: async () => {
      await bundles.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Files such as Vite leaves behind, with compressed copies. */
export async function writeToyClient(folder: string): Promise<string> {
  const client = join(folder, 'client');
  await mkdir(join(client, 'assets'), { recursive: true });
  await mkdir(join(client, 'fonts'), { recursive: true });
  const files: Record<string, string> = {
    'index.html': `<!doctype html><title>jiju</title>${' '.repeat(500)}<script type="module" src="assets/index-B2x9_aQz.js"></script>`,
    'assets/index-B2x9_aQz.js': `console.log(${JSON.stringify('x'.repeat(1000))});`,
    'favicon.svg': '<svg xmlns="http://www.w3.org/2000/svg"/>',
    'fonts/font-faces.json': JSON.stringify([{ file: 'sans.woff2', range: ['U+20-7E'] }]),
  };
  for (const [path, text] of Object.entries(files)) {
    await writeFile(join(client, path), text);
    await writeFile(join(client, `${path}.gz`), gzipSync(text));
    await writeFile(join(client, `${path}.br`), brotliCompressSync(text));
  }
  return client;
}
