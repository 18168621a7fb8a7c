import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { buildAtlas } from '../geodata/build.ts';
import type { ReadBundleFile } from '../geodata/exports/bundle-tables.ts';
import { AtlasError } from '../geodata/model/atlas-error.ts';
import type { Catalog } from '../geodata/model/catalog.ts';
import { resolveAtlas } from './atlas-argument.ts';
import type { CommandIo } from './command.ts';
import { packageVersion } from './package-version.ts';
import type { Progress } from './progress.ts';

/** A bundle on disk. */
export interface OpenBundle {
  catalog: Catalog;
  read: ReadBundleFile;
}

/**
 * Opens the bundle that an argument names: a folder of bundles as `jiju build` writes it, one bundle in it, or an
 * atlas, which is built where its bundle is missing or not up to date.
 */
export async function openBundle(argument: string, io: CommandIo, progress: Progress): Promise<OpenBundle> {
  const folder = resolve(io.cwd, argument);
  if (existsSync(join(folder, 'catalog.json'))) return openRevision(folder, argument);
  const current = join(folder, 'current.json');
  if (existsSync(current)) {
    const { revision } = await readJson<{ revision: string }>(current, argument);
    return openRevision(join(folder, 'bundles', revision), argument);
  }
  const place = resolveAtlas(argument, undefined, io);
  const { revision } = await buildAtlas({
    folder: place.folder,
    out: place.out,
    version: packageVersion(),
    progress,
  });
  return openRevision(join(place.out, 'bundles', revision), argument);
}

async function openRevision(folder: string, argument: string): Promise<OpenBundle> {
  const catalog = await readJson<Partial<Catalog>>(join(folder, 'catalog.json'), argument);
  if (catalog.features === undefined)
    throw new AtlasError(
      'invalid-data',
      'Found a bundle without features, as older versions of jiju made them. Build it again.',
      { at: argument },
    );
  return { catalog: catalog as Catalog, read: (path) => readFile(join(folder, path)) };
}

async function readJson<Document>(path: string, argument: string): Promise<Document> {
  try {
    return JSON.parse(await readFile(path, 'utf8')) as Document;
  } catch (cause) {
    throw new AtlasError('invalid-data', 'Found a bundle that cannot be read. Build it again.', {
      at: argument,
      cause,
    });
  }
}
