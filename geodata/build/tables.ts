import type { AtlasConfig } from '../config/schema.ts';
import { readAliases } from '../join/aliases.ts';
import { joinTable } from '../join/join-table.ts';
import type { JoinedTable } from '../join/join-table.ts';
import { mergeTables } from '../join/merge-tables.ts';
import { createRegionIndex } from '../join/region-index.ts';
import type { RegionIndex } from '../join/region-index.ts';
import type { JoinSummary } from '../join/summary.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { Indicator } from '../model/indicator.ts';
import type { Alias } from '../model/region.ts';
import { readTable } from '../sources/table.ts';
import type { AtlasFiles } from './atlas-files.ts';
import type { Column } from './columns.ts';
import { makeColumns, sumToParents } from './columns.ts';
import type { CompiledLevel } from './levels.ts';
import { readLender } from './lender.ts';
import { readTableFile } from './table-files.ts';

export interface CompiledTables {
  columns: Column[];
  diagnostics: Diagnostic[];
  summaries: JoinSummary[];
  /** What finds the regions of each level, for other tables about them. */
  indexes: ReadonlyMap<string, RegionIndex>;
}

/** Joins every table to the regions of its level and makes columns of what was found. */
export async function compileTables(
  config: AtlasConfig,
  levels: readonly CompiledLevel[],
  indicators: ReadonlyMap<string, Indicator>,
  files: AtlasFiles,
): Promise<CompiledTables> {
  const diagnostics: Diagnostic[] = [];
  const summaries: JoinSummary[] = [];
  const columns: Column[] = [];
  const indexes = new Map<string, RegionIndex>();
  const aliases = await loadAliases(config, files, diagnostics);

  for (const level of levels) {
    const parents = levels.find((each) => each.config.id === level.config.parent?.level)?.regions;
    const index = createRegionIndex({
      regions: level.regions,
      ...(parents === undefined ? {} : { parents }),
      aliases,
      totals: config.totals,
    });
    indexes.set(level.config.id, index);
    const joined: JoinedTable[] = [];
    for (const spec of config.tables.filter((table) => table.level === level.config.id)) {
      const read = await readTableFile(files, spec);
      const result = joinTable({
        table: read.table,
        spec,
        index,
        indicators: [...indicators.values()],
        sources: config.sources,
        ...(level.placed?.file === spec.file ? { placed: level.placed } : {}),
      });
      joined.push(result);
      diagnostics.push(...read.diagnostics, ...result.diagnostics);
      summaries.push(result.summary);
    }
    const merged = mergeTables(level.regions, joined, [...indicators.values()]);
    diagnostics.push(...merged.diagnostics);
    columns.push(...makeColumns(level.config.id, level.regions, indicators, merged));
  }
  columns.push(...sumUpwards(levels, columns, indicators));
  return { columns, diagnostics, summaries, indexes };
}

/** Aliases of the atlas, and of the embedded atlases whose levels it borrows: old names stand in users' tables too. */
export async function loadAliases(
  config: AtlasConfig,
  files: AtlasFiles,
  diagnostics: Diagnostic[],
): Promise<Alias[]> {
  const aliases: Alias[] = [];
  const load = async (file: string, from: AtlasFiles): Promise<void> => {
    const read = await readTable(await from.read(file), file);
    const result = readAliases(read.table);
    diagnostics.push(...read.diagnostics, ...result.diagnostics);
    aliases.push(...result.aliases);
  };
  if (config.aliases !== undefined) await load(config.aliases.file, files);
  const borrowed = config.levels.flatMap(({ source }) => ('atlas' in source ? [source.atlas] : []));
  for (const id of new Set(borrowed)) {
    const lender = await readLender(id);
    if (lender.config.aliases !== undefined) await load(lender.config.aliases.file, lender.files);
  }
  return aliases;
}

/** From the smallest level up, so that what was summed once is summed again. */
function sumUpwards(
  levels: readonly CompiledLevel[],
  columns: readonly Column[],
  indicators: ReadonlyMap<string, Indicator>,
): Column[] {
  const summed: Column[] = [];
  for (const child of [...levels].reverse()) {
    const parent = levels.find((level) => level.config.id === child.config.parent?.level);
    // A list of cities is rarely all of a province: only where things are counted is their sum the province's too.
    if (parent === undefined) continue;
    const adding = child.isOfPoints ? countsOf(indicators) : indicators;
    summed.push(
      ...sumToParents(
        parent.config.id,
        parent.regions,
        child.config.id,
        child.regions,
        [...columns, ...summed],
        adding,
      ),
    );
  }
  return summed;
}

const countsOf = (indicators: ReadonlyMap<string, Indicator>): ReadonlyMap<string, Indicator> =>
  new Map([...indicators].filter(([, { kind }]) => kind === 'count'));
