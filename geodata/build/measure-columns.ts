import { AtlasError } from '../model/atlas-error.ts';
import type { Quality } from '../model/indicator.ts';
import type { MeasureRow, MeasureTable } from '../model/measure.ts';
import type { Column } from './columns.ts';
import type { CompiledLevel } from './levels.ts';
import type { MeasureConfig } from './measure-config.ts';

/**
 * Columns of the map out of the rows of a table that are about regions of its level, one for each year (of a change,
 * its last). A result is as good as the worst value that went into it.
 */
export function columnsOfResults(config: MeasureConfig, level: CompiledLevel, table: MeasureTable): Column[] {
  const positions = new Map(level.regions.map((region, position) => [region.code as string, position]));
  return config.columns.flatMap((result) => {
    const columns = new Map<number | null, Column>();
    for (const row of table.rows) {
      if (row.region === null || (result.of !== undefined && result.of !== row.indicator)) continue;
      const position = positions.get(row.region);
      const value = fieldOf(row, result, `measures.${config.id}.columns`);
      if (position === undefined || value === null) continue;
      const year = row.toYear ?? row.year;
      const column =
        columns.get(year) ?? emptyColumn(level, result.indicator, year, table.id, level.regions.length);
      columns.set(year, column);
      column.values[position] = value;
      column.quality[position] = qualityOf(row);
      column.source[position] = table.sources[0] ?? null;
    }
    return [...columns.values()].sort((a, b) => (a.year ?? 0) - (b.year ?? 0));
  });
}

function emptyColumn(
  level: CompiledLevel,
  indicator: string,
  year: number | null,
  computedBy: string,
  size: number,
): Column {
  const empty = <T>(): (T | null)[] => Array.from({ length: size }, () => null);
  return {
    level: level.config.id,
    indicator,
    year,
    values: empty(),
    quality: empty(),
    source: empty(),
    totals: [],
    summedFrom: null,
    computedBy,
  };
}

/** The number a row gives: its value, a further field, or the number of a class; 0 where `where` does not hold. */
function fieldOf(row: MeasureRow, result: MeasureConfig['columns'][number], at: string): number | null {
  if (row.value === null) return null;
  const fields: Record<string, unknown> = { ...(row.details as Record<string, unknown>), value: row.value };
  const field = fields[result.field];
  if (field === undefined || (result.where !== undefined && fields[result.where] === undefined))
    throw new AtlasError(
      'invalid-config',
      `The results have no field "${field === undefined ? result.field : result.where}"; they have ${Object.keys(fields).join(', ')}.`,
      { at },
    );
  if (result.where !== undefined && fields[result.where] !== true) return 0;
  if (field === null) return null;
  if (result.codes !== undefined && typeof field !== 'object')
    return result.codes[`${field as string | number | boolean}`] ?? null;
  if (typeof field === 'boolean') return field ? 1 : 0;
  if (typeof field === 'number') return field;
  throw new AtlasError(
    'invalid-config',
    `The field "${result.field}" holds texts such as ${JSON.stringify(field)}; give \`codes\` with a number for each of them.`,
    { at },
  );
}

const worstFirst: Quality[] = ['suspect', 'modelled', 'extrapolated', 'interpolated', 'approx'];

const qualityOf = (row: MeasureRow): Quality =>
  worstFirst.find((quality) => row.flags.includes(quality)) ?? 'measured';
