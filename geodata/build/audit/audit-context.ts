import type { AtlasConfig } from '../../config/schema.ts';
import type { Indicator } from '../../model/indicator.ts';
import type { RawTable } from '../../model/table.ts';
import type { Column } from '../columns.ts';
import type { CompiledLevel } from '../levels.ts';

/** What checks look at: the tables after the join, and what `audit` of atlas.yaml names. */
export interface AuditContext {
  config: AtlasConfig['audit'];
  groupings: AtlasConfig['groupings'];
  indicators: ReadonlyMap<string, Indicator>;
  levels: readonly CompiledLevel[];
  columns: readonly Column[];
  printed: RawTable | null;
  quoted: readonly RawTable[];
  adjacent: RawTable | null;
  /** Whether two regions of a level share a border. */
  areNeighbours: (level: CompiledLevel, a: string, b: string) => boolean;
}

export const levelOf = ({ levels }: AuditContext, id: string): CompiledLevel =>
  levels.find((level) => level.config.id === id)!;

/** Columns of one indicator at one level, by ascending year. */
export function seriesOf(
  { columns }: Pick<AuditContext, 'columns'>,
  level: string,
  indicator: string,
): Column[] {
  return columns
    .filter((column) => column.level === level && column.indicator === indicator)
    .sort((a, b) => (a.year ?? 0) - (b.year ?? 0));
}

/** All series of tables; those summed from below or computed were checked where they come from. */
export function allSeries(
  context: AuditContext,
): { level: CompiledLevel; indicator: Indicator; columns: Column[] }[] {
  const imported = context.columns.filter(
    (column) => column.summedFrom === null && column.computedBy === undefined,
  );
  return context.levels.flatMap((level) =>
    [...context.indicators.values()].flatMap((indicator) => {
      const columns = seriesOf({ columns: imported }, level.config.id, indicator.id);
      return columns.length === 0 ? [] : [{ level, indicator, columns }];
    }),
  );
}

/** Smallest step between printed values: half of it is the error of rounding. */
export const stepOf = ({ decimals }: Indicator): number => 10 ** -decimals;

/** A reader of the cells of a table by heading. */
export function cellReader(table: RawTable): (cells: readonly string[], column: string) => string {
  return (cells, column) => cells[table.columns.indexOf(column)]?.trim() ?? '';
}
