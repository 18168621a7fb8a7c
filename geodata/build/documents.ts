import { findMeasure } from '../measures/index.ts';
import { describeMeasure } from '../measures/measure.ts';
import type { DiagnosticsReport } from '../model/diagnostic.ts';
import type { MeasureDocument } from '../model/measure.ts';
import type { LocalText } from '../model/text.ts';
import type { BundleWriter } from './bundle-writer.ts';
import { columnDocument } from './columns.ts';
import type { CompiledAtlas } from './compiled-atlas.ts';
import { formulaMathMl } from './formula-mathml.ts';
import { registerOf } from './levels.ts';
import { measureCsv } from './measure-csv.ts';

/** Path of a column in the bundle. */
export const columnPath = (level: string, indicator: string, year: number | null): string =>
  `columns/${level}/${indicator}/${year ?? 'all'}.json`;

/** Writes every document of a bundle but the catalog. */
export async function writeDocuments(
  atlas: CompiledAtlas,
  report: DiagnosticsReport,
  bundle: BundleWriter,
): Promise<void> {
  const writes: Promise<void>[] = [bundle.addJson('diagnostics.json', report)];
  for (const level of atlas.levels)
    writes.push(bundle.addJson(`units/${level.config.id}.json`, registerOf(level)));
  for (const column of atlas.columns)
    writes.push(
      bundle.addJson(columnPath(column.level, column.indicator, column.year), columnDocument(column)),
    );
  for (const table of atlas.measures) {
    const description = describeMeasure(findMeasure(table.measure));
    const mathml = formulaMathMl(description.formula);
    const document: MeasureDocument = { ...table, description: { ...description, mathml } };
    writes.push(bundle.addJson(`measures/${table.id}.json`, document));
    writes.push(
      bundle.addDocument(
        `measures/${table.id}.csv`,
        measureCsv(table, (code) => nameOf(atlas, code)),
      ),
    );
  }
  for (const { documents, entry } of atlas.networks)
    for (const document of documents)
      writes.push(bundle.addJson(entry.path.replace('{year}', String(document.year)), document));
  await Promise.all(writes);
}

function nameOf(atlas: CompiledAtlas, code: string): LocalText | undefined {
  for (const level of atlas.levels) {
    const region = level.byCode.get(code);
    if (region !== undefined) return region.name;
  }
  return undefined;
}
