import { gunzipSync } from 'node:zlib';
import { decompress } from './compression.ts';
import type { Archive } from './reader.ts';
import { invalidArchive } from './varint.ts';

/** Bytes that are read at a time. */
const READ_BYTES = 1 << 22;

/** An entry of the directory with its tile as it is stored and uncompressed; views that stay as they are. */
export interface TileContent {
  entry: number;
  stored: Uint8Array;
  raw: Uint8Array;
}

/**
 * Reads the tiles of all entries in their order, those that lie one behind the other at once: gzip members in a row are
 * one gzip file (RFC 1952, section 2.2), and starting to uncompress takes longer than a tile. Throws AtlasError where
 * the archive is damaged.
 */
export async function* readContents({ source, header, directory }: Archive): AsyncGenerator<TileContent> {
  const { offset, length, tileId } = directory;
  for (let first = 0, next = 0; first < offset.length; first = next) {
    const begin = offset[first]!;
    next = first + 1;
    while (
      next < offset.length &&
      offset[next] === offset[next - 1]! + length[next - 1]! &&
      offset[next]! + length[next]! - begin <= READ_BYTES
    )
      next++;
    const bytes = offset[next - 1]! + length[next - 1]! - begin;
    const stored = await source.read(header.tileData.offset + begin, bytes);
    if (stored.length < bytes) {
      throw invalidArchive(
        `Tile ${tileId[first]} and those behind it should take ${bytes} bytes; the file ends before that.`,
        header.tileData.offset + begin,
      );
    }
    const members = Array.from({ length: next - first }, (_, i) => {
      const at = offset[first + i]! - begin;
      return stored.subarray(at, at + length[first + i]!);
    });
    const raws = header.tileCompression === 'gzip' ? inflateTogether(stored, members) : null;
    for (const [i, member] of members.entries()) {
      const entry = first + i;
      const place = header.tileData.offset + offset[entry]!;
      const raw = raws?.[i] ?? decompress(member, header.tileCompression, place, `tile ${tileId[entry]}`);
      yield { entry, stored: member, raw };
    }
  }
}

/** What each of the members holds; null where they are better looked at one by one. */
function inflateTogether(stored: Uint8Array, members: readonly Uint8Array[]): Uint8Array[] | null {
  if (members.length < 2 || members.some((member) => member.length < 18)) return null;
  const sizes = members.map((member) =>
    new DataView(member.buffer, member.byteOffset).getUint32(member.length - 4, true),
  );
  let whole: Uint8Array;
  try {
    const size = sizes.reduce((sum, each) => sum + each, 0);
    whole = gunzipSync(stored, { maxOutputLength: Math.max(1, size) });
    if (whole.length !== size) return null;
  } catch {
    // Which of them is damaged is told when each is read alone.
    return null;
  }
  let at = 0;
  return sizes.map((size) => whole.subarray(at, (at += size)));
}
