import { basename } from 'node:path';
import type { EmbeddedAtlas } from '../atlases/index.ts';
import { embeddedAtlases } from '../atlases/index.ts';
import { formatAtlas } from '../config/format-atlas.ts';
import { inferAtlas } from '../config/infer-atlas.ts';
import { parseAtlas } from '../config/parse-atlas.ts';
import type { AtlasConfig } from '../config/schema.ts';
import type { BoundaryProperties, InferredBoundaries, LevelCandidate } from '../join/infer-boundaries.ts';
import { inferBoundaries } from '../join/infer-boundaries.ts';
import { inferTable } from '../join/infer-table.ts';
import { AtlasError } from '../model/atlas-error.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import { diagnostic } from '../model/diagnostic.ts';
import type { TableRoles } from '../model/roles.ts';
import type { RawTable } from '../model/table.ts';
import { tableOfProperties } from '../sources/property-table.ts';
import { AtlasFiles } from './atlas-files.ts';
import type { BoundaryLoader } from './boundaries.ts';
import { readInputs } from './infer-inputs.ts';
import type { Ground } from './infer-places.ts';
import { ownGrounds, withGrounds } from './infer-places.ts';
import { inferRoles } from './infer-roles.ts';
import { compileLevels } from './levels.ts';
import { listInputs, readConfig } from './read-config.ts';
import type { ReadConfig } from './read-config.ts';
import { loadAliases } from './tables.ts';

/** Address of the JSON Schema that editors complete atlas.yaml with. */
const SCHEMA_ADDRESS = 'https://unpkg.com/jiju/docs/atlas.schema.json';

/**
 * What a folder without atlas.yaml appears to be, as the text of an atlas.yaml and as configuration. Throws AtlasError
 * `invalid-data` where no table names the regions of any known level.
 */
export async function inferConfig(
  files: AtlasFiles,
  boundaries: BoundaryLoader,
): Promise<ReadConfig & { text: string }> {
  const listing = await listInputs(files.folder);
  if (listing.length === 0)
    throw new AtlasError(
      'not-found',
      'The folder has no atlas.yaml, no table and no boundary file. Put a CSV, TSV or XLSX table of regions into it.',
      { at: basename(files.folder) },
    );
  const inputs = await readInputs(files, listing);

  const own = inferBoundaries(inputs.boundaries);
  const embedded = await embeddedCandidates(boundaries);
  const candidates = [...own.candidates, ...embedded.candidates];
  const grounds = [...ownGrounds(inputs.boundaries, own), ...embedded.grounds];
  const roles = await inferRoles(inputs, candidates, grounds);
  roles.tables.push(...propertyTables(inputs.boundaries, own));
  const inferred = inferAtlas({
    folder: basename(files.folder),
    ...roles,
    boundaries: withGrounds(inputs.boundaries, own, grounds),
    atlases: embedded.configs,
  });
  if (inferred.input === null) {
    const known = candidates.map(({ atlas, level }) => (atlas === null ? level : `${level} of ${atlas}`));
    throw new AtlasError(
      'invalid-data',
      `No column of ${listing.join(', ')} names the regions of a level that is known (${known.join(', ')}). ` +
        'Add a boundary file, or columns with longitude and latitude in decimal degrees, or write an atlas.yaml that says ' +
        'what is what.',
      {
        at: basename(files.folder),
        diagnostics: [
          ...inputs.troubles,
          ...inferred.diagnostics.filter(({ at }) =>
            roles.unused.some((each) => each.file === at.file && each.reason),
          ),
          ...inputs.tables.map(tellColumns),
        ].map((each) => ({
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
  return { config, diagnostics: inferred.diagnostics, listing, text };
}

/** What the boundary files of the folder say in numbers about their own regions. */
function propertyTables(
  files: readonly BoundaryProperties[],
  { roles, candidates }: InferredBoundaries,
): TableRoles[] {
  return roles.flatMap(({ file, object, level }) => {
    const source = files.find((each) => each.file === file && (each.object ?? null) === object);
    const found = inferTable(
      tableOfProperties(source?.properties ?? [], file),
      candidates.filter((candidate) => candidate.level === level),
    );
    // What is the same for all regions tells none from another.
    const values = (found?.values ?? []).filter(
      ({ column }) => new Set(source?.properties.map((each) => each[column])).size > 1,
    );
    if (found === null || values.length === 0) return [];
    return [{ ...found, values, ...(object === null ? {} : { sheet: object }) }];
  });
}

/** What was looked at in vain. */
function tellColumns({ name, columns, rows }: RawTable): Diagnostic {
  const cells = rows[0]?.cells.slice(0, columns.length) ?? [];
  const first = cells.length === 0 ? 'no rows' : `first row ${cells.map((cell) => `"${cell}"`).join(', ')}`;
  return diagnostic('config/unused-table', `Found the columns ${columns.join(', ')}; ${first}.`, {
    at: { file: name },
  });
}

/** Levels of the embedded atlases that are installed, and the uppermost of each as a ground for places. */
async function embeddedCandidates(
  boundaries: BoundaryLoader,
): Promise<{ candidates: LevelCandidate[]; grounds: Ground[]; configs: Record<string, AtlasConfig> }> {
  const candidates: LevelCandidate[] = [];
  const grounds: Ground[] = [];
  const configs: Record<string, AtlasConfig> = {};
  for (const atlas of Object.values(embeddedAtlases)) {
    const loaded = await loadEmbedded(atlas, boundaries);
    if (loaded === null) continue;
    const [top] = loaded.levels;
    if (top !== undefined)
      grounds.push({
        atlas: atlas.id,
        level: top.config.id,
        regions: top.regions,
        geometries: top.geometries,
      });
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
  return { candidates, grounds, configs };
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
