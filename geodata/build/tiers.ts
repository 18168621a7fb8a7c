import type { AtlasConfig } from '../config/schema.ts';
import { requireColumns } from '../join/table-columns.ts';
import type { Centre, TierScheme } from '../model/catalog.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import { DiagnosticList } from '../model/diagnostic-list.ts';
import { nearestWords } from '../model/edit-distance.ts';
import type { RawTable } from '../model/table.ts';
import type { CompiledLevel } from './levels.ts';

type TierConfig = AtlasConfig['tiers'][number];

/** A tier scheme out of its table; rows that name no region or no tier are reported, never drawn somewhere else. */
export function makeTierScheme(
  config: TierConfig,
  table: RawTable,
  level: CompiledLevel,
): { scheme: TierScheme; diagnostics: Diagnostic[] } {
  const remarks = new DiagnosticList(table.name);
  const centres = readCentres(config, table, level, remarks);
  centres.sort((a, b) => a.rank - b.rank || (a.code < b.code ? -1 : 1));
  const { id, name, basis, tiers, source } = config;
  return { scheme: { id, name, basis, tiers, centres, source }, diagnostics: remarks.toArray() };
}

function readCentres(
  { key, rank, zone, tiers }: TierConfig,
  table: RawTable,
  level: CompiledLevel,
  remarks: DiagnosticList,
): Centre[] {
  const needed = requireColumns(
    table,
    [key, rank, ...(zone === undefined ? [] : [zone.zh, zone.en])],
    remarks,
  );
  if (needed === null) return [];
  const ranks = new Set(tiers.map((tier) => tier.rank));
  return table.rows.flatMap(({ line, cells }): Centre[] => {
    const text = (column: string): string => (cells[needed[column]!] ?? '').trim();
    const region = level.byCode.get(text(key));
    if (region === undefined) {
      remarks.add('join/unmatched-row', () => ({
        message: `"${text(key)}" is not the code of a region of level ${level.config.id}.`,
        at: { line, column: key },
        found: text(key),
        nearest: nearestWords(text(key), level.byCode.keys()),
      }));
      return [];
    }
    if (!ranks.has(Number(text(rank)))) {
      remarks.add('table/not-a-number', () => ({
        message: `Found "${text(rank)}", expected a tier: ${[...ranks].join(', ')}.`,
        at: { line, column: rank },
        found: text(rank),
      }));
      return [];
    }
    const { code, name, point } = region;
    const ownZone =
      zone !== undefined && text(zone.zh) !== '' ? { zh: text(zone.zh), en: text(zone.en) } : null;
    return [{ code, level: region.level, name, rank: Number(text(rank)), zone: ownZone, point }];
  });
}
