import { MAX_TILE_ZOOM, zxyToTileId } from '../model/tile-id.ts';
import type { ByteSource } from './byte-source.ts';
import { decompress } from './compression.ts';
import { findEntry, type Directory } from './directory.ts';
import { decodeHeader, HEADER_BYTES, type Header } from './header.ts';
import { readMetadata, type ArchiveMetadata } from './metadata.ts';
import { decodeDirectories } from './read-directories.ts';
import { invalidArchive } from './varint.ts';

/** An open archive with all its directories in memory. */
export interface Archive {
  source: ByteSource;
  header: Header;
  metadata: ArchiveMetadata;
  directory: Directory;
}

/** Opens an archive: reads header, metadata and every directory, and refuses what breaks the format. */
export async function openArchive(source: ByteSource): Promise<Archive> {
  const header = decodeHeader(await source.read(0, HEADER_BYTES));
  const sections = {
    'root directory': header.rootDirectory,
    metadata: header.metadata,
    'leaf directories': header.leafDirectories,
    'tile data': header.tileData,
  };
  for (const [name, { offset, length }] of Object.entries(sections)) {
    if (offset + length <= source.byteLength) continue;
    throw invalidArchive(
      `The ${name} should end at byte ${offset + length}; the file ends at ${source.byteLength}. It is truncated.`,
      offset,
    );
  }
  const [metadata, directory] = await Promise.all([
    readMetadata(source, header),
    decodeDirectories(source, header),
  ]);
  return { source, header, metadata, directory };
}

/** The stored bytes of a tile, compressed as the header says; null where the archive has none. */
export async function readStoredTile(
  archive: Archive,
  z: number,
  x: number,
  y: number,
): Promise<Uint8Array | null> {
  if (z > MAX_TILE_ZOOM || x < 0 || y < 0 || x >= 2 ** z || y >= 2 ** z) return null;
  const entry = findEntry(archive.directory, zxyToTileId(z, x, y));
  if (entry < 0) return null;
  const offset = archive.header.tileData.offset + archive.directory.offset[entry]!;
  const length = archive.directory.length[entry]!;
  const bytes = await archive.source.read(offset, length);
  if (bytes.length === length) return bytes;
  throw invalidArchive(`Tile ${z}/${x}/${y} should take ${length} bytes; the file ends before that.`, offset);
}

/** The uncompressed bytes of a tile; null where the archive has none. */
export async function readTile(
  archive: Archive,
  z: number,
  x: number,
  y: number,
): Promise<Uint8Array | null> {
  const stored = await readStoredTile(archive, z, x, y);
  if (stored === null) return null;
  const { tileCompression, tileData } = archive.header;
  return decompress(stored, tileCompression, tileData.offset, `tile ${z}/${x}/${y}`);
}
