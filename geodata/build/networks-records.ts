import type { AtlasConfig } from '../config/schema.ts';
import type { RegionIndex } from '../join/region-index.ts';
import { AtlasError } from '../model/atlas-error.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import { diagnostic } from '../model/diagnostic.ts';
import type { Indicator } from '../model/indicator.ts';
import type { LocalText } from '../model/text.ts';
import type { EdgeCounts } from '../records/count-edges.ts';
import { countEdges } from '../records/count-edges.ts';
import { countingDiagnostics } from '../records/counting-diagnostics.ts';
import { outcomes } from '../records/placement-outcome.ts';
import { recordFormatOf } from '../records/record-format.ts';
import type { ApplicantRows, CountingWindow, RecordMapping } from '../records/record-mapping.ts';
import type { SqlRow } from '../records/sql-engine.ts';
import { selectEdges, selectNodes } from '../records/statements.ts';
import type { AtlasFiles } from './atlas-files.ts';
import { withDatabase } from './database.ts';
import type { CompiledLevel } from './levels.ts';
import type { CompiledNetwork, NetworkYear } from './networks-draw.ts';
import { drawNetwork, emptyYear } from './networks-draw.ts';
import { placesOf } from './networks-places.ts';
import { recordColumns } from './record-columns.ts';

type RecordsConfig = Extract<AtlasConfig['networks'][number], { kind: 'records' }>;

/**
 * A network counted from a file of records, with what could not be placed among the remarks. It is empty, with a remark,
 * where the file has no such columns. Throws AtlasError 'missing-package' on machines without the database.
 */
export async function compileRecordsNetwork(
  config: RecordsConfig,
  level: CompiledLevel,
  atlasId: string,
  index: RegionIndex,
  indicators: ReadonlyMap<string, Indicator>,
  files: AtlasFiles,
): Promise<CompiledNetwork> {
  const path = await files.pathOf(config.file);
  const counted = await count(config, level, path, await placesOf(config, level, atlasId, index));
  const { counts, nodes, years, diagnostics } = counted;
  const indicator = config.count === undefined ? undefined : indicators.get(config.count);
  const columns =
    indicator === undefined ? [] : recordColumns(nodes, level, indicator, config.sources[0] ?? config.file);
  const network = drawNetwork({
    config,
    level,
    years: years.length > 0 ? years : [emptyYear(level, false)],
    isYearly: years.some(({ year }) => year !== null),
    basis: 'observed',
    directed: false,
    method: describe(config, counts),
    weightUnit: config.unit,
    sources: config.sources,
    params: {
      file: config.file,
      counting: config.counting,
      window: config.window,
      ...(counts === null ? {} : { records: summaryOf(counts) }),
    },
    diagnostics,
  });
  return { ...network, columns };
}

interface Counted {
  counts: EdgeCounts | null;
  /** Regions with records, by year. */
  nodes: SqlRow[];
  years: NetworkYear[];
  diagnostics: Diagnostic[];
}

async function count(
  config: RecordsConfig,
  level: CompiledLevel,
  path: string,
  gazetteer: Awaited<ReturnType<typeof placesOf>>,
): Promise<Counted> {
  try {
    return await withDatabase(async (engine, folder) => {
      const codes = level.regions.map(({ code }) => code as string);
      const counts = await countEdges({
        file: path,
        format: recordFormatOf(config.file),
        mapping: mappingOf(config),
        gazetteer,
        codes,
        rule: config.counting,
        window: windowOf(config),
        nodes: 'active',
        out: folder,
        engine,
      });
      const nodes = await engine.query(selectNodes);
      const years = yearsOf(await engine.query(selectEdges), nodes, codes);
      const diagnostics = [...countingDiagnostics(counts, config.file), ...gapsOf(years, config.file)];
      return { counts, nodes, years, diagnostics };
    });
  } catch (error) {
    if (!(error instanceof AtlasError) || error.code !== 'invalid-data') throw error;
    const remark = diagnostic('table/unreadable', error.message, { at: { file: config.file } });
    return { counts: null, nodes: [], years: [], diagnostics: [remark] };
  }
}

