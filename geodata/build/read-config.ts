import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { embeddedAtlases } from '../atlases/index.ts';
import { readAtlas } from '../config/read-atlas.ts';
import type { AtlasConfig } from '../config/schema.ts';
import { measures } from '../measures/index.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { AtlasFiles } from './atlas-files.ts';

export interface ReadConfig {
  config: AtlasConfig;
  diagnostics: Diagnostic[];
  /** Files the atlas was inferred from; null where there is an atlas.yaml. */
  listing: string[] | null;
}

/** atlas.yaml of the folder. */
export async function readConfig(files: AtlasFiles): Promise<ReadConfig> {
  const decoder = new TextDecoder();
  const io = { readText: async () => decoder.decode(await files.read('atlas.yaml')) };
  const known = {
    measures: [...measures.keys()],
    recipes: Object.keys(embeddedAtlases),
    atlases: Object.keys(embeddedAtlases),
  };
  return { ...(await readAtlas(files.folder, io, known)), listing: null };
}

export const hasAtlasFile = (folder: string): boolean => existsSync(join(folder, 'atlas.yaml'));

const inputName =
  /\.(csv|tsv|txt|xlsx|parquet|jsonl|geojson|json|topojson|ndjson|geojsonl|fgb|pbf|geobuf|gpkg|shp|zip|gz)$/i;

/** Names of the tables and boundary files in a folder, in ascending order. */
export async function listInputs(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && !entry.name.startsWith('.') && inputName.test(entry.name))
    .map((entry) => entry.name)
    .sort();
}
