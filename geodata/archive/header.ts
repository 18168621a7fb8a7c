import type { BoundingBox } from '../model/geometry.ts';
import { compressions, tileTypes, type Compression, type TileType } from './compression.ts';
import { invalidArchive } from './varint.ts';

export const HEADER_BYTES = 127;
/** Header and root directory lie within the first bytes, so that one request gets both. */
export const FIRST_REQUEST_BYTES = 16_384;
export const MAX_ROOT_BYTES = FIRST_REQUEST_BYTES - HEADER_BYTES;

/** A run of bytes in the archive. */
export interface Section {
  offset: number;
  length: number;
}

/** The 127 bytes at the start of an archive (PMTiles specification 3, section 3). */
export interface Header {
  rootDirectory: Section;
  metadata: Section;
  leafDirectories: Section;
  tileData: Section;
  /** The three counts are 0 where the writer did not know them. */
  addressedTiles: number;
  tileEntries: number;
  tileContents: number;
  /** Tile data lies in the order of tile ids. */
  clustered: boolean;
  internalCompression: Compression;
  tileCompression: Compression;
  tileType: TileType;
  minzoom: number;
  maxzoom: number;
  bounds: BoundingBox;
  center: [longitude: number, latitude: number, zoom: number];
}

const MAGIC = 'PMTiles';
const VERSION = 3;

export function encodeHeader(header: Header): Uint8Array {
  const bytes = new Uint8Array(HEADER_BYTES);
  const view = new DataView(bytes.buffer);
  bytes.set(Buffer.from(MAGIC, 'latin1'), 0);
  bytes[7] = VERSION;
  const sections = [header.rootDirectory, header.metadata, header.leafDirectories, header.tileData];
  const longs = sections.flatMap((section) => [section.offset, section.length]);
  longs.push(header.addressedTiles, header.tileEntries, header.tileContents);
  longs.forEach((value, index) => view.setBigUint64(8 + index * 8, BigInt(value), true));
  bytes[96] = header.clustered ? 1 : 0;
  bytes[97] = compressions.indexOf(header.internalCompression);
  bytes[98] = compressions.indexOf(header.tileCompression);
  bytes[99] = tileTypes.indexOf(header.tileType);
  bytes[100] = header.minzoom;
  bytes[101] = header.maxzoom;
  header.bounds.forEach((degrees, index) => view.setInt32(102 + index * 4, toE7(degrees), true));
  bytes[118] = header.center[2];
  view.setInt32(119, toE7(header.center[0]), true);
  view.setInt32(123, toE7(header.center[1]), true);
  return bytes;
}

/** Reads the header, and refuses what is not a PMTiles archive of version 3. */
export function decodeHeader(bytes: Uint8Array): Header {
  if (bytes.length < HEADER_BYTES) {
    throw invalidArchive(
      `The file has ${bytes.length} bytes; a PMTiles archive begins with a header of ${HEADER_BYTES}.`,
      bytes.length,
    );
  }
  const magic = Buffer.from(bytes.subarray(0, 7)).toString('latin1');
  if (magic !== MAGIC) {
    throw invalidArchive(
      `The file begins with ${JSON.stringify(magic)}; expected "${MAGIC}". It is not a PMTiles archive.`,
      0,
    );
  }
  if (bytes[7] !== VERSION) {
    throw invalidArchive(
      `The archive has PMTiles version ${bytes[7]}; expected ${VERSION}. Convert it first.`,
      7,
    );
  }

  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const long = (offset: number): number => {
    const value = view.getBigUint64(offset, true);
    if (value > BigInt(Number.MAX_SAFE_INTEGER)) {
      throw invalidArchive(`The header holds ${value}; expected less than 2^53.`, offset);
    }
    return Number(value);
  };
  const section = (offset: number): Section => ({ offset: long(offset), length: long(offset + 8) });
  const named = <Name>(names: readonly Name[], offset: number, what: string): Name => {
    const name = names[bytes[offset]!];
    if (name === undefined) {
      throw invalidArchive(
        `The header gives ${what} ${bytes[offset]}; expected 0 to ${names.length - 1}.`,
        offset,
      );
    }
    return name;
  };
  const degrees = (offset: number): number => view.getInt32(offset, true) / 1e7;

  return {
    rootDirectory: section(8),
    metadata: section(24),
    leafDirectories: section(40),
    tileData: section(56),
    addressedTiles: long(72),
    tileEntries: long(80),
    tileContents: long(88),
    clustered: bytes[96] === 1,
    internalCompression: named(compressions, 97, 'internal compression'),
    tileCompression: named(compressions, 98, 'tile compression'),
    tileType: named(tileTypes, 99, 'tile type'),
    minzoom: bytes[100]!,
    maxzoom: bytes[101]!,
    bounds: [degrees(102), degrees(106), degrees(110), degrees(114)],
    center: [degrees(119), degrees(123), bytes[118]!],
  };
}

const toE7 = (degrees: number): number => Math.round(degrees * 1e7);
