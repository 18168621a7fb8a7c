import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import type { Position } from '../../geodata/model/geometry.ts';
import { readBoundaries } from '../../geodata/sources/boundaries.ts';
import {
  collection,
  json,
  square,
  squareRing,
  toDbf,
  toFlatGeobuf,
  toGeobuf,
  toShp,
  toTopology,
  toZip,
  twoUnits,
  utf8,
  type TestFeature,
} from '../support/boundary-files.ts';

const expected = twoUnits.map(({ geometry, properties }) => ({ geometry, properties }));
const lines = twoUnits.map((feature) => JSON.stringify(feature));

const dbfRows = (text: (value: string) => Uint8Array) =>
  twoUnits.map(({ properties }) => ({
    code: text(String(properties['code'])),
    name: text(String(properties['name'])),
  }));
const wgs84 =
  'GEOGCS["GCS_WGS_1984",DATUM["D_WGS_1984",SPHEROID["WGS_1984",6378137,298.257223563]],UNIT["Degree",0.017453292519943295]]';
const shapefile = (extra: Record<string, Uint8Array> = {}) =>
  toZip({
    'units/units.shp': toShp(twoUnits),
    'units/units.dbf': toDbf(dbfRows(utf8), ['code', 'name']),
    'units/units.prj': utf8(wgs84),
    ...extra,
  });

describe('every format gives the same features', () => {
  const files: [string, string, Uint8Array][] = [
    ['GeoJSON', 'units.geojson', json(collection(twoUnits))],
    ['indented GeoJSON', 'units.json', utf8(JSON.stringify(collection(twoUnits), null, 2))],
    [
      'GeoJSON with a byte order mark',
      'units.geojson',
      utf8(`\ufeff${JSON.stringify(collection(twoUnits))}`),
    ],
    [
      'GeoJSON in UTF-16',
      'units.geojson',
      Buffer.from(`\ufeff${JSON.stringify(collection(twoUnits))}`, 'utf16le'),
    ],
    ['newline-delimited GeoJSON', 'units.ndjson', utf8(lines.join('\n'))],
    ['newline-delimited GeoJSON, Windows line ends', 'units.json', utf8(`${lines.join('\r\n')}\r\n`)],
    ['a GeoJSON text sequence', 'units.geojsons', utf8(lines.map((line) => `\u001e${line}\n`).join(''))],
    ['TopoJSON', 'units.topojson', json(toTopology({ units: twoUnits }))],
    ['FlatGeobuf', 'units.fgb', toFlatGeobuf(twoUnits)],
    ['Geobuf', 'units.pbf', toGeobuf(twoUnits)],
    ['a zipped Shapefile', 'units.zip', shapefile()],
  ];

  test.each(files)('%s', async (_, name, bytes) => {
    const { features, diagnostics } = await readBoundaries(bytes, name);
    expect(features).toEqual(expected);
    expect(diagnostics).toEqual([]);
  });

  test.each(files)('%s, in the middle of a larger buffer', async (_, name, bytes) => {
    const larger = new Uint8Array(bytes.length + 20).fill(0xaa);
    larger.set(bytes, 13);
    const { features } = await readBoundaries(larger.subarray(13, 13 + bytes.length), name);
    expect(features).toEqual(expected);
  });

  test('real numbers of Geobuf come from the middle of a larger buffer', async () => {
    const [first] = twoUnits;
    const bytes = toGeobuf([{ ...first!, properties: { area: 0.5 } }]);
    const larger = new Uint8Array(bytes.length + 5);
    larger.set(bytes, 5);
    const { features } = await readBoundaries(larger.subarray(5), 'units.pbf');
    expect(features[0]?.properties).toEqual({ area: 0.5 });
  });

  test.each(files)('%s, with a name that says nothing', async (_, _name, bytes) => {
    expect((await readBoundaries(bytes, 'boundaries')).features).toEqual(expected);
  });

  test.each(files)('%s, gzipped', async (_, name, bytes) => {
    expect((await readBoundaries(gzipSync(bytes), `${name}.gz`)).features).toEqual(expected);
  });
});

const unitWithId = (id: unknown, properties: object | null) => ({
  type: 'Feature',
  id,
  properties,
  geometry: square(1, 2),
});

describe('GeoJSON', () => {
  test('a feature, a bare geometry, and polygons in collections', async () => {
    expect((await readBoundaries(json(twoUnits[0]), 'a.json')).features).toEqual([expected[0]]);
    expect((await readBoundaries(json(square(1, 2)), 'a.json')).features).toEqual([
      { geometry: square(1, 2), properties: {} },
    ]);
    const mixed = {
      type: 'GeometryCollection',
      geometries: [square(1, 2), { type: 'Point', coordinates: [1, 2] }, square(3, 2)],
    };
    expect((await readBoundaries(json(mixed), 'a.json')).features[0]!.geometry).toEqual({
      type: 'MultiPolygon',
      coordinates: [[squareRing(1, 2)], [squareRing(3, 2)]],
    });
  });

  test('the id of a feature becomes a property, unless there is one', async () => {
    const { features } = await readBoundaries(
      json(collection([unitWithId(7, null), unitWithId('b', { id: 'own' })])),
      'a.json',
    );
    expect(features.map(({ properties }) => properties)).toEqual([{ id: 7 }, { id: 'own' }]);
  });
});

