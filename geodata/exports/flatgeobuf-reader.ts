import { parseProperties } from 'flatgeobuf/lib/mjs/generic/feature.js';
import { AtlasError } from '../model/atlas-error.ts';
import type { FeatureColumn, FeatureRow, UniformGeometry } from '../model/feature-table.ts';
import type { Position } from '../model/geometry.ts';
import type { Geometry } from './flatgeobuf-schema.ts';
import { ByteBuffer, ColumnType, Feature, GeometryType, Header, magicBytes } from './flatgeobuf-schema.ts';
import { idColumn } from './id-column.ts';

/**
 * Rows of a FlatGeobuf file that was written without an index and with the id as its first column, in the order of
 * the file; `columns` are those of the table, which must be the others of the file. Throws AtlasError invalid-data
 * for any other file.
 */
export function readFlatGeobuf(file: Uint8Array, columns: readonly FeatureColumn[]): FeatureRow[] {
  // Coordinates are looked at in place, which takes a file that begins at a multiple of eight bytes.
  const bytes = file.byteOffset % 8 === 0 ? file : new Uint8Array(file);
  if (bytes.length < 12 || magicBytes.some((byte, index) => bytes[index] !== byte))
    throw damaged('Found no FlatGeobuf signature');
  const buffer = new ByteBuffer(bytes);
  const header = Header.getSizePrefixedRootAsHeader(at(buffer, magicBytes.length));
  const names = Array.from({ length: header.columnsLength() }, (_, index) => header.columns(index)?.name());
  const expected = [idColumn.name, ...columns.map((column) => column.name)];
  if (names.join() !== expected.join() || header.indexNodeSize() !== 0)
    throw damaged(`Found the columns ${names.join(', ')}, expected ${expected.join(', ')}`);

  const metas = expected.map((name, index) => ({
    name,
    type: header.columns(index)?.type() ?? ColumnType.String,
    title: null,
    description: null,
    width: -1,
    precision: -1,
    scale: -1,
    nullable: true,
    unique: false,
    primary_key: false,
  }));
  const rows: FeatureRow[] = [];
  let offset = frameEnd(bytes, magicBytes.length);
  while (offset < bytes.length) {
    const end = frameEnd(bytes, offset);
    const feature = Feature.getSizePrefixedRootAsFeature(at(buffer, offset));
    const cells = parseProperties(feature, metas);
    const geometry = feature.geometry();
    rows.push({
      id: Number(cells[idColumn.name]),
      values: columns.map(({ name }) => (cells[name] as FeatureRow['values'][number] | undefined) ?? null),
      geometry: geometry === null ? null : geometryOf(geometry, header.geometryType()),
    });
    offset = end;
  }
  if (rows.length !== Number(header.featuresCount()))
    throw damaged(`Found ${rows.length} features, expected ${header.featuresCount()}`);
  return rows;
}

function geometryOf(geometry: Geometry, type: GeometryType): UniformGeometry {
  switch (type) {
    case GeometryType.Point:
      return { type: 'Point', coordinates: pathsOf(geometry)[0]![0]! };
    case GeometryType.MultiLineString:
      return { type: 'MultiLineString', coordinates: pathsOf(geometry) };
    case GeometryType.MultiPolygon:
      return {
        type: 'MultiPolygon',
        coordinates: Array.from({ length: geometry.partsLength() }, (_, part) =>
          pathsOf(geometry.parts(part)!),
        ),
      };
    default:
      throw damaged(`Found geometries of type ${type}`);
  }
}

function pathsOf(geometry: Geometry): Position[][] {
  const xy = geometry.xyArray() ?? new Float64Array();
  const ends = geometry.endsArray() ?? [xy.length / 2];
  const paths: Position[][] = [];
  let start = 0;
  for (const end of ends) {
    const path: Position[] = [];
    for (let position = start; position < end; position++)
      path.push([xy[2 * position]!, xy[2 * position + 1]!]);
    paths.push(path);
    start = end;
  }
  return paths;
}

function at(buffer: ByteBuffer, position: number): ByteBuffer {
  buffer.setPosition(position);
  return buffer;
}

/** Where a part of the file ends that states its size in the four bytes before it. */
function frameEnd(bytes: Uint8Array, start: number): number {
  if (start + 4 <= bytes.length) {
    const size = new DataView(bytes.buffer, bytes.byteOffset).getUint32(start, true);
    if (start + 4 + size <= bytes.length) return start + 4 + size;
  }
  throw damaged(`It is cut off after ${bytes.length} bytes`);
}

const damaged = (found: string): AtlasError =>
  new AtlasError('invalid-data', `${found}. The bundle is damaged; build it again.`);
