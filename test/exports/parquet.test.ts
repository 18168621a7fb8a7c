import type { FileMetaData } from 'hyparquet';
import { parquetMetadata, parquetReadObjects, parquetSchema } from 'hyparquet';
import { describe, expect, test } from 'vitest';
import { parquet } from '../../geodata/exports/parquet.ts';
import type { FeatureTable } from '../../geodata/model/feature-table.ts';
import {
  bytesOf,
  emptyTable,
  gapTable,
  lineTable,
  plainTable,
  pointTable,
  recordsOf,
  sampleTable,
} from './sample-table.ts';

const bufferOf = async (table: FeatureTable): Promise<ArrayBuffer> => {
  const bytes = await bytesOf(parquet, table);
  return bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer;
};

const metadataOf = (file: FileMetaData): Record<string, unknown> =>
  Object.fromEntries(
    (file.key_value_metadata ?? []).map(({ key, value }) => [key, JSON.parse(value!) as unknown]),
  );

/** Integers come back as bigint. */
const plain = (record: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(record).map(([name, value]) => [
      name,
      typeof value === 'bigint' ? Number(value) : value === undefined ? null : value,
    ]),
  );

describe('Parquet', () => {
  test.each([sampleTable, lineTable, pointTable, gapTable, emptyTable])(
    'has the rows of $id, geometry by the GeoParquet metadata',
    async (table) => {
      const rows = await parquetReadObjects({ file: await bufferOf(table) });
      expect(rows.map(plain)).toEqual(
        recordsOf(table).map((record, index) => ({ ...record, geometry: table.rows[index]!.geometry })),
      );
    },
  );

  test('has types even where there are no rows', async () => {
    for (const table of [sampleTable, emptyTable]) {
      const schema = parquetSchema(parquetMetadata(await bufferOf(table)));
      expect(schema.children.map(({ element }) => [element.name, element.type])).toEqual([
        ['id', 'INT64'],
        ['code', 'BYTE_ARRAY'],
        ['name', 'BYTE_ARRAY'],
        ['rd_intensity_2016', 'DOUBLE'],
        ['rd_intensity_2017', 'DOUBLE'],
        ['people', 'INT64'],
        ['is_core', 'BOOLEAN'],
        ['geometry', 'BYTE_ARRAY'],
      ]);
    }
  });

  test('is GeoParquet 1.1 and says where it comes from', async () => {
    const { geo, jiju } = metadataOf(parquetMetadata(await bufferOf(sampleTable)));
    expect(geo).toEqual({
      version: '1.1.0',
      primary_column: 'geometry',
      columns: {
        geometry: {
          encoding: 'WKB',
          geometry_types: ['MultiPolygon'],
          orientation: 'counterclockwise',
          bbox: [-180, -17, 180, 30],
        },
      },
    });
    expect(jiju).toMatchObject({ provenance: sampleTable.provenance });
  });

  test('is plain Parquet for a table without geometry', async () => {
    const file = await bufferOf(plainTable);
    expect((await parquetReadObjects({ file })).map(plain)).toEqual(recordsOf(plainTable));
    expect(metadataOf(parquetMetadata(file))).not.toHaveProperty('geo');
  });
});
