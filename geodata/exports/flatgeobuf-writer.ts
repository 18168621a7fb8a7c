import type { CellValue, FeatureColumn, FeatureTable, UniformGeometry } from '../model/feature-table.ts';
import type { BoundingBox, Position } from '../model/geometry.ts';
import { Builder, Column, ColumnType, Crs, Feature, Geometry, GeometryType } from './flatgeobuf-schema.ts';
import { Header, magicBytes } from './flatgeobuf-schema.ts';
import { hilbertOrder, packRTree } from './packed-rtree.ts';
import { bilingual, describeTable, provenanceLines } from './provenance.ts';
import { extentOf } from './uniform-geometry.ts';

const NODE_SIZE = 16;

const columnTypes = {
  string: ColumnType.String,
  integer: ColumnType.Long,
  real: ColumnType.Double,
  boolean: ColumnType.Bool,
} as const;

/**
 * A table with geometry as FlatGeobuf. With an index the features stand along a Hilbert curve, without one in the
 * order of the rows; rows without geometry cannot be indexed.
 */
export function writeFlatGeobuf(table: FeatureTable, { index }: { index: boolean }): Uint8Array {
  const features = table.rows.map((row) => featureBytes(row.values, row.geometry, table.columns));
  const boxes = table.rows.map((row) => extentOf([row.geometry]));
  const extent = extentOf(table.rows.map((row) => row.geometry));
  if (!index || extent === null || !boxes.every((box) => box !== null))
    return concatenate([magicBytes, headerBytes(table, extent, 0), ...features]);

  const order = hilbertOrder(boxes, extent);
  const ordered = order.map((position) => features[position]!);
  let offset = 0;
  const offsets = ordered.map((feature) => (offset += feature.length) - feature.length);
  const tree = packRTree(
    order.map((position) => boxes[position]!),
    offsets,
    NODE_SIZE,
  );
  return concatenate([magicBytes, headerBytes(table, extent, NODE_SIZE), tree, ...ordered]);
}

function headerBytes(table: FeatureTable, extent: BoundingBox | null, nodeSize: number): Uint8Array {
  const builder = new Builder(4096);
  const columns = Header.createColumnsVector(
    builder,
    table.columns.map((column) => columnOffset(builder, column)),
  );
  const name = builder.createString(table.id);
  const title = builder.createString(bilingual(table.title));
  const description = builder.createString(provenanceLines(table.provenance).join('\n'));
  const metadata = builder.createString(JSON.stringify(describeTable(table)));
  const organisation = builder.createString('EPSG');
  Crs.startCrs(builder);
  Crs.addOrg(builder, organisation);
  Crs.addCode(builder, 4326);
  const crs = Crs.endCrs(builder);
  const envelope = extent === null ? 0 : Header.createEnvelopeVector(builder, extent);

  Header.startHeader(builder);
  Header.addName(builder, name);
  if (envelope !== 0) Header.addEnvelope(builder, envelope);
  Header.addGeometryType(builder, GeometryType[table.geometryType ?? 'Unknown']);
  Header.addColumns(builder, columns);
  Header.addFeaturesCount(builder, BigInt(table.rows.length));
  Header.addIndexNodeSize(builder, nodeSize);
  Header.addCrs(builder, crs);
  Header.addTitle(builder, title);
  Header.addDescription(builder, description);
  Header.addMetadata(builder, metadata);
  builder.finishSizePrefixed(Header.endHeader(builder));
  return builder.asUint8Array();
}

function columnOffset(builder: Builder, { name, label, type, unit }: FeatureColumn): number {
  const nameOffset = builder.createString(name);
  const title = builder.createString(bilingual(label));
  const description = unit === null ? 0 : builder.createString(bilingual(unit));
  Column.startColumn(builder);
  Column.addName(builder, nameOffset);
  Column.addType(builder, columnTypes[type]);
  Column.addTitle(builder, title);
  if (description !== 0) Column.addDescription(builder, description);
  return Column.endColumn(builder);
}

function featureBytes(
  values: readonly CellValue[],
  geometry: UniformGeometry | null,
  columns: readonly FeatureColumn[],
): Uint8Array {
  const builder = new Builder(1024);
  // Readers look at the coordinates in place, which takes features that begin at a multiple of eight bytes.
  builder.prep(8, 0);
  const properties = Feature.createPropertiesVector(builder, propertyBytes(values, columns));
  const geometryOffset = geometry === null ? 0 : buildGeometry(builder, geometry);
  Feature.startFeature(builder);
  if (geometryOffset !== 0) Feature.addGeometry(builder, geometryOffset);
  Feature.addProperties(builder, properties);
  builder.finishSizePrefixed(Feature.endFeature(builder));
  return builder.asUint8Array();
}

/** Cells with a value, one after the other: the index of the column as two bytes, then the value. */
function propertyBytes(values: readonly CellValue[], columns: readonly FeatureColumn[]): Uint8Array {
  const encoder = new TextEncoder();
  const parts: Uint8Array[] = [];
  for (const [index, { type }] of columns.entries()) {
    const value = values[index] ?? null;
    if (value === null) continue;
    const text = type === 'string' ? encoder.encode(String(value)) : null;
    const cell = new Uint8Array(2 + (text === null ? (type === 'boolean' ? 1 : 8) : 4 + text.length));
    const view = new DataView(cell.buffer);
    view.setUint16(0, index, true);
    if (text !== null) {
      view.setUint32(2, text.length, true);
      cell.set(text, 6);
    } else if (type === 'boolean') view.setUint8(2, value === true ? 1 : 0);
    else if (type === 'integer') view.setBigInt64(2, BigInt(value), true);
    else view.setFloat64(2, Number(value), true);
    parts.push(cell);
  }
  return concatenate(parts);
}

function buildGeometry(builder: Builder, geometry: UniformGeometry): number {
  if (geometry.type === 'Point') return buildPaths(builder, [[geometry.coordinates]], GeometryType.Point);
  if (geometry.type === 'MultiLineString')
    return buildPaths(builder, geometry.coordinates, GeometryType.MultiLineString);
  const parts = Geometry.createPartsVector(
    builder,
    geometry.coordinates.map((rings) => buildPaths(builder, rings, GeometryType.Polygon)),
  );
  Geometry.startGeometry(builder);
  Geometry.addType(builder, GeometryType.MultiPolygon);
  Geometry.addParts(builder, parts);
  return Geometry.endGeometry(builder);
}

/** Positions as one flat list, and where each path ends in it; a single path needs no ends. */
function buildPaths(builder: Builder, paths: readonly Position[][], type: GeometryType): number {
  let end = 0;
  const ends = paths.map((path) => (end += path.length));
  const endsOffset = paths.length > 1 ? Geometry.createEndsVector(builder, ends) : 0;
  const xy = Geometry.createXyVector(builder, Float64Array.from(paths.flat(2)));
  Geometry.startGeometry(builder);
  if (endsOffset !== 0) Geometry.addEnds(builder, endsOffset);
  Geometry.addXy(builder, xy);
  Geometry.addType(builder, type);
  return Geometry.endGeometry(builder);
}

function concatenate(parts: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    bytes.set(part, offset);
    offset += part.length;
  }
  return bytes;
}
