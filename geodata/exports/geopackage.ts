import type { FeatureTable } from '../model/feature-table.ts';
import type { ExportFormat } from './export-format.ts';

/**
 * GeoPackage 1.3 (OGC 12-128r17): one SQLite file. The region id is the primary key; labels and units are in
 * gpkg_data_columns, the provenance in gpkg_metadata. A table without geometry becomes an attributes table.
 */
export const geopackage: ExportFormat = {
  id: 'geopackage',
  title: { zh: 'GeoPackage', en: 'GeoPackage' },
  extension: 'gpkg',
  mediaType: 'application/geopackage+sqlite3',
  needsGeometry: false,
  provenance: 'inside',
  options: [],
  write: writePackage,
};

async function writePackage(table: FeatureTable): Promise<Uint8Array> {
  const { writeGeoPackage } = await import('./geopackage-writer.ts');
  return writeGeoPackage(table);
}
