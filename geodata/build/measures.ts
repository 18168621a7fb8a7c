import type { AtlasConfig } from '../config/schema.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { MeasureTable } from '../model/measure.ts';
import type { AtlasFiles } from './atlas-files.ts';
import type { Column } from './columns.ts';
import { readEntryTables } from './entry-tables.ts';
import { ResultCache } from './measure-cache.ts';
import { columnsOfResults } from './measure-columns.ts';
import { MeasureCrew } from './measure-crew.ts';
import { remarksOn } from './measure-remarks.ts';
import { measureTable, planMeasure } from './measure-tables.ts';
import type { MeasureWorld } from './measure-task.ts';
import { readPublished, withPublished } from './published.ts';

export interface CompiledMeasures {
  tables: MeasureTable[];
  /** Results that can be mapped. */
  columns: Column[];
  diagnostics: Diagnostic[];
}

/** Every measure of the atlas, in the order of atlas.yaml; later entries may use the columns that earlier ones give. */
export async function compileMeasures(
  config: AtlasConfig,
  world: Omit<MeasureWorld, 'tables'>,
  files: AtlasFiles,
  cacheFolder: string,
  detail: (text: string) => void,
): Promise<CompiledMeasures> {
  const compiled: CompiledMeasures = { tables: [], columns: [], diagnostics: [] };
  if (config.measures.length === 0) return compiled;
  const cache = new ResultCache(cacheFolder);
  const crew = new MeasureCrew();
  try {
    for (const [index, entry] of config.measures.entries()) {
      const read = await readEntryTables(entry, files);
      const known = {
        ...world,
        columns: [...world.columns, ...compiled.columns],
        tables: compiled.tables,
      };
      const plan = planMeasure(entry, known, read.tables);
      const place = `${index + 1} of ${config.measures.length}: ${entry.id}`;
      const tell = notMoreThanEvery(PROGRESS_MS, detail);
      const results = await cache.results(plan.jobs, () =>
        crew.run(plan.jobs, (done) => tell(`${place}, ${done} of ${plan.jobs.length}`)),
      );
      const published = entry.published && (await readPublished(entry.published, files));
      const { table, diagnostics } = withPublished(
        measureTable(plan, results),
        published?.values ?? new Map(),
      );
      compiled.tables.push(table);
      compiled.columns.push(...columnsOfResults(entry, plan.request.level, table));
      compiled.diagnostics.push(
        ...read.diagnostics,
        ...(published?.diagnostics ?? []),
        ...diagnostics,
        ...remarksOn(table),
      );
    }
  } finally {
    await crew.end();
  }
  await cache.removeUnused();
  return compiled;
}

const PROGRESS_MS = 100;

/** Passes on a text unless one was passed on a moment ago. */
function notMoreThanEvery(milliseconds: number, tell: (text: string) => void): (text: string) => void {
  let last = -Infinity;
  return (text) => {
    const now = performance.now();
    if (now - last < milliseconds) return;
    last = now;
    tell(text);
  };
}
