import { copyFile, mkdir, readdir, writeFile } from 'node:fs/promises';
import { createServer, get, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { dirname, join } from 'node:path';
import { pino } from 'pino';
import { AtlasError } from '../../geodata/model/atlas-error.ts';
import { createApp } from '../app.ts';
import type { Bundle } from '../bundle.ts';
import { BundleStore } from '../bundle-store.ts';
import { collectionFeatures } from '../features/collection-features.ts';
import { describeCollections } from '../features/describe.ts';
import { FileTree } from '../file-tree.ts';
import { defaultServiceOptions } from '../options.ts';
import { FONT_SHEET } from '../protocol/html-page.ts';
import { findLinks } from './find-links.ts';
import { nginxConfiguration } from './nginx-configuration.ts';
import { rasterPaths, shallowTileJson } from './raster-tiles.ts';
import { sitePath } from './site-path.ts';
import { staticConformance } from './static-conformance.ts';
import { writeTiles } from './write-tiles.ts';

export interface SiteSettings {
  /** Folder with current.json and bundles/. */
  bundleFolder: string;
  /** Folder of the built client. */
  clientFolder: string;
  /** Address at which the files will be. */
  publicUrl: string;
  version: string;
  /** Folder to write; must be new or empty. */
  out: string;
  /** Raster tiles of all views down to this zoom as well; null for none. */
  rasterZoom: number | null;
  /** Each feature of today's collections as a page and a document of its own as well. */
  featurePages: boolean;
  /** Told of every file that is written. */
  onFile: (files: number) => void;
}

export interface SiteSummary {
  revision: string;
  /** Files without their compressed copies. */
  files: number;
  tiles: number;
}

const COPIES = [
  ['identity', ''],
  ['gzip', '.gz'],
  ['br', '.br'],
] as const;

/**
 * Writes everything of an atlas that can be a file: tiles, archives, documents, downloads, styles, pages, each as the
 * service answers it and with its compressed copies, and a configuration of nginx that gives them the addresses and
 * headers of the service. What depends on a query (filters, pictures of any place) is not there. Throws an AtlasError
 * where the folder is not empty.
 */
export async function writeSite(settings: SiteSettings): Promise<SiteSummary> {
  const { publicUrl, out, onFile } = settings;
  const root = join(out, 'site');
  await mkdir(root, { recursive: true });
  if ((await readdir(root)).length > 0)
    throw new AtlasError(
      'usage',
      `The folder ${out} holds a site already. Give a new folder, or empty it first.`,
    );
  const bundles = await BundleStore.open(settings.bundleFolder);
  const client = await FileTree.open(settings.clientFolder, {
    includes: (path) => !path.startsWith('.') && !path.endsWith('.map'),
    budgetBytes: 1 << 24,
  }).catch(() => null);
  const address = publicUrl.replace(/\/+$/, '');
  const options = { ...defaultServiceOptions, publicUrl: address };
  const log = pino({ level: 'silent' });
  const server = createServer(createApp({ bundles, client, version: settings.version, options, log }));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  try {
    const { current } = bundles;
    const written = new Set<string>();
    const write = async (path: string, bytes: Uint8Array): Promise<void> => {
      await mkdir(dirname(join(root, path)), { recursive: true });
      await writeFile(join(root, path), bytes);
    };
    const waiting = [
      ...startingPaths(current, client),
      ...(settings.rasterZoom === null ? [] : rasterPaths(current.catalog, settings.rasterZoom)),
      ...(settings.featurePages ? await featurePaths(current) : []),
    ];
    const seen = new Set(waiting);
    for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
      for (const accept of ['application/json;q=0.9, */*;q=0.8', 'text/html']) {
        const links = await writeAnswer(path, accept);
        for (const link of links.filter((each) => !seen.has(each) && canBeFiles(each))) {
          seen.add(link);
          waiting.push(link);
        }
      }
    }
    let tiles = 0;
    for (const archive of current.archives.values()) {
      const { id, revision, archive: path } = archive.entry;
      tiles += await writeTiles(archive, root, () => onFile(written.size + tiles));
      await mkdir(join(root, 'archives'), { recursive: true });
      const from = join(settings.bundleFolder, 'bundles', current.revision, path);
      for (const name of [`archives/${id}.${revision}.pmtiles`, `archives/${id}.pmtiles`]) {
        await copyFile(from, join(root, name));
        written.add(name);
      }
    }
    await writeFile(join(out, 'nginx.conf'), nginxConfiguration(address, current.catalog));
    return { revision: current.revision, files: written.size, tiles };

    /** Writes what a path answers in all codings there are; gives the paths that it names. */
    async function writeAnswer(path: string, accept: string): Promise<string[]> {
      let links: string[] = [];
      for (const [coding, ending] of COPIES) {
        const { status, headers, body } = await ask(port, path, accept, coding);
        const type = headers['content-type'] ?? '';
        const file = status === 200 ? sitePath(path, type) : null;
        // The second format has a file of its own, or is the one that was written before.
        if (file === null || (coding === 'identity' && written.has(file))) return links;
        if ((headers['content-encoding'] ?? 'identity') !== coding) continue;
        const narrow = narrowing(file, settings.rasterZoom);
        // Its compressed copies would be those of the service's own answer.
        if (narrow !== null && coding !== 'identity') continue;
        await write(file + ending, narrow?.(body) ?? body);
        if (coding !== 'identity') continue;
        written.add(file);
        onFile(written.size);
        links = findLinks(body, type, address);
      }
      return links;
    }
  } finally {
    server.close();
    server.closeAllConnections();
    await bundles.close();
  }
}

