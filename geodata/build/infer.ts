import { basename } from 'node:path';
import type { EmbeddedAtlas } from '../atlases/index.ts';
import { embeddedAtlases } from '../atlases/index.ts';
import { formatAtlas } from '../config/format-atlas.ts';
import { inferAtlas } from '../config/infer-atlas.ts';
import { parseAtlas } from '../config/parse-atlas.ts';
import type { AtlasConfig } from '../config/schema.ts';
import type { BoundaryProperties, LevelCandidate } from '../join/infer-boundaries.ts';
import { inferBoundaries } from '../join/infer-boundaries.ts';
import { inferEdges } from '../join/infer-edges.ts';
import { inferTable } from '../join/infer-table.ts';
import { AtlasError } from '../model/atlas-error.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import { diagnostic } from '../model/diagnostic.ts';
import type { EdgeRoles, TableRoles } from '../model/roles.ts';
import type { RawTable } from '../model/table.ts';
import { boundaryObjects, readBoundaries } from '../sources/boundaries.ts';
import { readTable } from '../sources/table.ts';
import { AtlasFiles } from './atlas-files.ts';
import type { BoundaryLoader } from './boundaries.ts';
import { compileLevels } from './levels.ts';
import { listInputs, readConfig } from './read-config.ts';
import type { ReadConfig } from './read-config.ts';
import { loadAliases } from './tables.ts';

/** Address of the JSON Schema that editors complete atlas.yaml with. */
const SCHEMA_ADDRESS = 'https://unpkg.com/jiju/docs/atlas.schema.json';

const tableName = /\.(csv|tsv|txt|xlsx)$/i;

/**
 * What a folder without atlas.yaml appears to be, as the text of an atlas.yaml and as configuration. Throws AtlasError
 * `invalid-data` where no table names the regions of any known level.
 */
export async function inferConfig(
  files: AtlasFiles,
  boundaries: BoundaryLoader,
): Promise<ReadConfig & { text: string }> {
  const listing = await listInputs(files.folder);
  const diagnostics: Diagnostic[] = [];
  /** What was said of the tables; they are read again for the join, which says it again. */
  const troubles: Diagnostic[] = [];
  const tables: RawTable[] = [];
  const ownBoundaries: BoundaryProperties[] = [];
  for (const name of listing) {
    const bytes = await files.read(name);
    if (tableName.test(name)) {
      const read = await readTable(bytes, name);
      troubles.push(...read.diagnostics.filter(({ severity }) => severity !== 'info'));
      if (read.table.columns.length > 0) tables.push(read.table);
    } else {
      for (const object of boundaryObjects(bytes, name) ?? [null]) {
        const choice = object === null ? {} : { object };
        const { features } = await readBoundaries(bytes, name, choice);
        ownBoundaries.push({
          file: name,
          ...choice,
          properties: features.map((feature) => feature.properties),
        });
      }
    }
  }
  if (listing.length === 0)
    throw new AtlasError(
      'not-found',
      'The folder has no atlas.yaml, no table and no boundary file. Put a CSV, TSV or XLSX table of regions into it.',
      { at: basename(files.folder) },
    );

  const own = inferBoundaries(ownBoundaries);
  const embedded = await embeddedCandidates(boundaries);
  const candidates = [...own.candidates, ...embedded.candidates];
  const roles: TableRoles[] = [];
  const edges: EdgeRoles[] = [];
  const unused: string[] = [];
  for (const table of tables) {
    const links = inferEdges(table, candidates);
    const found = links === null ? inferTable(table, candidates) : null;
    if (links !== null) edges.push(links);
    else if (found !== null) roles.push(found);
    else unused.push(table.name);
  }
  const inferred = inferAtlas({
    folder: basename(files.folder),
    tables: roles,
    edges,
    unused,
    boundaries: own.roles,
    atlases: embedded.configs,
  });
  diagnostics.push(...inferred.diagnostics);
  if (inferred.input === null) {
    const known = candidates.map(({ atlas, level }) => (atlas === null ? level : `${level} of ${atlas}`));
    throw new AtlasError(
      'invalid-data',
      `No column of ${listing.join(', ')} names the regions of a level that is known (${known.join(', ')}). ` +
        'Add a boundary file, or write an atlas.yaml that says what is what.',
      {
        at: basename(files.folder),
        diagnostics: [...troubles, ...tables.map(tellColumns)].map((each) => ({
          ...each,
          severity: 'error',
        })),
      },
    );
  }
  const text = formatAtlas(inferred.input, SCHEMA_ADDRESS);
  const { config, diagnostics: remarks } = parseAtlas(text);
  if (config === null)
    throw new Error(`The atlas.yaml that was inferred is not valid: ${remarks[0]?.message}`);
  return { config, diagnostics, listing, text };
}

/** What was looked at in vain. */
function tellColumns({ name, columns, rows }: RawTable): Diagnostic {
  const cells = rows[0]?.cells.slice(0, columns.length) ?? [];
  const first = cells.length === 0 ? 'no rows' : `first row ${cells.map((cell) => `"${cell}"`).join(', ')}`;
  return diagnostic('config/unused-table', `Found the columns ${columns.join(', ')}; ${first}.`, {
    at: { file: name },
  });
}

/** Levels of the embedded atlases that are installed. */
async function embeddedCandidates(
  boundaries: BoundaryLoader,
): Promise<{ candidates: LevelCandidate[]; configs: Record<string, AtlasConfig> }> {
  const candidates: LevelCandidate[] = [];
  const configs: Record<string, AtlasConfig> = {};
  for (const atlas of Object.values(embeddedAtlases)) {
    const loaded = await loadEmbedded(atlas, boundaries);
    if (loaded === null) continue;
    const { aliases } = loaded;
    configs[atlas.id] = loaded.config;
    for (const { config, regions } of loaded.levels) {
      const parents = loaded.levels.find((level) => level.config.id === config.parent?.level)?.regions;
      candidates.push({
        atlas: atlas.id,
        level: config.id,
        regions,
        ...(parents === undefined ? {} : { parents }),
        aliases,
      });
    }
  }
  return { candidates, configs };
}

async function loadEmbedded(atlas: EmbeddedAtlas, boundaries: BoundaryLoader) {
  const files = new AtlasFiles(atlas.folder);
  const { config } = await readConfig(files);
  try {
    const { levels } = await compileLevels(config, files, boundaries);
    return { config, levels, aliases: await loadAliases(config, files, []) };
  } catch (error) {
    // Who installed jiju without an embedded atlas can do without it here too.
    if (error instanceof AtlasError && error.code === 'missing-package') return null;
    throw error;
  }
}
