import { deflateRawSync } from 'node:zlib';
import { encode } from 'geobuf';
import { geojson as flatgeobuf } from 'flatgeobuf';
import Pbf from 'pbf';
import type { AreaGeometry, Position } from '../../geodata/model/geometry.ts';

export interface TestFeature {
  type: 'Feature';
  geometry: AreaGeometry;
  properties: Record<string, string | number>;
}

/** A unit square with its south-western corner at the given place, wound as RFC 7946 asks. */
export const squareRing = (west: number, south: number, size = 1): Position[] => [
  [west, south],
  [west + size, south],
  [west + size, south + size],
  [west, south + size],
  [west, south],
];

export const square = (west: number, south: number, size = 1): AreaGeometry => ({
  type: 'Polygon',
  coordinates: [squareRing(west, south, size)],
});

/** Two neighbours, the second with a hole and an island. */
export const twoUnits: TestFeature[] = [
  { type: 'Feature', geometry: square(118, 32), properties: { code: '320100', name: '南京市' } },
  {
    type: 'Feature',
    geometry: {
      type: 'MultiPolygon',
      coordinates: [
        [squareRing(119, 32), squareRing(119.25, 32.25, 0.5).toReversed()],
        [squareRing(121, 32)],
      ],
    },
    properties: { code: '320200', name: '无锡市' },
  },
];

export const collection = (features: readonly object[]) => ({ type: 'FeatureCollection' as const, features });

export const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
export const json = (value: unknown): Uint8Array => utf8(JSON.stringify(value));

export const toFlatGeobuf = (features: TestFeature[]): Uint8Array =>
  flatgeobuf.serialize({ type: 'FeatureCollection', features });

export const toGeobuf = (features: TestFeature[]): Uint8Array => encode(collection(features), new Pbf());

/** Not quantised; every ring is an arc of its own. */
export const toTopology = (objects: Record<string, TestFeature[]>): object => {
  const arcs: Position[][] = [];
  const addArc = (ring: Position[]): number[] => [arcs.push(ring) - 1];
  const geometry = ({ geometry: { type, coordinates }, properties }: TestFeature): object => ({
    type,
    properties,
    arcs: type === 'Polygon' ? coordinates.map(addArc) : coordinates.map((polygon) => polygon.map(addArc)),
  });
  const layers = Object.entries(objects).map(([name, features]) => [
    name,
    { type: 'GeometryCollection', geometries: features.map(geometry) },
  ]);
  return { type: 'Topology', objects: Object.fromEntries(layers) as object, arcs };
};

/** A zip archive of deflated entries (APPNOTE.TXT §4.3). */
export const toZip = (files: Record<string, Uint8Array>): Uint8Array => {
  const chunks: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const [path, content] of Object.entries(files)) {
    const name = Buffer.from(path);
    const packed = deflateRawSync(content);
    // Version, flags, method, time, date, checksum (not read), sizes, lengths of name and extra field.
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(8, 4);
    common.writeUInt32LE(packed.length, 14);
    common.writeUInt32LE(content.length, 18);
    common.writeUInt16LE(name.length, 22);
    const local = Buffer.concat([Buffer.from('PK\u0003\u0004'), common, name, packed]);
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE(offset, 10);
    directory.push(Buffer.concat([Buffer.from('PK\u0001\u0002\u0014\u0000'), common, rest, name]));
    chunks.push(local);
    offset += local.length;
  }
  const entries = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write('PK\u0005\u0006');
  end.writeUInt16LE(directory.length, 8);
  end.writeUInt16LE(directory.length, 10);
  end.writeUInt32LE(entries.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...chunks, entries, end]);
};

/** Polygon records of the ESRI White Paper (July 1998): outer rings clockwise, holes the other way. */
export const toShp = (features: TestFeature[]): Uint8Array => {
  const records = features.map(({ geometry }, index) => {
    const polygons = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates;
    const rings = polygons.flat().map((ring) => ring.toReversed());
    const points = rings.flat();
    const record = Buffer.alloc(8 + 44 + 4 * rings.length + 16 * points.length);
    record.writeInt32BE(index + 1, 0);
    record.writeInt32BE((record.length - 8) / 2, 4);
    record.writeInt32LE(5, 8);
    record.writeInt32LE(rings.length, 44);
    record.writeInt32LE(points.length, 48);
    let first = 0;
    rings.forEach((ring, i) => {
      record.writeInt32LE(first, 52 + 4 * i);
      first += ring.length;
    });
    points.forEach(([x, y], i) => {
      record.writeDoubleLE(x, 52 + 4 * rings.length + 16 * i);
      record.writeDoubleLE(y, 52 + 4 * rings.length + 16 * i + 8);
    });
    return record;
  });
  const header = Buffer.alloc(100);
  header.writeInt32BE(9994, 0);
  header.writeInt32BE((100 + records.reduce((sum, record) => sum + record.length, 0)) / 2, 24);
  header.writeInt32LE(1000, 28);
  header.writeInt32LE(5, 32);
  return Buffer.concat([header, ...records]);
};

/** A dBASE III table with the given texts, one column of 20 bytes for each key; `encodeText` gives bytes. */
export const toDbf = (rows: Record<string, Uint8Array>[], columns: string[]): Uint8Array => {
  const header = Buffer.alloc(32 + 32 * columns.length + 1);
  header[0] = 3;
  header.writeUInt32LE(rows.length, 4);
  header.writeUInt16LE(header.length, 8);
  header.writeUInt16LE(1 + 20 * columns.length, 10);
  columns.forEach((column, i) => {
    header.write(column, 32 + 32 * i);
    header.write('C', 32 + 32 * i + 11);
    header[32 + 32 * i + 16] = 20;
  });
  header[header.length - 1] = 13;
  const records = rows.map((row) => {
    const record = Buffer.alloc(1 + 20 * columns.length, ' ');
    columns.forEach((column, i) => record.set(row[column]!, 1 + 20 * i));
    return record;
  });
  return Buffer.concat([header, ...records, Buffer.from([0x1a])]);
};
