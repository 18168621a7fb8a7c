import type { AtlasConfig } from '../config/schema.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { Indicator } from '../model/indicator.ts';
import type { RawTable } from '../model/table.ts';
import { readTable } from '../sources/table.ts';
import type { AtlasFiles } from './atlas-files.ts';
import { auditChecks } from './audit/index.ts';
import type { Column } from './columns.ts';
import type { CompiledLevel } from './levels.ts';
import type { LevelNeighbours } from './measure-neighbours.ts';

/** Looks for what cannot be true in tables that were read and joined without a mistake. */
export async function auditTables(
  config: AtlasConfig,
  atlas: {
    indicators: ReadonlyMap<string, Indicator>;
    levels: readonly CompiledLevel[];
    columns: readonly Column[];
    neighbours: LevelNeighbours;
  },
  files: AtlasFiles,
): Promise<Diagnostic[]> {
  const { printed, quoted, adjacent } = config.audit;
  const diagnostics: Diagnostic[] = [];
  const read = async (file: string): Promise<RawTable> => {
    const { table, diagnostics: remarks } = await readTable(await files.read(file), file);
    diagnostics.push(...remarks);
    return table;
  };
  const context = {
    ...atlas,
    config: config.audit,
    groupings: config.groupings,
    printed: printed === undefined ? null : await read(printed.file),
    quoted: await Promise.all(quoted.map(read)),
    adjacent: adjacent === undefined ? null : await read(adjacent.file),
    areNeighbours: (level: CompiledLevel, a: string, b: string) =>
      atlas.neighbours.areNeighbours(level, a, b),
  };
  return [...diagnostics, ...auditChecks.flatMap((check) => check(context))];
}
