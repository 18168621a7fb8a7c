import type { Database } from 'sql.js';
import { AtlasError } from '../model/atlas-error.ts';
import type { BoundaryFile } from './boundary-file.ts';
import type { BoundaryFormat, BoundaryOptions, RawFeature } from './boundary-format.ts';
import { readWellKnownBinary } from './well-known-binary.ts';

const signature = [...new TextEncoder().encode('SQLite format 3\0')];

/** OGC GeoPackage 1.3 (12-128r17): an SQLite database with tables of features. */
export const geopackage: BoundaryFormat = {
  id: 'geopackage',
  title: 'a GeoPackage',
  matches: (file) => file.startsWith(signature),
  read: (file, options) => withDatabase(file, (database) => readLayer(database, file, options)),
};

/** Names of the layers of a GeoPackage; null for any other file. */
export const geopackageLayers = async (file: BoundaryFile): Promise<string[] | null> =>
  geopackage.matches(file) ? withDatabase(file, (database) => layersOf(database, file)) : null;

async function withDatabase<Result>(
  { bytes }: BoundaryFile,
  use: (database: Database) => Result,
): Promise<Result> {
  // SQLite is a megabyte of WebAssembly that other formats need not wait for.
  const { default: initSqlJs } = await import('sql.js');
  const database = new (await initSqlJs()).Database(bytes);
  try {
    return use(database);
  } finally {
    database.close();
  }
}

/** Degrees on ellipsoids that agree within a metre or so: WGS 84, CGCS2000, ETRS89, NAD83. */
const degrees = new Set([4326, 4490, 4258, 4269]);

function readLayer(database: Database, file: BoundaryFile, { object }: BoundaryOptions): RawFeature[] {
  const layers = layersOf(database, file);
  const [layer, ...others] = layers.filter((name) => object === undefined || name === object);
  if (layer === undefined || others.length > 0)
    throw new AtlasError(
      'invalid-data',
      `Found the layers ${layers.join(', ') || '(none)'}, expected ${object === undefined ? 'only one' : `"${object}"`}. ` +
        'Name one under "object".',
      { at: file.name },
    );
  const [described = {}] = rowsOf(
    database,
    `SELECT column_name, coalesce(organization, '') AS organization, organization_coordsys_id AS number FROM gpkg_geometry_columns
     JOIN gpkg_spatial_ref_sys USING (srs_id) WHERE table_name = $layer`,
    { $layer: layer },
  );
  const number = Number(described['number']);
  if (!degrees.has(number))
    throw new AtlasError(
      'invalid-data',
      `Found ${layer} in ${String(described['organization'])} ${number}, expected longitude and ` +
        `latitude. Transform it: ogr2ogr -t_srs EPSG:4326 out.gpkg ${file.name}.`,
      { at: file.name },
    );
  const column = String(described['column_name']);
  return rowsOf(database, `SELECT * FROM "${layer.replaceAll('"', '""')}"`).map(
    ({ [column]: geometry, ...properties }) => ({
      geometry: geometry instanceof Uint8Array ? readGeometry(geometry) : null,
      properties,
    }),
  );
}

function layersOf(database: Database, { name }: BoundaryFile): string[] {
  const [contents] = rowsOf(database, `SELECT name FROM sqlite_master WHERE name = 'gpkg_contents'`);
  if (contents === undefined)
    throw new AtlasError(
      'invalid-data',
      'Found an SQLite database without gpkg_contents, expected a GeoPackage. Export it as one.',
      { at: name },
    );
  return rowsOf(
    database,
    `SELECT table_name FROM gpkg_contents WHERE data_type = 'features' ORDER BY table_name`,
  ).map((row) => String(row['table_name']));
}

function rowsOf(
  database: Database,
  sql: string,
  params: Record<string, string> = {},
): Record<string, unknown>[] {
  const statement = database.prepare(sql, params);
  try {
    const rows: Record<string, unknown>[] = [];
    while (statement.step()) rows.push(statement.getAsObject());
    return rows;
  } finally {
    statement.free();
  }
}

/** Bytes of the envelope by its code in the flags (§2.1.3.1.1). */
const envelopeBytes = [0, 32, 48, 48, 64];

/** A geometry behind the header of a GeoPackage; null where it is marked as empty. */
function readGeometry(bytes: Uint8Array): unknown {
  if (bytes[0] !== 0x47 || bytes[1] !== 0x50) throw new Error('a geometry that does not begin with GP');
  const flags = bytes[3]!;
  if ((flags & 0b10000) !== 0) return null;
  const envelope = envelopeBytes[(flags >> 1) & 0b111];
  if (envelope === undefined) throw new Error('a geometry with an unknown envelope');
  return readWellKnownBinary(bytes, 8 + envelope);
}
