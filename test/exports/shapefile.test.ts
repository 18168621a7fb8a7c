import { parseDbf, parseShp } from 'shpjs';
import { describe, expect, test } from 'vitest';
import { shapefile } from '../../geodata/exports/shapefile.ts';
import type { FeatureTable, UniformGeometry } from '../../geodata/model/feature-table.ts';
import { readBoundaries } from '../../geodata/sources/boundaries.ts';
import { ZipArchive } from '../../geodata/sources/zip-archive.ts';
import { bytesOf, emptyTable, gapTable, lineTable, pointTable, sampleTable } from './sample-table.ts';

async function unzip(table: FeatureTable) {
  const archive = new ZipArchive(await bytesOf(shapefile, table));
  const text = (path: string): string => new TextDecoder().decode(archive.unpack(path));
  const part = (extension: string): Uint8Array => archive.unpack(`${table.id}.${extension}`);
  return {
    archive,
    text,
    part,
    shapes: () => parseShp(part('shp'), undefined),
    records: () => parseDbf(part('dbf'), text(`${table.id}.cpg`)),
  };
}

/** Parts and rings of one geometry as a set of positions: readers turn rings and join single parts. */
const positionsOf = (geometry: unknown): string[] =>
  JSON.stringify((geometry as UniformGeometry | null)?.coordinates ?? [])
    .match(/\[-?[\d.]+,-?[\d.]+\]/g)
    ?.sort() ?? [];

describe('Shapefile', () => {
  test.each([sampleTable, lineTable, pointTable])('has the shapes of $id', async (table) => {
    const { shapes } = await unzip(table);
    expect(shapes().map(positionsOf)).toEqual(table.rows.map((row) => positionsOf(row.geometry)));
  });

  test('turns outer rings clockwise, and the reader keeps hole and island', async () => {
    const { features } = await readBoundaries(await bytesOf(shapefile, sampleTable), 'cities.zip');
    expect(features.map(({ geometry }) => geometry.coordinates.length)).toEqual([2, 2, 2]);
    expect(features.map(({ geometry }) => geometry.type)).toEqual(['Polygon', 'MultiPolygon', 'Polygon']);
    expect(features.map(({ properties }) => properties['code'])).toEqual(['320500', '9007199254740991', '']);
  });

  test('has the values under short names, nulls as blanks', async () => {
    const { records } = await unzip(sampleTable);
    const found = records();
    expect(Object.keys(found[1]!)).toEqual([
      'id',
      'code',
      'name',
      'rd_int2016',
      'rd_int2017',
      'people',
      'is_core',
    ]);
    expect(found[0]).toMatchObject({ id: 320_500, name: '苏州市', rd_int2017: 3, people: 12_748_262 });
    // What the reader makes of a blank field.
    expect(found[0]!['rd_int2016']).toBeNaN();
    expect(found[1]).toMatchObject({
      id: Number.MAX_SAFE_INTEGER,
      rd_int2016: 0.1,
      rd_int2017: -2.5,
      is_core: true,
    });
    expect(found[2]).toMatchObject({ id: 0, rd_int2016: 100, rd_int2017: 1e-7, people: -5, is_core: false });
  });

  test('is complete where there are no rows, or a row has no geometry', async () => {
    const empty = await unzip(emptyTable);
    expect(empty.part('shp')).toHaveLength(100);
    expect(empty.records()).toEqual([]);
    const gap = await unzip(gapTable);
    expect(new DataView(gap.part('shx').buffer).byteLength).toBeGreaterThan(0);
    expect(gap.shapes().map((shape) => positionsOf(shape).length)).toEqual([10, 0, 10]);
  });

  test('the index says where every record begins', async () => {
    const { part } = await unzip(sampleTable);
    const [shp, shx] = [part('shp'), part('shx')].map(
      (bytes) => new DataView(bytes.buffer, bytes.byteOffset),
    );
    for (const row of [0, 1, 2]) {
      const offset = 2 * shx!.getInt32(100 + 8 * row);
      expect(shp!.getInt32(offset)).toBe(row + 1);
      expect(shp!.getInt32(offset + 4)).toBe(shx!.getInt32(104 + 8 * row));
    }
  });

  test('comes with reference system, encoding, names and provenance', async () => {
    const { text } = await unzip(sampleTable);
    expect(text('cities.prj')).toMatch(/^GEOGCS\["GCS_WGS_1984"/);
    expect(text('cities.cpg')).toBe('UTF-8');
    expect(text('columns.csv')).toContain('"rd_int2016","rd_intensity_2016","real","研发强度"');
    expect(text('README.txt')).toContain('CC0-1.0');
    expect(text('README.txt')).toContain('No text was cut.');
    expect(JSON.parse(text('description.json'))).toMatchObject({ provenance: sampleTable.provenance });
  });

  test('cuts long texts between characters and says so', async () => {
    const table = {
      ...sampleTable,
      rows: sampleTable.rows.map((row) => ({ ...row, values: ['1', '集'.repeat(100), 1, 1, 1, true] })),
    };
    const { records, text } = await unzip(table);
    expect(records()[0]!['name']).toBe('集'.repeat(84));
    expect(text('README.txt')).toContain('name: 3');
  });

  test('writes numbers of any size within the width of a field', async () => {
    const numbers = [1e300, -1.5e-300, 123_456_789.123_456_7, 1e20];
    const table = {
      ...pointTable,
      rows: numbers.map((value, id) => ({
        ...pointTable.rows[0]!,
        id,
        values: ['', '', value, null, null, null],
      })),
    };
    const { records } = await unzip(table);
    expect(records()[0]!['rd_int2016']).toBeCloseTo(1e300, -290);
    expect(records()[2]!['rd_int2016']).toBeCloseTo(123_456_789.123_456_7, 1);
  });

  test('refuses more columns than the format holds', async () => {
    const columns = Array.from({ length: 255 }, (_, index) => ({
      ...sampleTable.columns[0]!,
      name: `c${index}`,
    }));
    await expect(bytesOf(shapefile, { ...emptyTable, columns })).rejects.toThrow(/256 columns.*holds 255/);
  });
});
