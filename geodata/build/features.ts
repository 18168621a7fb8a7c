import { writeFile } from 'node:fs/promises';
import { provenanceOf } from '../exports/bundle-tables.ts';
import { writeFlatGeobuf } from '../exports/flatgeobuf-writer.ts';
import { withIdColumn } from '../exports/id-column.ts';
import type { FeaturesEntry } from '../model/catalog.ts';
import type { BundleWriter } from './bundle-writer.ts';
import type { CompiledAtlas } from './compiled-atlas.ts';
import type { LayerTable } from './feature-tables.ts';
import { layerTablesOf } from './feature-tables.ts';

/** Writes every layer with whole geometries and all its columns: what downloads are made of. */
export async function writeFeatures(
  atlas: CompiledAtlas,
  version: string,
  bundle: BundleWriter,
): Promise<FeaturesEntry[]> {
  const entries: FeaturesEntry[] = [];
  for (const layer of layerTablesOf(atlas)) entries.push(await writeLayer(layer, atlas, version, bundle));
  return entries;
}

async function writeLayer(
  { table, level, sources }: LayerTable,
  { config }: CompiledAtlas,
  version: string,
  bundle: BundleWriter,
): Promise<FeaturesEntry> {
  const provenance = provenanceOf({ ...config, version, revision: null }, sources);
  const bytes = writeFlatGeobuf(withIdColumn({ ...table, provenance }), { index: false });
  const path = `features/${table.id}.fgb`;
  await writeFile(await bundle.pathOf(path), bytes);
  await bundle.addFile(path);
  const { id, title, geometryType, columns, rows } = table;
  return {
    id,
    title,
    level,
    geometry: geometryType,
    path,
    count: rows.length,
    bytes: bytes.length,
    columns,
    sources,
  };
}
