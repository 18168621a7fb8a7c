import type { Catalog, ColumnDocument, RegionRegister } from '../../geodata/model/catalog.ts';
import type { DiagnosticsReport } from '../../geodata/model/diagnostic.ts';
import type { MeasureDocument } from '../../geodata/model/measure.ts';
import type { NetworkDocument } from '../../geodata/model/network.ts';
import { documentReader, rememberDocuments, type ReadDocument } from './documents.ts';

/** A baked atlas as the browser sees it: the catalog at once, everything else when it is asked for. */
export interface Bundle {
  readonly catalog: Catalog;
  /** URL of the service, with a closing slash. */
  readonly base: string;
  register(level: string): Promise<RegionRegister>;
  column(level: string, indicator: string, year: number | null): Promise<ColumnDocument>;
  measure(id: string): Promise<MeasureDocument>;
  network(id: string, year: number | null): Promise<NetworkDocument>;
  diagnostics(): Promise<DiagnosticsReport>;
}

/** Opens the bundle that the service at `base` serves now; later documents come from that same revision. */
export async function openBundle(base: string): Promise<Bundle> {
  const catalog = (await documentReader(base)('catalog.json')) as Catalog;
  return bundleOf(catalog, base, rememberDocuments(documentReader(`${base}r/${catalog.revision}/`)));
}

/** A bundle over any way to read documents by their path in it. */
export function bundleOf(catalog: Catalog, base: string, read: ReadDocument): Bundle {
  return {
    catalog,
    base,
    register: async (level) => {
      const entry = catalog.levels.find(({ id }) => id === level);
      if (entry === undefined) throw new Error(`the catalog has no level "${level}"`);
      return (await read(entry.units)) as RegionRegister;
    },
    column: async (level, indicator, year) =>
      (await read(`columns/${level}/${indicator}/${year ?? 'all'}.json`)) as ColumnDocument,
    measure: async (id) => (await read(pathOf(catalog.measures, id))) as MeasureDocument,
    network: async (id, year) =>
      (await read(pathOf(catalog.networks, id).replace('{year}', String(year ?? 'all')))) as NetworkDocument,
    diagnostics: async () => (await read('diagnostics.json')) as DiagnosticsReport,
  };
}

function pathOf(entries: readonly { id: string; path: string }[], id: string): string {
  const entry = entries.find((candidate) => candidate.id === id);
  if (entry === undefined) throw new Error(`the catalog has no document "${id}"`);
  return entry.path;
}
