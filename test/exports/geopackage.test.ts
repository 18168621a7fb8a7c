import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { wkbToGeojson } from 'hyparquet/src/wkb.js';
import type { Database } from 'sql.js';
import initSqlJs from 'sql.js';
import { describe, expect, test } from 'vitest';
import { geopackage } from '../../geodata/exports/geopackage.ts';
import type { FeatureTable } from '../../geodata/model/feature-table.ts';
import {
  bytesOf,
  emptyTable,
  gapTable,
  lineTable,
  plainTable,
  pointTable,
  sampleTable,
} from './sample-table.ts';

async function withDatabase<Result>(
  table: FeatureTable,
  look: (database: Database) => Result,
): Promise<Result> {
  const sql = await initSqlJs();
  const database = new sql.Database(await bytesOf(geopackage, table));
  try {
    return look(database);
  } finally {
    database.close();
  }
}

const rowsOf = (database: Database, query: string): unknown[][] => database.exec(query)[0]?.values ?? [];

/** Splits the blob into its header and the geometry (OGC 12-128r17, §2.1.3). */
function parseBlob(blob: Uint8Array): { envelope: number[]; geometry: unknown } {
  const view = new DataView(blob.buffer, blob.byteOffset, blob.byteLength);
  expect(String.fromCharCode(blob[0]!, blob[1]!)).toBe('GP');
  expect([blob[2], blob[3]]).toEqual([0, 0b11]);
  expect(view.getInt32(4, true)).toBe(4326);
  const envelope = [8, 16, 24, 32].map((offset) => view.getFloat64(offset, true));
  return { envelope, geometry: wkbToGeojson({ view, offset: 40 }) };
}

describe('GeoPackage', () => {
  test.each([sampleTable, lineTable, pointTable, gapTable, emptyTable])(
    'has the rows of $id',
    async (table) => {
      await withDatabase(table, (database) => {
        const columns = table.columns.map((column) => column.name).join(', ');
        expect(rowsOf(database, `SELECT fid, ${columns} FROM ${table.id} ORDER BY rowid`)).toEqual(
          table.rows
            .toSorted((a, b) => a.id - b.id)
            .map(({ id, values }) => [
              id,
              ...values.map((value) => (typeof value === 'boolean' ? Number(value) : value)),
            ]),
        );
        for (const [fid, blob] of rowsOf(database, `SELECT fid, geom FROM ${table.id}`)) {
          const { geometry } = table.rows.find((row) => row.id === fid)!;
          if (geometry === null) expect(blob).toBeNull();
          else expect(parseBlob(blob as Uint8Array).geometry).toEqual(geometry);
        }
      });
    },
  );

  test('keeps integers and reals apart, also beyond 32 bits', async () => {
    await withDatabase(sampleTable, (database) => {
      expect(
        rowsOf(database, 'SELECT DISTINCT typeof(people), typeof(rd_intensity_2017) FROM cities'),
      ).toEqual([['integer', 'real']]);
    });
  });

  test('has the tables, rows and marks that the standard requires', async () => {
    await withDatabase(sampleTable, (database) => {
      expect(rowsOf(database, 'PRAGMA application_id')).toEqual([[0x47504b47]]);
      expect(rowsOf(database, 'PRAGMA user_version')).toEqual([[10_300]]);
      expect(rowsOf(database, 'PRAGMA integrity_check')).toEqual([['ok']]);
      expect(rowsOf(database, 'PRAGMA foreign_key_check')).toEqual([]);
      expect(rowsOf(database, 'SELECT srs_id FROM gpkg_spatial_ref_sys')).toEqual([[-1], [0], [4326]]);
      expect(
        rowsOf(
          database,
          'SELECT table_name, data_type, min_x, min_y, max_x, max_y, srs_id FROM gpkg_contents',
        ),
      ).toEqual([['cities', 'features', -180, -17, 180, 30, 4326]]);
      expect(rowsOf(database, 'SELECT * FROM gpkg_geometry_columns')).toEqual([
        ['cities', 'geom', 'MULTIPOLYGON', 4326, 0, 0],
      ]);
      const [[blob] = []] = rowsOf(database, 'SELECT geom FROM cities WHERE fid = 320500');
      expect(parseBlob(blob as Uint8Array).envelope).toEqual([100, 110, 20, 30]);
    });
  });

  test('has labels, units and provenance', async () => {
    await withDatabase(sampleTable, (database) => {
      expect(
        rowsOf(database, "SELECT title, description FROM gpkg_data_columns WHERE column_name = 'people'"),
      ).toEqual([['人口 / People', '人 / people']]);
      const [[metadata] = []] = rowsOf(
        database,
        'SELECT metadata FROM gpkg_metadata JOIN gpkg_metadata_reference ON md_file_id = id',
      );
      expect(JSON.parse(String(metadata))).toMatchObject({ provenance: sampleTable.provenance });
      expect(rowsOf(database, 'SELECT description FROM gpkg_contents')[0]![0]).toContain('CC0-1.0');
    });
  });

  test('is an attributes table where there is no geometry', async () => {
    await withDatabase(plainTable, (database) => {
      expect(rowsOf(database, 'SELECT data_type, srs_id FROM gpkg_contents')).toEqual([['attributes', null]]);
      expect(rowsOf(database, 'SELECT * FROM gpkg_geometry_columns')).toEqual([]);
      expect(rowsOf(database, 'SELECT count(*) FROM results')).toEqual([[3]]);
    });
  });

  test('has the same bytes for the same table', async () => {
    expect(await bytesOf(geopackage, sampleTable)).toEqual(await bytesOf(geopackage, sampleTable));
  });

  const hasGdal = spawnSync('ogrinfo', ['--version']).status === 0;
  test.skipIf(!hasGdal)('opens in GDAL (skipped where ogrinfo is not installed)', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'jiju-gpkg-'));
    try {
      writeFileSync(join(folder, 'cities.gpkg'), await bytesOf(geopackage, sampleTable));
      const report = execFileSync('ogrinfo', ['-al', 'cities.gpkg'], { cwd: folder, encoding: 'utf8' });
      expect(report).toContain('Geometry: Multi Polygon');
      expect(report).toContain('Feature Count: 3');
      expect(report).toContain('苏州市');
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
