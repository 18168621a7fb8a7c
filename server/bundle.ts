import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AtlasError } from '../geodata/model/atlas-error.ts';
import type { Catalog, TilesetEntry } from '../geodata/model/catalog.ts';
import { fileSource } from '../geodata/archive/index.ts';
import { FileTree } from './file-tree.ts';
import type { ArchiveLocation } from './remote/archive-location.ts';
import { httpSource } from './remote/http-source.ts';
import { TileArchive } from './tile-archive.ts';

/** One revision of an atlas, open for reading. */
export interface Bundle {
  revision: string;
  catalog: Catalog;
  /** JSON and CSV documents with their compressed copies. */
  documents: FileTree;
  archives: ReadonlyMap<string, TileArchive>;
  close(): Promise<void>;
}

export interface BundleSettings {
  /** Archives are held in memory, smallest first, up to this many bytes in all; the others are read from disk. */
  memoryBytes: number;
  /** Where archives are read from in place of the bundle's own folder; null where they lie in the bundle. */
  archiveLocation: ArchiveLocation | null;
}

export const defaultBundleSettings: BundleSettings = {
  memoryBytes: 512 * 2 ** 20,
  archiveLocation: null,
};

const DOCUMENT_BUDGET_BYTES = 64 * 2 ** 20;

/** Which bundle is current, by current.json of a bundle folder. */
export async function currentRevision(folder: string): Promise<string> {
  const current = await readJson(join(folder, 'current.json'), 'current.json');
  const revision = isRecord(current) ? current['revision'] : undefined;
  if (typeof revision !== 'string' || !/^[\w-]+$/.test(revision))
    throw new AtlasError(
      'invalid-data',
      'current.json names no revision; expected {"revision": "…"}. Build the atlas again.',
      { at: 'current.json' },
    );
  return revision;
}

/**
 * Opens the current bundle of a bundle folder (docs/architecture.md, "The bundle"). Throws an AtlasError that says
 * what is missing or damaged; nothing stays open then.
 */
export async function openBundle(
  folder: string,
  settings: BundleSettings = defaultBundleSettings,
): Promise<Bundle> {
  const revision = await currentRevision(folder);
  const home = join(folder, 'bundles', revision);
  const catalog = await readCatalog(home);
  if (catalog.revision !== revision)
    throw new AtlasError(
      'invalid-data',
      `current.json names revision ${revision}, the catalog of that bundle ${catalog.revision}. Build the atlas again.`,
      { at: 'catalog.json' },
    );
  const [documents, archives] = await Promise.all([
    FileTree.open(home, {
      includes: (path) => !path.startsWith('archives/'),
      budgetBytes: DOCUMENT_BUDGET_BYTES,
    }),
    openArchives(home, catalog, settings),
  ]);
  return {
    revision,
    catalog,
    documents,
    archives,
    close: async () => {
      await Promise.all([...archives.values()].map((archive) => archive.close()));
    },
  };
}

async function openArchives(
  home: string,
  catalog: Catalog,
  { memoryBytes, archiveLocation }: BundleSettings,
): Promise<Map<string, TileArchive>> {
  const archives = new Map<string, TileArchive>();
  let left = memoryBytes;
  try {
    for (const entry of tilesetsOf(catalog).sort((a, b) => a.bytes - b.bytes)) {
      const keepInMemory = entry.bytes <= left;
      const source =
        archiveLocation === null
          ? await fileSource(join(home, entry.archive))
          : await httpSource(
              new URL(`${entry.id}.${entry.revision}.pmtiles`, archiveLocation.base),
              archiveLocation.keys,
            );
      archives.set(entry.id, await TileArchive.open(source, entry, keepInMemory));
      if (keepInMemory) left -= entry.bytes;
    }
    return archives;
  } catch (error) {
    await Promise.all([...archives.values()].map((archive) => archive.close()));
    throw error;
  }
}

/** Every tileset, also the one that is not cut in Web Mercator. */
export const tilesetsOf = ({ tilesets, equalArea }: Catalog): TilesetEntry[] =>
  equalArea === undefined ? [...tilesets] : [...tilesets, equalArea];

/** Lists of the catalog that the service goes through; what is in them is the business of their readers. */
const LISTS = [
  'levels',
  'indicators',
  'tilesets',
  'features',
  'networks',
  'tiers',
  'measures',
  'views',
] as const;

async function readCatalog(home: string): Promise<Catalog> {
  const catalog = await readJson(join(home, 'catalog.json'), 'catalog.json');
  const members = isRecord(catalog) ? catalog : {};
  const missing = LISTS.filter((name) => !Array.isArray(members[name]));
  if (members['jiju'] !== 1 || missing.length > 0)
    throw new AtlasError(
      'invalid-data',
      `catalog.json is not a catalog of this version of jiju: found "jiju": ${JSON.stringify(members['jiju'])}, ` +
        `expected 1; missing: ${missing.join(', ') || 'nothing'}. Build the atlas again.`,
      { at: 'catalog.json' },
    );
  return members as unknown as Catalog;
}

async function readJson(path: string, name: string): Promise<unknown> {
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    throw new AtlasError(
      'not-found',
      `There is no readable ${name} in the bundle folder. Build the atlas first.`,
      {
        at: path,
        cause,
      },
    );
  });
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new AtlasError('invalid-data', `${name} is not JSON. Build the atlas again.`, { at: path, cause });
  }
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
