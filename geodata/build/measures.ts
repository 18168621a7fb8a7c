import type { AtlasConfig } from '../config/schema.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { MeasureTable } from '../model/measure.ts';
import type { AtlasFiles } from './atlas-files.ts';
import type { Column } from './columns.ts';
import { readEntryTables } from './entry-tables.ts';
import { columnsOfResults } from './measure-columns.ts';
import { computeMeasureTable } from './measure-tables.ts';
import type { MeasureWorld } from './measure-task.ts';
import { readPublished, remarksOn, withPublished } from './published.ts';

export interface CompiledMeasures {
  tables: MeasureTable[];
  /** Results that can be mapped. */
  columns: Column[];
  diagnostics: Diagnostic[];
}

/** Every measure of the atlas, in the order of atlas.yaml; later entries may use the columns that earlier ones give. */
export async function compileMeasures(
  config: AtlasConfig,
  world: MeasureWorld,
  files: AtlasFiles,
  detail: (text: string) => void,
): Promise<CompiledMeasures> {
  const compiled: CompiledMeasures = { tables: [], columns: [], diagnostics: [] };
  for (const [index, entry] of config.measures.entries()) {
    detail(`${index + 1} of ${config.measures.length}: ${entry.id}`);
    const read = await readEntryTables(entry, files);
    const known = { ...world, columns: [...world.columns, ...compiled.columns] };
    const computed = computeMeasureTable(entry, known, read.tables);
    const published = entry.published && (await readPublished(entry.published, files));
    const compared = withPublished(computed, published?.values ?? new Map());
    const level = world.levels.find((each) => each.config.id === entry.level)!;
    compiled.tables.push(compared.table);
    compiled.columns.push(...columnsOfResults(entry, level, compared.table));
    compiled.diagnostics.push(
      ...read.diagnostics,
      ...(published?.diagnostics ?? []),
      ...compared.diagnostics,
      ...remarksOn(compared.table),
    );
  }
  return compiled;
}
