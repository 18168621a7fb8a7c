import type { CellValue, ColumnType, FeatureTable } from '../model/feature-table.ts';
import type { ExportFormat } from './export-format.ts';
import { withIdColumn } from './id-column.ts';
import { describeTable } from './provenance.ts';
import { extentOf } from './uniform-geometry.ts';
import { wellKnownBinary } from './well-known-binary.ts';

/** Parquet; with geometry as GeoParquet 1.1 (geoparquet.org): WKB in the column `geometry`, CRS84 by default. */
export const parquet: ExportFormat = {
  id: 'parquet',
  title: { zh: 'Parquet', en: 'Parquet' },
  extension: 'parquet',
  mediaType: 'application/vnd.apache.parquet',
  needsGeometry: false,
  provenance: 'inside',
  options: [],
  write: writeParquet,
};

const parquetTypes = { string: 'STRING', integer: 'INT64', real: 'DOUBLE', boolean: 'BOOLEAN' } as const;

async function writeParquet(source: FeatureTable): Promise<Uint8Array> {
  const { parquetWriteBuffer } = await import('hyparquet-writer');
  const table = withIdColumn(source);
  const columns = table.columns.map(({ name, type }, index) => ({
    name,
    type: parquetTypes[type],
    nullable: true,
    data: table.rows.map((row) => cellOf(row.values[index] ?? null, type)),
  }));
  const geometry = table.rows.map((row) => row.geometry && wellKnownBinary(row.geometry));
  const buffer = parquetWriteBuffer({
    columnData:
      table.geometryType === null
        ? columns
        : [...columns, { name: 'geometry', type: 'BYTE_ARRAY', nullable: true, data: geometry }],
    kvMetadata: [
      { key: 'jiju', value: JSON.stringify(describeTable(source)) },
      ...(table.geometryType === null ? [] : [{ key: 'geo', value: JSON.stringify(geoMetadata(table)) }]),
    ],
    createdBy: table.provenance.generator,
  });
  return new Uint8Array(buffer);
}

const cellOf = (value: CellValue, type: ColumnType): CellValue | bigint =>
  type === 'integer' && value !== null ? BigInt(value) : value;

/** The file metadata of GeoParquet 1.1.0; without `crs` the coordinates are longitude and latitude (OGC:CRS84). */
function geoMetadata(table: FeatureTable): object {
  const bbox = extentOf(table.rows.map((row) => row.geometry));
  return {
    version: '1.1.0',
    primary_column: 'geometry',
    columns: {
      geometry: {
        encoding: 'WKB',
        geometry_types: [table.geometryType],
        orientation: 'counterclockwise',
        ...(bbox === null ? {} : { bbox }),
      },
    },
  };
}