describe('TopoJSON', () => {
  const two = json(toTopology({ cities: twoUnits, provinces: [twoUnits[0]!] }));

  test('one of several objects by name', async () => {
    expect((await readBoundaries(two, 'a.json', { object: 'provinces' })).features).toEqual([expected[0]]);
  });

  test('lists the objects where none, or one that is not there, was named', async () => {
    await expect(readBoundaries(two, 'a.json')).rejects.toThrow(
      /the objects cities, provinces, expected only one/,
    );
    await expect(readBoundaries(two, 'a.json', { object: 'towns' })).rejects.toThrow(
      /cities, provinces, expected "towns"/,
    );
  });
});

// Web Mercator (EPSG Guidance Note 7-2, method 1024), in metres.
const toWebMercator = (ring: Position[]) =>
  ring.map(([x, y]): Position => [
    (x * Math.PI * 6378137) / 180,
    6378137 * Math.log(Math.tan(Math.PI / 4 + (y * Math.PI) / 360)),
  ]);

const mercator = ({ geometry, ...rest }: TestFeature): TestFeature => {
  const polygons = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates;
  return {
    ...rest,
    geometry: { type: 'MultiPolygon', coordinates: polygons.map((p) => p.map(toWebMercator)) },
  };
};

describe('Shapefile', () => {
  // 南京市 and 无锡市 in GB 18030.
  const gbk: Record<string, number[]> = {
    南京市: [0xc4, 0xcf, 0xbe, 0xa9, 0xca, 0xd0],
    无锡市: [0xce, 0xde, 0xce, 0xfd, 0xca, 0xd0],
  };
  const gbkTable = toDbf(
    dbfRows((value) => Uint8Array.from(gbk[value] ?? utf8(value))),
    ['code', 'name'],
  );

  test('attributes in GBK, with and without a .cpg file', async () => {
    for (const extra of [{}, { 'units/units.cpg': utf8('GBK\r\n') }]) {
      const bytes = shapefile({ 'units/units.dbf': gbkTable, ...extra });
      expect((await readBoundaries(bytes, 'units.zip')).features).toEqual(expected);
    }
  });

  test('whose files lie beside one another', async () => {
    const parts: Record<string, Uint8Array> = { dbf: gbkTable, cpg: utf8('GBK'), prj: utf8(wgs84) };
    const beside = (extension: string): Promise<Uint8Array | null> =>
      Promise.resolve(parts[extension] ?? null);
    const { features } = await readBoundaries(toShp(twoUnits), 'units.shp', { beside });
    expect(features).toEqual(expected);
    await expect(readBoundaries(toShp(twoUnits), 'units.shp')).rejects.toThrow(
      /units\.shp without units\.dbf/,
    );
  });

  test('a projection in the .prj is undone', async () => {
    const shp = toShp(twoUnits.map(mercator));
    const prj = `PROJCS["WGS_1984_Web_Mercator_Auxiliary_Sphere",${wgs84},PROJECTION["Mercator_Auxiliary_Sphere"],PARAMETER["False_Easting",0],PARAMETER["False_Northing",0],PARAMETER["Central_Meridian",0],PARAMETER["Standard_Parallel_1",0],PARAMETER["Auxiliary_Sphere_Type",0],UNIT["Meter",1]]`;
    const { features } = await readBoundaries(
      shapefile({ 'units/units.shp': shp, 'units/units.prj': utf8(prj) }),
      'units.zip',
    );
    const corner = features[0]!.geometry.coordinates[0]![0] as [number, number];
    expect(corner[0]).toBeCloseTo(118, 6);
    expect(corner[1]).toBeCloseTo(32, 6);
  });

  test('one of several layers by name; the others are listed where none was named', async () => {
    const bytes = shapefile({
      'towns.shp': toShp([twoUnits[0]!]),
      'towns.dbf': toDbf([dbfRows(utf8)[0]!], ['code', 'name']),
    });
    expect((await readBoundaries(bytes, 'a.zip', { object: 'towns' })).features).toEqual([expected[0]]);
    await expect(readBoundaries(bytes, 'a.zip')).rejects.toThrow(
      /units, towns, expected one \.shp file.*"object"/,
    );
  });

  test('needs its attributes', async () => {
    await expect(readBoundaries(toZip({ 'a.shp': toShp(twoUnits) }), 'a.zip')).rejects.toThrow(
      /a\.shp without a\.dbf/,
    );
    await expect(readBoundaries(toZip({ 'a.txt': utf8('a') }), 'a.zip')).rejects.toThrow(
      /a zip archive with a\.txt/,
    );
  });
});
