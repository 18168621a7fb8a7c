import type { AtlasConfig } from '../config/schema.ts';
import type { MemberList } from '../join/member-lists.ts';
import { readMemberLists } from '../join/member-lists.ts';
import type { RegionIndex } from '../join/region-index.ts';
import type { AgglomerationSet, AgglomerationYear } from '../model/catalog.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import { diagnostic } from '../model/diagnostic.ts';
import type { MeasureRow, MeasureTable } from '../model/measure.ts';
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
  const rowsOf = (result: ResultConfig | undefined, group: string): MeasureRow[] => {
    const rows = atlas.measures.find(({ id }) => id === result?.table)?.rows ?? [];
    const { indicator } = result ?? {};
    return rows.filter(
      (row) => row.group === group && (indicator === undefined || row.indicator === indicator),
    );
  };
  const valueIn = (result: ResultConfig | undefined, group: string): number | null => {
    const own = rowsOf(result, group).filter((row) => result?.year === undefined || row.year === result.year);
    return rounded(own.at(-1)?.value ?? null);
  };
  const results = { morphological, within, outside, ...resilience, internalShare: ties };
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
        ...yearsOf((name) => rowsOf(results[name], id)),
      })),
  };
  return { set, diagnostics: level.isOfPoints ? [...diagnostics, tellPoints(config)] : diagnostics };
}

type ResultName = Exclude<keyof AgglomerationYear, 'year'>;
const resultNames: readonly ResultName[] = [
  'morphological',
  'within',
  'outside',
  'relative',
  'structural',
  'internalShare',
];

/** The results that have several years, year by year. */
function yearsOf(rowsOf: (name: ResultName) => MeasureRow[]): { years?: AgglomerationYear[] } {
  const byYear = new Map<number, AgglomerationYear>();
  for (const name of resultNames) {
    const dated = rowsOf(name).flatMap(({ year, value }) => (year === null ? [] : [{ year, value }]));
    if (new Set(dated.map(({ year }) => year)).size < 2) continue;
    for (const { year, value } of dated) {
      const results = byYear.get(year) ?? { year };
      byYear.set(year, value === null ? results : { ...results, [name]: rounded(value) });
    }
  }
  const years = [...byYear.values()].sort((first, second) => first.year - second.year);
  return years.length === 0 ? {} : { years };
}

const rounded = (value: number | null): number | null =>
  value === null ? null : Number(value.toPrecision(6));

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

/** Only areas can be put together into one. */
const tellPoints = ({ id, level }: AgglomerationsConfig): Diagnostic =>
  diagnostic(
    'boundary/empty-geometry',
    `The regions of the level ${level} are points, so that the agglomerations of ${id} have no areas; they are listed, not drawn.`,
    { at: { path: `agglomerations.${id}` } },
  );
