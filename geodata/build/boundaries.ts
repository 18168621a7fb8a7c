import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { embeddedAtlases } from '../atlases/index.ts';
import type { AtlasConfig } from '../config/schema.ts';
import type { PlacedRows } from '../join/read-places.ts';
import { readPlaces } from '../join/read-places.ts';
import { AtlasError } from '../model/atlas-error.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { BoundaryFeature, RegionFeature } from '../model/geometry.ts';
import { readRegions } from '../sources/boundaries.ts';
import { readTable } from '../sources/table.ts';
import type { AtlasFiles } from './atlas-files.ts';
import { sha256 } from './atlas-files.ts';

type LevelConfig = AtlasConfig['levels'][number];

export interface LoadedBoundaries {
  features: RegionFeature[];
  diagnostics: Diagnostic[];
  /** Rows of the table that says where its places are; null for all else. */
  placed: PlacedRows | null;
}

/**
 * Boundaries of levels from files, from the recipes of embedded atlases, or borrowed from one; or the points of a table.
 * Recipes take seconds, so their results are kept under the hash of their inputs.
 */
export class BoundaryLoader {
  readonly #files: AtlasFiles;
  readonly #cacheFolder: string;
  readonly #detail: (text: string) => void;
  readonly #recipes = new Map<string, { hash: string; levels: Record<string, BoundaryFeature[]> }>();

  constructor(files: AtlasFiles, cacheFolder: string, detail: (text: string) => void) {
    this.#files = files;
    this.#cacheFolder = cacheFolder;
    this.#detail = detail;
  }

  async load(level: LevelConfig): Promise<LoadedBoundaries> {
    const { source } = level;
    if ('file' in source) {
      const bytes = await this.#files.read(source.file);
      const reading = await readRegions(bytes, source.file, {
        ...(source.object === undefined ? {} : { object: source.object }),
        beside: (extension) => this.#files.beside(source.file, extension),
      });
      return { ...reading, placed: null };
    }
    if ('table' in source) {
      const read = await readTable(await this.#files.read(source.table), source.table);
      const { diagnostics, ...places } = readPlaces(read.table, { ...source, key: level.key });
      return { ...places, diagnostics: [...read.diagnostics, ...diagnostics] };
    }
    const recipe = 'recipe' in source ? source.recipe : source.atlas;
    const wanted = ('level' in source ? source.level : undefined) ?? level.id;
    const { levels } = await this.#cook(recipe);
    const features = levels[wanted];
    if (features === undefined)
      throw new AtlasError(
        'invalid-config',
        `The atlas "${recipe}" has no level "${wanted}"; it has ${Object.keys(levels).join(', ')}.`,
        { at: 'atlas.yaml' },
      );
    return { features, diagnostics: [], placed: null };
  }

  /** Input hash by recipe that was used. */
  hashes(): Record<string, string> {
    return Object.fromEntries([...this.#recipes].map(([id, { hash }]) => [id, hash]));
  }

  async #cook(id: string): Promise<{ levels: Record<string, BoundaryFeature[]> }> {
    const known = this.#recipes.get(id);
    if (known !== undefined) return known;
    const atlas = embeddedAtlases[id];
    if (atlas === undefined)
      throw new AtlasError(
        'invalid-config',
        `There is no embedded atlas "${id}"; there are ${Object.keys(embeddedAtlases).join(', ')}.`,
        { at: 'atlas.yaml' },
      );
    const hash = await atlas.inputs();
    const name = `boundaries-${id}-${sha256(hash).slice(0, 16)}.json`;
    // Beside the embedded atlas, so that every atlas that borrows from it finds it; else with the bundles.
    const folders = [join(atlas.folder, '.jiju', 'cache'), this.#cacheFolder];
    const levels = (await readCached(folders, name)) ?? (await atlas.boundaries(this.#detail));
    await writeCached(folders, name, levels);
    const cooked = { hash, levels };
    this.#recipes.set(id, cooked);
    return cooked;
  }
}

async function readCached(
  folders: readonly string[],
  name: string,
): Promise<Record<string, BoundaryFeature[]> | null> {
  for (const folder of folders) {
    // A cache that cannot be read is no cache; it is written anew.
    try {
      return JSON.parse(await readFile(join(folder, name), 'utf8')) as Record<string, BoundaryFeature[]>;
    } catch {
      continue;
    }
  }
  return null;
}

/** Writes to the first folder that can be written, unless the file is already there. */
async function writeCached(
  folders: readonly string[],
  name: string,
  levels: Record<string, BoundaryFeature[]>,
): Promise<void> {
  if (folders.some((folder) => existsSync(join(folder, name)))) return;
  const text = JSON.stringify(levels);
  for (const folder of folders) {
    try {
      await mkdir(folder, { recursive: true });
      const draft = join(folder, `${name}.${process.pid}`);
      await writeFile(draft, text);
      await rename(draft, join(folder, name));
      return;
    } catch {
      continue;
    }
  }
}
