import { writeFile } from 'node:fs/promises';
import type { FeatureCollection } from 'geojson';
import type { BundleWriter } from '../../geodata/build/bundle-writer.ts';
import { provenanceOf } from '../../geodata/exports/bundle-tables.ts';
import { writeFlatGeobuf } from '../../geodata/exports/flatgeobuf-writer.ts';
import { withIdColumn } from '../../geodata/exports/id-column.ts';
import { uniformGeometry } from '../../geodata/exports/uniform-geometry.ts';
import type { FeaturesEntry } from '../../geodata/model/catalog.ts';
import type { CellValue, FeatureColumn } from '../../geodata/model/feature-table.ts';
import type { Geometry } from '../../geodata/model/geometry.ts';
import { toyCatalog } from './toy-catalog.ts';

/** A column beside the properties of the features, one value for each. */
export type ExtraColumn = [name: string, values: CellValue[]];

const INTEGERS = ['tier', 'rank'];

/** Writes a layer with whole geometries, as a build does. */
export async function writeToyFeatures(
  writer: BundleWriter,
  id: string,
  { features }: FeatureCollection,
  extra: readonly ExtraColumn[] = [],
): Promise<FeaturesEntry> {
  const names = Object.keys(features[0]!.properties ?? {});
  const columns: FeatureColumn[] = [
    ...names.map((name) => column(name, typeOf(name, features[0]!.properties![name]))),
    ...extra.map(([name]) => column(name, 'real')),
  ];
  const rows = features.map((feature, row) => ({
    id: Number(feature.id),
    values: [
      ...names.map((name) => feature.properties![name] as CellValue),
      ...extra.map(([, values]) => values[row] ?? null),
    ],
    geometry: uniformGeometry(feature.geometry as Geometry),
  }));
  const title = { zh: id, en: id };
  const geometry = rows[0]!.geometry.type;
  const provenance = provenanceOf({ ...toyCatalog([], [], ''), revision: null }, []);
  const table = { id, title, geometryType: geometry, columns, rows, provenance };
  const bytes = writeFlatGeobuf(withIdColumn(table), { index: false });
  const path = `features/${id}.fgb`;
  await writeFile(await writer.pathOf(path), bytes);
  await writer.addFile(path);
  const level = ['province', 'city'].includes(id) ? id : null;
  return { id, title, level, geometry, path, count: rows.length, bytes: bytes.length, columns, sources: [] };
}

const column = (name: string, type: FeatureColumn['type']): FeatureColumn => ({
  name,
  label: name.startsWith('patents') ? { zh: '专利', en: 'Patents' } : { zh: name, en: name },
  type,
  unit: name.startsWith('patents') ? { zh: '件', en: 'patents' } : null,
});

const typeOf = (name: string, value: unknown): FeatureColumn['type'] => {
  if (typeof value !== 'number') return 'string';
  return INTEGERS.includes(name) ? 'integer' : 'real';
};
