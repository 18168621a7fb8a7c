import { brotliDecompressSync, gunzipSync, gzipSync } from 'node:zlib';
import { invalidArchive } from './varint.ts';

/** How bytes are compressed, by the numbers of PMTiles specification 3, section 3.2. */
export const compressions = ['unknown', 'none', 'gzip', 'brotli', 'zstd'] as const;
export type Compression = (typeof compressions)[number];

/** Content types by the numbers of PMTiles specification 3, section 3.2. */
export const tileTypes = ['unknown', 'mvt', 'png', 'jpeg', 'webp', 'avif', 'mlt'] as const;
export type TileType = (typeof tileTypes)[number];

/** One directory or tile never needs more; what inflates beyond it is damage or malice. */
const MAX_INFLATED_BYTES = 1 << 28;

/** Uncompresses one directory, metadata document or tile that begins at `byteOffset` of the archive. */
export function decompress(
  bytes: Uint8Array,
  compression: Compression,
  byteOffset: number,
  what: string,
): Uint8Array {
  const method = compression === 'unknown' ? sniff(bytes) : compression;
  try {
    if (method === 'none') return bytes;
    if (method === 'gzip') return gunzipSync(bytes, { maxOutputLength: MAX_INFLATED_BYTES });
    if (method === 'brotli') return brotliDecompressSync(bytes, { maxOutputLength: MAX_INFLATED_BYTES });
  } catch (cause) {
    throw invalidArchive(
      `The ${what} is not valid ${method} data. The archive is damaged.`,
      byteOffset,
      cause,
    );
  }
  throw invalidArchive(
    `The ${what} is compressed with ${method}; expected none, gzip or brotli. Convert the archive first.`,
    byteOffset,
  );
}

/** Compresses directories and metadata: small, written once, read often. */
export const compressInternal = (bytes: Uint8Array): Uint8Array => gzipSync(bytes, { level: 9 });

const sniff = (bytes: Uint8Array): Compression => {
  if (bytes[0] === 0x1f && bytes[1] === 0x8b) return 'gzip';
  if (bytes[0] === 0x28 && bytes[1] === 0xb5 && bytes[2] === 0x2f && bytes[3] === 0xfd) return 'zstd';
  return 'none';
};
