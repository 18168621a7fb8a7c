import initSqlJs from 'sql.js';
import { describe, expect, test } from 'vitest';
import { geopackage } from '../../geodata/exports/geopackage.ts';
import { boundaryObjects, readBoundaries } from '../../geodata/sources/boundaries.ts';
import { readWellKnownBinary } from '../../geodata/sources/well-known-binary.ts';
import { bytesOf, sampleTable } from '../exports/sample-table.ts';

/** The sample table as a GeoPackage, with something done to it in SQL. */
async function changed(sql: string): Promise<Uint8Array> {
  const database = new (await initSqlJs()).Database(await bytesOf(geopackage, sampleTable));
  try {
    database.exec(sql);
    return database.export();
  } finally {
    database.close();
  }
}

describe('GeoPackage', () => {
  test('gives the areas and columns that were written', async () => {
    const bytes = await bytesOf(geopackage, sampleTable);
    expect(await boundaryObjects(bytes, 'a.gpkg')).toEqual([sampleTable.id]);
    const { features } = await readBoundaries(bytes, 'a.gpkg');
    const areas = sampleTable.rows.filter(({ geometry }) => geometry?.type === 'MultiPolygon');
    expect(features).toHaveLength(areas.length);
    const names = sampleTable.columns.map(({ name }) => name);
    expect(Object.keys(features[0]!.properties)).toEqual(expect.arrayContaining(names));
  });

  test('is refused in metres, and with several layers without a choice', async () => {
    const metres = await changed(`UPDATE gpkg_geometry_columns SET srs_id = 3857;
      INSERT INTO gpkg_spatial_ref_sys VALUES ('Mercator', 3857, 'EPSG', 3857, 'undefined', NULL)`);
    await expect(readBoundaries(metres, 'a.gpkg')).rejects.toThrow(/EPSG 3857.*ogr2ogr -t_srs EPSG:4326/);
    const two = await changed(
      `INSERT INTO gpkg_contents (table_name, data_type, identifier) VALUES ('more', 'features', 'more')`,
    );
    await expect(readBoundaries(two, 'a.gpkg')).rejects.toThrow(/more.*"object"/);
    expect((await readBoundaries(two, 'a.gpkg', { object: sampleTable.id })).features.length).toBeGreaterThan(
      0,
    );
  });

  test('that is another database, or cut off, is told', async () => {
    await expect(readBoundaries(await changed('DROP TABLE gpkg_contents'), 'a.gpkg')).rejects.toThrow(
      /SQLite database without gpkg_contents/,
    );
    const bytes = await bytesOf(geopackage, sampleTable);
    await expect(readBoundaries(bytes.slice(0, 2000), 'a.gpkg')).rejects.toThrow(
      /GeoPackage that cannot be decoded/,
    );
    await expect(boundaryObjects(bytes.slice(0, 2000), 'a.gpkg')).rejects.toThrow(/cannot be decoded/);
  });
});

describe('well-known binary', () => {
  const ring = [
    [0, 0],
    [4, 0],
    [4, 3],
    [0, 0],
  ] as const;

  /** A polygon of one ring; every position has `extra` further numbers. */
  function polygon(code: number, isLittle: boolean, extra: number, srid = false): Uint8Array {
    const bytes = new Uint8Array(5 + (srid ? 4 : 0) + 8 + ring.length * 8 * (2 + extra));
    const view = new DataView(bytes.buffer);
    view.setUint8(0, isLittle ? 1 : 0);
    view.setUint32(1, code, isLittle);
    let offset = srid ? 9 : 5;
    for (const count of [1, ring.length]) {
      view.setUint32(offset, count, isLittle);
      offset += 4;
    }
    for (const position of ring) {
      position.forEach((number, index) => view.setFloat64(offset + 8 * index, number, isLittle));
      offset += 8 * (2 + extra);
    }
    return bytes;
  }

  test.each([
    ['little-endian', polygon(3, true, 0)],
    ['big-endian', polygon(3, false, 0)],
    ['with Z', polygon(1003, true, 1)],
    ['with M', polygon(2003, true, 1)],
    ['with Z and M', polygon(3003, false, 2)],
    ['with Z and a reference system, as PostGIS has it', polygon(0xa0000003, true, 1, true)],
  ])('%s', (_, bytes) => {
    expect(readWellKnownBinary(bytes)).toEqual({ type: 'Polygon', coordinates: [ring] });
  });

  test('curves and missing bytes are errors', () => {
    expect(() => readWellKnownBinary(polygon(10, true, 0))).toThrow(/type 10/);
    expect(() => readWellKnownBinary(polygon(3, true, 0).subarray(0, 40))).toThrow(RangeError);
  });
});