/** Raster tiles are too many to be drawn in advance, unless some are asked for; vector tiles stand for them. */
const canBeFiles = (path: string): boolean => !path.startsWith('/raster/');

/** How a document comes to promise only what files can keep; null for all that promise no more. */
function narrowing(file: string, rasterZoom: number | null): ((document: Buffer) => Buffer) | null {
  if (file === 'conformance/index.json') return staticConformance;
  if (rasterZoom !== null && /^raster\/[^/]+\.json$/.test(file))
    return (document) => shallowTileJson(document, rasterZoom);
  return null;
}

/** The features of today's collections; those of each year differ in their values only. */
async function featurePaths(bundle: Bundle): Promise<string[]> {
  const todays = describeCollections(bundle).filter(({ id, level }) => level === null || level.id === id);
  const paths = todays.map(async (collection) =>
    (await collectionFeatures(bundle, collection)).ids.map(
      (id) => `/collections/${collection.id}/items/${id}`,
    ),
  );
  return (await Promise.all(paths)).flat();
}

/** Where the walk along the links begins: what is found by its address alone. */
const startingPaths = ({ catalog, documents }: Bundle, client: FileTree | null): string[] => [
  '/',
  ...(client?.paths ?? []).map((path) => `/${path}`),
  ...documents.paths.map((path) => `/${path}`),
  ...catalog.tilesets.map(({ id }) => `/tiles/${id}.json`),
  ...['atlas', 'atlas.en', 'atlas.qgis'].map((name) => `/styles/${name}.json`),
  ...catalog.views.flatMap(({ id }) => [`/og/${id}.png`, `/og/${id}.en.png`]),
  '/qgis',
  FONT_SHEET,
  '/version',
];

function ask(
  port: number,
  path: string,
  accept: string,
  coding: string,
): Promise<{ status: number; headers: IncomingHttpHeaders; body: Buffer }> {
  // All features at once: a file has no pages.
  const query = path.endsWith('/items') ? '?limit=10000' : '';
  const headers = { Accept: accept, 'Accept-Encoding': coding };
  return new Promise((resolve, reject) => {
    const asking = get({ host: '127.0.0.1', port, path: path + query, headers }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on('data', (chunk: Buffer) => chunks.push(chunk));
      answer.on('error', reject);
      answer.on('end', () =>
        resolve({ status: answer.statusCode!, headers: answer.headers, body: Buffer.concat(chunks) }),
      );
    });
    asking.on('error', reject);
  });
}
