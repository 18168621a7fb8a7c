import { AtlasError } from '../model/atlas-error.ts';
import type { Catalog, FeaturesEntry, MeasureEntry } from '../model/catalog.ts';
import { nearestWords } from '../model/edit-distance.ts';
import type { FeatureColumn, FeatureTable, Provenance, UniformGeometryType } from '../model/feature-table.ts';
import type { MeasureTable } from '../model/measure.ts';
import type { LocalText } from '../model/text.ts';
import { measureColumns, measureFeatureTable } from './measure-feature-table.ts';

/** A table of a bundle that can be downloaded. */
export interface BundleTable {
  id: string;
  title: LocalText;
  geometry: UniformGeometryType | null;
  rows: number;
  columns: readonly FeatureColumn[];
}

/** Reads a file of the bundle by its path there. */
export type ReadBundleFile = (path: string) => Promise<Uint8Array>;

/** All tables of a bundle: the layers with geometry first, then the tables of results. */
export function listBundleTables(catalog: Catalog): BundleTable[] {
  return [
    ...catalog.features.map(({ id, title, geometry, count, columns }) => ({
      id,
      title,
      geometry,
      rows: count,
      columns,
    })),
    ...catalog.measures.map(({ id, title, rows }) => ({
      id,
      title,
      geometry: null,
      rows,
      columns: measureColumns,
    })),
  ];
}

/** Opens a table of a bundle by its id. Throws AtlasError not-found with the nearest ids. */
export async function openBundleTable(
  catalog: Catalog,
  id: string,
  read: ReadBundleFile,
): Promise<FeatureTable> {
  const layer = catalog.features.find((entry) => entry.id === id);
  if (layer !== undefined) return openFeatures(catalog, layer, read);
  const measure = catalog.measures.find((entry) => entry.id === id);
  if (measure !== undefined) return openMeasure(catalog, measure, read);
  const known = listBundleTables(catalog).map((table) => table.id);
  const nearest = nearestWords(id, known);
  throw new AtlasError(
    'not-found',
    `There is no layer or table of that name. ${nearest.length === 0 ? 'There are' : 'Nearest'}: ${(nearest.length === 0 ? known : nearest).join(', ')}.`,
    { at: id },
  );
}

async function openFeatures(
  catalog: Catalog,
  { id, title, geometry, path, columns, sources }: FeaturesEntry,
  read: ReadBundleFile,
): Promise<FeatureTable> {
  const [bytes, { readFlatGeobuf }] = await Promise.all([read(path), import('./flatgeobuf-reader.ts')]);
  return {
    id,
    title,
    geometryType: geometry,
    columns,
    rows: readFlatGeobuf(bytes, columns),
    provenance: provenanceOf(catalog, sources),
  };
}

async function openMeasure(
  catalog: Catalog,
  entry: MeasureEntry,
  read: ReadBundleFile,
): Promise<FeatureTable> {
  const text = new TextDecoder().decode(await read(entry.path));
  const table = JSON.parse(text) as MeasureTable;
  return measureFeatureTable(table, provenanceOf(catalog, entry.sources));
}

/** The provenance of a table of a bundle that stands on these sources. */
export function provenanceOf(
  catalog: Pick<Catalog, 'id' | 'title' | 'captions' | 'sources' | 'version'> & { revision: string | null },
  sources: readonly string[],
): Provenance {
  return {
    atlas: catalog.id,
    title: catalog.title,
    revision: catalog.revision,
    generator: `jiju ${catalog.version}`,
    caption: catalog.captions.map,
    mapApproval: catalog.captions.mapApproval,
    credits: catalog.captions.credits,
    sources: catalog.sources.filter((source) => sources.includes(source.id)),
  };
}
