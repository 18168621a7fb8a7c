import type { UniformGeometry } from '../model/feature-table.ts';
import type { Position } from '../model/geometry.ts';
import { pathsOf } from './uniform-geometry.ts';

/** Type codes of OGC 06-103r4, §8.2.3. */
const typeCodes = {
  Point: 1,
  LineString: 2,
  Polygon: 3,
  MultiLineString: 5,
  MultiPolygon: 6,
} as const;

const HEADER_BYTES = 5;
const COUNT_BYTES = 4;
const POSITION_BYTES = 16;

/** Well-known binary, little-endian, two dimensions (OGC 06-103r4, §8). */
export function wellKnownBinary(geometry: UniformGeometry): Uint8Array {
  const bytes = new Uint8Array(sizeOf(geometry));
  const view = new DataView(bytes.buffer);
  let offset = 0;

  const putCount = (count: number): void => {
    view.setUint32(offset, count, true);
    offset += COUNT_BYTES;
  };
  const putHeader = (type: keyof typeof typeCodes): void => {
    view.setUint8(offset, 1);
    offset += 1;
    putCount(typeCodes[type]);
  };
  const putPosition = ([longitude, latitude]: Position): void => {
    view.setFloat64(offset, longitude, true);
    view.setFloat64(offset + 8, latitude, true);
    offset += POSITION_BYTES;
  };
  const putPath = (path: Position[]): void => {
    putCount(path.length);
    path.forEach(putPosition);
  };

  putHeader(geometry.type);
  switch (geometry.type) {
    case 'Point':
      putPosition(geometry.coordinates);
      break;
    case 'MultiLineString':
      putCount(geometry.coordinates.length);
      for (const line of geometry.coordinates) {
        putHeader('LineString');
        putPath(line);
      }
      break;
    case 'MultiPolygon':
      putCount(geometry.coordinates.length);
      for (const rings of geometry.coordinates) {
        putHeader('Polygon');
        putCount(rings.length);
        rings.forEach(putPath);
      }
      break;
  }
  return bytes;
}

function sizeOf(geometry: UniformGeometry): number {
  const paths = pathsOf(geometry);
  const positions = paths.reduce((sum, path) => sum + path.length, 0) * POSITION_BYTES;
  if (geometry.type === 'Point') return HEADER_BYTES + positions;
  const parts = geometry.coordinates.length;
  // A part of lines has a header and one count; a part of rings has a header, a count, and a count per ring.
  const counts = geometry.type === 'MultiLineString' ? parts : parts + paths.length;
  return HEADER_BYTES + COUNT_BYTES + parts * HEADER_BYTES + counts * COUNT_BYTES + positions;
}
