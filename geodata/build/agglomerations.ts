import type { AtlasConfig } from '../config/schema.ts';
import type { MemberList } from '../join/member-lists.ts';
import { readMemberLists } from '../join/member-lists.ts';
import type { RegionIndex } from '../join/region-index.ts';
import type { AgglomerationSet } from '../model/catalog.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { MeasureTable } from '../model/measure.ts';
import { readTable } from '../sources/table.ts';
import type { AtlasFiles } from './atlas-files.ts';
import type { CompiledLevel } from './levels.ts';
import type { CompiledNetwork } from './networks-draw.ts';

type AgglomerationsConfig = AtlasConfig['agglomerations'][number];
type ResultConfig = NonNullable<AgglomerationsConfig['polycentricity']['within']>;

/** The agglomerations of one entry of atlas.yaml, with the results of measures that the atlas names for them. */
export async function compileAgglomerations(
  config: AgglomerationsConfig,
  atlas: { config: AtlasConfig; measures: readonly MeasureTable[]; networks: readonly CompiledNetwork[] },
  level: CompiledLevel,
  index: RegionIndex,
  files: AtlasFiles,
): Promise<{ set: AgglomerationSet; diagnostics: Diagnostic[] }> {
  const { lists, diagnostics } = await readLists(config, index, files);
  const { polycentricity, resilience, ties } = config;
  const { morphological, within, outside } = polycentricity;
  const byLinks = [within, outside, ties, resilience.structural].find((result) => result !== undefined);
  const linked = atlas.config.measures.find(({ id }) => id === byLinks?.table);
  const network = atlas.networks.find(({ entry }) => entry.id === linked?.network);
  const valueIn = (result: ResultConfig | undefined, group: string): number | null => {
    const rows = atlas.measures.find(({ id }) => id === result?.table)?.rows ?? [];
    const own = rows.filter(
      (row) =>
        row.group === group &&
        (result!.indicator === undefined || row.indicator === result!.indicator) &&
        (result!.year === undefined || row.year === result!.year),
    );
    const value = own.at(-1)?.value ?? null;
    return value === null ? null : Number(value.toPrecision(6));
  };
  const set: AgglomerationSet = {
    id: config.id,
    name: config.name,
    level: config.level,
    linksBasis: network?.entry.basis ?? null,
    sources: config.sources,
    entries: lists
      .filter(({ members }) => members.length > 0)
      .map(({ id, name, class: className, members }) => ({
        id,
        name,
        class: className,
        members,
        areaKm2: Math.round(members.reduce((sum, code) => sum + level.byCode.get(code)!.areaKm2, 0)),
        polycentricity: {
          morphological: valueIn(morphological, id),
          within: valueIn(within, id),
          outside: valueIn(outside, id),
        },
        resilience: {
          relative: valueIn(resilience.relative, id),
          structural: valueIn(resilience.structural, id),
        },
        internalShare: valueIn(ties, id),
      })),
  };
  return { set, diagnostics };
}

/** Reads the table of entries and that of their members. */
export async function readLists(
  config: AtlasConfig['agglomerations'][number] | AtlasConfig['corridors'][number],
  index: RegionIndex,
  files: AtlasFiles,
): Promise<{ lists: MemberList[]; diagnostics: Diagnostic[] }> {
  const entries = await readTable(await files.read(config.file), config.file);
  const members = await readTable(await files.read(config.members.file), config.members.file);
  const read = readMemberLists(entries.table, members.table, config, index);
  return {
    lists: read.lists,
    diagnostics: [...entries.diagnostics, ...members.diagnostics, ...read.diagnostics],
  };
}
