import type { Database, SqlValue } from 'sql.js';
import initSqlJs from 'sql.js';
import type { CellValue, FeatureTable, UniformGeometry } from '../model/feature-table.ts';
import {
  APPLICATION_ID,
  coreTables,
  extensions,
  spatialReferenceSystems,
  USER_VERSION,
} from './geopackage-schema.ts';
import { bilingual, describeTable, provenanceLines } from './provenance.ts';
import { extentOf } from './uniform-geometry.ts';
import { wellKnownBinary } from './well-known-binary.ts';

const GEOMETRY_COLUMN = 'geom';
const WGS84 = 4326;

/** The standard wants a time of the last change; a fixed one lets the same table give the same bytes. */
const LAST_CHANGE = '2000-01-01T00:00:00.000Z';

const sqlTypes = { string: 'TEXT', integer: 'INTEGER', real: 'REAL', boolean: 'BOOLEAN' } as const;

/** A table as GeoPackage; its rows get their id as primary key. */
export async function writeGeoPackage(table: FeatureTable): Promise<Uint8Array> {
  const sql = await initSqlJs();
  const database = new sql.Database();
  try {
    database.exec(
      `PRAGMA application_id = ${APPLICATION_ID}; PRAGMA user_version = ${USER_VERSION}; BEGIN; ${coreTables}`,
    );
    insertAll(database, 'gpkg_spatial_ref_sys', spatialReferenceSystems);
    insertAll(
      database,
      'gpkg_extensions',
      extensions.map(([name = '', ...rest]) => [name, null, ...rest]),
    );
    describeContents(database, table);
    writeRows(database, table);
    database.exec('COMMIT');
    return database.export();
  } finally {
    database.close();
  }
}

function describeContents(database: Database, table: FeatureTable): void {
  const { id, title, geometryType, provenance } = table;
  const extent = extentOf(table.rows.map((row) => row.geometry));
  const srs = geometryType === null ? null : WGS84;
  insertAll(database, 'gpkg_contents', [
    [
      id,
      geometryType === null ? 'attributes' : 'features',
      bilingual(title),
      provenanceLines(provenance).join('\n'),
      LAST_CHANGE,
      ...(extent ?? [null, null, null, null]),
      srs,
    ],
  ]);
  if (geometryType !== null)
    insertAll(database, 'gpkg_geometry_columns', [
      [id, GEOMETRY_COLUMN, geometryType.toUpperCase(), WGS84, 0, 0],
    ]);
  insertAll(
    database,
    'gpkg_data_columns',
    table.columns.map(({ name, label, unit }) => [
      id,
      name,
      name,
      bilingual(label),
      unit === null ? null : bilingual(unit),
      null,
      null,
    ]),
  );
  insertAll(database, 'gpkg_metadata', [
    [
      1,
      'dataset',
      'https://www.rfc-editor.org/rfc/rfc8259',
      'application/json',
      JSON.stringify(describeTable(table)),
    ],
  ]);
  insertAll(database, 'gpkg_metadata_reference', [['table', id, null, null, LAST_CHANGE, 1, null]]);
}

function writeRows(database: Database, { id, columns, rows, geometryType }: FeatureTable): void {
  const geometryColumns =
    geometryType === null ? [] : [`${quoted(GEOMETRY_COLUMN)} ${geometryType.toUpperCase()}`];
  const definitions = [
    'fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL',
    ...geometryColumns,
    ...columns.map(({ name, type }) => `${quoted(name)} ${sqlTypes[type]}`),
  ];
  database.exec(`CREATE TABLE ${quoted(id)} (${definitions.join(', ')})`);
  insertAll(
    database,
    id,
    rows.map((row) => [
      row.id,
      ...(geometryType === null ? [] : [row.geometry && geoPackageBinary(row.geometry)]),
      ...columns.map((_, index) => cell(row.values[index] ?? null)),
    ]),
  );
}

function insertAll(database: Database, table: string, rows: readonly SqlValue[][]): void {
  if (rows.length === 0) return;
  const places = rows[0]!.map(() => '?').join(',');
  const statement = database.prepare(`INSERT INTO ${quoted(table)} VALUES (${places})`);
  for (const row of rows) statement.run(row);
  statement.free();
}

/** Integers beyond 32 bits are bound as reals; the type of their column makes integers of them again (SQLite §3.1). */
const cell = (value: CellValue): SqlValue => (typeof value === 'boolean' ? Number(value) : value);

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/** A geometry with its header: "GP", version 0, little-endian with a box in x and y (OGC 12-128r17, §2.1.3). */
function geoPackageBinary(geometry: UniformGeometry): Uint8Array {
  const extent = extentOf([geometry]);
  const binary = wellKnownBinary(geometry);
  const headerBytes = extent === null ? 8 : 40;
  const bytes = new Uint8Array(headerBytes + binary.length);
  const view = new DataView(bytes.buffer);
  const littleEndian = 0b1;
  const envelope = 0b10;
  const empty = 0b1_0000;
  bytes.set([0x47, 0x50, 0, littleEndian | (extent === null ? empty : envelope)]);
  view.setInt32(4, WGS84, true);
  if (extent !== null) {
    const [west, south, east, north] = extent;
    for (const [index, degrees] of [west, east, south, north].entries())
      view.setFloat64(8 + 8 * index, degrees, true);
  }
  bytes.set(binary, headerBytes);
  return bytes;
}
