import type { Indicator } from '../model/indicator.ts';
import type { SqlRow } from '../records/sql-engine.ts';
import type { Column } from './columns.ts';
import { makeColumns } from './columns.ts';
import type { CompiledLevel } from './levels.ts';

/**
 * The number of records of every region and year as an indicator. A record counts once in each of its regions, which is
 * why the counts are not summed to the level above: there it would count again.
 */
export function recordColumns(
  nodes: readonly SqlRow[],
  level: CompiledLevel,
  indicator: Indicator,
  source: string,
): Column[] {
  const observations = nodes.map((row) => ({
    region: level.byCode.get(String(row['node']))!.id,
    indicator: indicator.id,
    year: row['year'] === null || row['year'] === undefined ? null : Number(row['year']),
    value: Number(row['records']),
    quality: indicator.quality,
    source,
  }));
  const indicators = new Map([[indicator.id, indicator]]);
  return makeColumns(level.config.id, level.regions, indicators, { observations, totals: [], blanks: [] });
}
