import { gunzipSync } from 'node:zlib';
import { AtlasError } from '../model/atlas-error.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { RegionFeature } from '../model/geometry.ts';
import { readAreas, type BoundaryReading } from './boundary-areas.ts';
import { BoundaryFile } from './boundary-file.ts';
import type { BoundaryFormat, BoundaryOptions, RawFeature } from './boundary-format.ts';
import { readPoints } from './boundary-points.ts';
import { flatgeobuf } from './flatgeobuf.ts';
import { geobuf } from './geobuf.ts';
import { geojson } from './geojson.ts';
import { geopackage, geopackageLayers } from './geopackage.ts';
import { ndjson } from './ndjson.ts';
import { shapefile } from './shapefile.ts';
import { topojson, topologyObjects } from './topojson.ts';

/** Formats in the order they are tried: what has a signature first, what can only be guessed last. */
const formats: readonly BoundaryFormat[] = [
  flatgeobuf,
  geopackage,
  shapefile,
  ndjson,
  topojson,
  geojson,
  geobuf,
];

/**
 * Reads boundaries of any format of the registry, gzipped or not; the bytes decide which. Geometries come out as
 * RFC 7946 asks: WGS84, closed, wound, cut at the antimeridian; what had to be done to them is told as diagnostics.
 * Throws AtlasError 'invalid-data' where the file cannot be read or holds no areas.
 */
export async function readBoundaries(
  bytes: Uint8Array,
  name: string,
  options: BoundaryOptions = {},
): Promise<BoundaryReading> {
  const { title, features } = await readFile(bytes, name, options);
  const reading = readAreas(features, name);
  if (reading.features.length === 0)
    throw new AtlasError(
      'invalid-data',
      `Found ${title} with ${features.length} features, none of which is a polygon; expected boundaries as ` +
        'Polygon or MultiPolygon.',
      { at: name },
    );
  return reading;
}

/**
 * Reads boundaries, or from a file without any the points that stand for regions: all features are the one or the other.
 * Throws like `readBoundaries`.
 */
export async function readRegions(
  bytes: Uint8Array,
  name: string,
  options: BoundaryOptions = {},
): Promise<{ features: RegionFeature[]; diagnostics: Diagnostic[] }> {
  const { title, features } = await readFile(bytes, name, options);
  const areas = readAreas(features, name);
  if (areas.features.length > 0) return areas;
  const points = readPoints(features, name);
  if (points.features.length > 0) return points;
  throw new AtlasError(
    'invalid-data',
    `Found ${title} with ${features.length} features, none of which is a polygon or a point; expected boundaries as ` +
      'Polygon or MultiPolygon, or places as Point.',
    { at: name },
  );
}

/** The features of a boundary file as they stand in it, whatever their geometry. Throws like `readBoundaries`. */
export async function readFeatures(
  bytes: Uint8Array,
  name: string,
  options: BoundaryOptions = {},
): Promise<RawFeature[]> {
  return (await readFile(bytes, name, options)).features;
}

async function readFile(
  bytes: Uint8Array,
  name: string,
  options: BoundaryOptions,
): Promise<{ title: string; features: RawFeature[] }> {
  const file = unwrapGzip(bytes, name);
  if (file.bytes.length === 0)
    throw new AtlasError('invalid-data', 'Found an empty file, expected boundaries. Export it again.', {
      at: name,
    });
  const format = formats.find((each) => each.matches(file));
  if (format === undefined) throw unknownFormat(file);
  return { title: format.title, features: await readRaw(format, file, options) };
}

/**
 * Names of the objects in a file that can hold several sets of boundaries (TopoJSON, GeoPackage); else null, for the one it
 * holds. Throws AtlasError 'invalid-data' where a GeoPackage is none.
 */
export async function boundaryObjects(bytes: Uint8Array, name: string): Promise<string[] | null> {
  const file = unwrapGzip(bytes, name);
  return topologyObjects(file) ?? (await decodedAs(geopackage, file, () => geopackageLayers(file)));
}

/** The file inside a gzip, which has its name without ".gz"; other files as they are. */
function unwrapGzip(bytes: Uint8Array, name: string): BoundaryFile {
  const file = new BoundaryFile(bytes, name);
  if (!file.startsWith([0x1f, 0x8b])) return file;
  try {
    return new BoundaryFile(gunzipSync(bytes), name.replace(/\.gz$/i, ''));
  } catch (cause) {
    throw damaged('gzip', name, cause);
  }
}

const readRaw = (
  format: BoundaryFormat,
  file: BoundaryFile,
  options: BoundaryOptions,
): Promise<RawFeature[]> => decodedAs(format, file, async () => format.read(file, options));

/** What reading gives; an error of a decoder becomes one that names format and file. */
async function decodedAs<Result>(
  format: BoundaryFormat,
  file: BoundaryFile,
  read: () => Promise<Result>,
): Promise<Result> {
  try {
    return await read();
  } catch (cause) {
    if (cause instanceof AtlasError) throw cause;
    throw damaged(format.title, file.name, cause);
  }
}

function damaged(title: string, at: string, cause: unknown): AtlasError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new AtlasError(
    'invalid-data',
    `Found ${title} that cannot be decoded (${reason}), expected a complete file. Export it again.`,
    { at, cause },
  );
}

/** Signatures of formats that people try, with the way out. */
const otherFormats: [signature: string, title: string][] = [
  ['PAR1', 'GeoParquet'],
  ['<', 'XML (KML, GML, SVG or HTML)'],
];

function unknownFormat({ bytes, name }: BoundaryFile): AtlasError {
  const start = String.fromCharCode(...bytes.subarray(0, 16));
  const known = otherFormats.find(([signature]) => start.startsWith(signature));
  const hex = [...bytes.subarray(0, 8)].map((byte) => byte.toString(16).padStart(2, '0')).join(' ');
  return new AtlasError(
    'invalid-data',
    `Found ${known?.[1] ?? `a file that begins with the bytes ${hex}`}, expected GeoJSON, newline-delimited GeoJSON, ` +
      'TopoJSON, FlatGeobuf, Geobuf, GeoPackage or a Shapefile. Convert it, e.g. with ogr2ogr out.geojson.',
    { at: name },
  );
}
