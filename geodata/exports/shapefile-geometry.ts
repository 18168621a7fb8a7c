import type { FeatureTable, UniformGeometry } from '../model/feature-table.ts';
import type { BoundingBox, Position } from '../model/geometry.ts';
import { extentOf, pathsOf } from './uniform-geometry.ts';

// ESRI Shapefile Technical Description, July 1998. Sizes in its headers are in words of two bytes.

const HEADER_BYTES = 100;
const RECORD_HEADER_BYTES = 8;
const shapeTypes = { Point: 1, MultiLineString: 3, MultiPolygon: 5 } as const;

/** The main file and its index, with one record per row; rows without geometry are null shapes. */
export function writeShapes(table: FeatureTable): { shp: Uint8Array; shx: Uint8Array } {
  const shapeType = shapeTypes[table.geometryType ?? 'Point'];
  const extent = extentOf(table.rows.map((row) => row.geometry)) ?? [0, 0, 0, 0];
  const contents = table.rows.map((row) => shapeContent(row.geometry, shapeType));
  const total = contents.reduce((sum, content) => sum + RECORD_HEADER_BYTES + content.length, HEADER_BYTES);
  const shp = new Uint8Array(total);
  const shx = new Uint8Array(HEADER_BYTES + RECORD_HEADER_BYTES * contents.length);
  writeHeader(shp, shapeType, extent);
  writeHeader(shx, shapeType, extent);
  const main = new DataView(shp.buffer);
  const index = new DataView(shx.buffer);
  let offset = HEADER_BYTES;
  for (const [row, content] of contents.entries()) {
    index.setInt32(HEADER_BYTES + RECORD_HEADER_BYTES * row, offset / 2);
    index.setInt32(HEADER_BYTES + RECORD_HEADER_BYTES * row + 4, content.length / 2);
    main.setInt32(offset, row + 1);
    main.setInt32(offset + 4, content.length / 2);
    shp.set(content, offset + RECORD_HEADER_BYTES);
    offset += RECORD_HEADER_BYTES + content.length;
  }
  return { shp, shx };
}

function writeHeader(bytes: Uint8Array, shapeType: number, extent: BoundingBox): void {
  const view = new DataView(bytes.buffer);
  view.setInt32(0, 9994);
  view.setInt32(24, bytes.length / 2);
  view.setInt32(28, 1000, true);
  view.setInt32(32, shapeType, true);
  writeBox(view, 36, extent);
}

function shapeContent(geometry: UniformGeometry | null, shapeType: number): Uint8Array {
  if (geometry === null || pathsOf(geometry).length === 0) return new Uint8Array(4);
  if (geometry.type === 'Point') {
    const content = new Uint8Array(20);
    const view = new DataView(content.buffer);
    view.setInt32(0, shapeType, true);
    writePositions(view, 4, [geometry.coordinates]);
    return content;
  }
  // Outer rings run clockwise here, the other way round than in GeoJSON.
  const paths =
    geometry.type === 'MultiPolygon'
      ? pathsOf(geometry).map((ring) => ring.toReversed())
      : geometry.coordinates;
  const positions = paths.flat();
  const pathsOffset = 44;
  const positionsOffset = pathsOffset + 4 * paths.length;
  const content = new Uint8Array(positionsOffset + 16 * positions.length);
  const view = new DataView(content.buffer);
  view.setInt32(0, shapeType, true);
  writeBox(view, 4, extentOf([geometry]) ?? [0, 0, 0, 0]);
  view.setInt32(36, paths.length, true);
  view.setInt32(40, positions.length, true);
  let start = 0;
  for (const [index, path] of paths.entries()) {
    view.setInt32(pathsOffset + 4 * index, start, true);
    start += path.length;
  }
  writePositions(view, positionsOffset, positions);
  return content;
}

function writeBox(view: DataView, offset: number, box: BoundingBox): void {
  for (const [index, degrees] of box.entries()) view.setFloat64(offset + 8 * index, degrees, true);
}

function writePositions(view: DataView, offset: number, positions: readonly Position[]): void {
  for (const [index, [longitude, latitude]] of positions.entries()) {
    view.setFloat64(offset + 16 * index, longitude, true);
    view.setFloat64(offset + 16 * index + 8, latitude, true);
  }
}