/** Years between the first and the last whose records join no regions, or that have none; not where no year has a link. */
function gapsOf(years: readonly NetworkYear[], file: string): Diagnostic[] {
  const linked = new Map(years.map(({ year, edges }) => [year, edges.weight.length > 0]));
  if (![...linked.values()].includes(true)) return [];
  const known = [...linked.keys()].filter((year) => year !== null);
  const [first, last] = [Math.min(...known), Math.max(...known)];
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => first + index)
    .filter((year) => linked.get(year) !== true)
    .map((year) => {
      const what = linked.has(year)
        ? 'records, but none of them joins two regions'
        : 'no records, though years before and after it have';
      return diagnostic('network/year-without-links', `${year} has ${what}.`, { at: { file, year } });
    });
}

function mappingOf({ record, date, publication, applicants, stripKind }: RecordsConfig): RecordMapping {
  return {
    id: record,
    place: { column: applicants.column, kind: applicants.kind },
    applicants: rowsOf(applicants),
    stripKind,
    ...(date === undefined ? {} : { date }),
    ...(publication === undefined ? {} : { publication }),
    ...(applicants.name === undefined ? {} : { applicant: applicants.name }),
  };
}

function rowsOf({ separator, list, field }: RecordsConfig['applicants']): ApplicantRows {
  if (separator !== undefined) return { kind: 'text', separator };
  if (field !== undefined) return { kind: 'list', field };
  return { kind: list ? 'list' : 'row' };
}

function windowOf({ date, window }: RecordsConfig): CountingWindow {
  if (date === undefined || window === 'all') return { kind: 'all' };
  return window === 'year' ? { kind: 'year' } : { kind: 'moving', years: window };
}

/** The rows of the database as networks; a year whose records join no regions is there without links. */
function yearsOf(edges: readonly SqlRow[], nodes: readonly SqlRow[], codes: string[]): NetworkYear[] {
  const place = new Map(codes.map((code, position) => [code, position]));
  const at = (row: SqlRow, column: string): number => place.get(String(row[column]))!;
  const years = [...new Set(nodes.map(({ year }) => year))].sort(
    (first, second) => Number(first) - Number(second),
  );
  return years.map((year): NetworkYear => {
    const own = edges.filter((row) => row['year'] === year);
    const internal = new Float64Array(codes.length);
    for (const row of nodes) if (row['year'] === year) internal[at(row, 'node')] = Number(row['internal']);
    return {
      year: year === null || year === undefined ? null : Number(year),
      edges: {
        nodes: codes,
        a: Uint32Array.from(own, (row) => at(row, 'a')),
        b: Uint32Array.from(own, (row) => at(row, 'b')),
        weight: Float64Array.from(own, (row) => Number(row['weight'])),
        directed: false,
      },
      internal,
    };
  });
}

/** Counts for the network file: where the records and their applicants went. */
function summaryOf(counts: EdgeCounts): Record<string, unknown> {
  const byReason = counts.outcomes.map(
    ({ outcome, applicants }) => [outcomes[outcome]!, applicants] as const,
  );
  const numbers = Object.entries(counts).filter(([, value]) => typeof value === 'number');
  return { ...Object.fromEntries(numbers), placement: Object.fromEntries(byReason) };
}

function describe({ counting }: RecordsConfig, counts: EdgeCounts | null): LocalText {
  if (counts === null) return { zh: '记录未能读取。', en: 'The records could not be read.' };
  const { records, applicants, unmapped } = counts;
  const share = applicants === 0 ? 0 : (100 * (applicants - unmapped)) / applicants;
  return {
    zh: `由 ${records} 条含多个申请人的记录统计（计数规则 ${counting}）；${share.toFixed(1)}% 的申请人可定位到区域。`,
    en: `Counted from ${records} records by the rule "${counting}"; ${share.toFixed(1)} % of their applicants could be placed.`,
  };
}
