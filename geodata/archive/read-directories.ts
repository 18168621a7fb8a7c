import type { ByteSource } from './byte-source.ts';
import { decompress } from './compression.ts';
import { createDirectory, decodeDirectory, type Directory } from './directory.ts';
import type { Header, Section } from './header.ts';
import { invalidArchive } from './varint.ts';

/** Writers make one level of leaves; readers follow three, as the reference implementations do. */
const MAX_DEPTH = 3;

/**
 * Decodes root and leaf directories into one directory of tile entries only, ascending by tile id: what a
 * server searches. Offsets stay relative to the tile data. Refuses directories that lie outside their
 * section, overlap, or nest deeper than three levels.
 */
export async function decodeDirectories(source: ByteSource, header: Header): Promise<Directory> {
  const parts: Directory[] = [];
  let total = 0;
  let lastTile = -1;

  const visit = async (section: Section, depth: number, what: string): Promise<void> => {
    const stored = await source.read(section.offset, section.length);
    if (stored.length < section.length) {
      throw invalidArchive(
        `The ${what} should take ${section.length} bytes; the file ends after ${stored.length}. It is truncated.`,
        section.offset,
      );
    }
    const bytes = decompress(stored, header.internalCompression, section.offset, what);
    const directory = decodeDirectory(bytes, section.offset, what);
    const { tileId, runLength, offset, length } = directory;
    let runStart = 0;
    for (let i = 0; i < tileId.length; i++) {
      if (tileId[i]! <= lastTile) {
        throw invalidArchive(
          `The ${what} lists tile ${tileId[i]} after tile ${lastTile}; expected ascending tile ids.`,
          section.offset,
        );
      }
      if (runLength[i]! > 0) {
        lastTile = tileId[i]! + runLength[i]! - 1;
        continue;
      }
      // A leaf stands between tile entries: keep those before it, then descend.
      keep(directory, runStart, i);
      runStart = i + 1;
      if (depth === MAX_DEPTH) {
        throw invalidArchive(`Directories nest deeper than ${MAX_DEPTH} levels.`, section.offset);
      }
      if (offset[i]! + length[i]! > header.leafDirectories.length) {
        throw invalidArchive(
          `The ${what} points at a leaf beyond the ${header.leafDirectories.length} bytes of leaf directories.`,
          section.offset,
        );
      }
      const leaf = { offset: header.leafDirectories.offset + offset[i]!, length: length[i]! };
      await visit(leaf, depth + 1, `leaf directory of tile ${tileId[i]}`);
    }
    keep(directory, runStart, tileId.length);
  };
  const keep = (directory: Directory, start: number, end: number): void => {
    if (start === end) return;
    parts.push({
      tileId: directory.tileId.subarray(start, end),
      offset: directory.offset.subarray(start, end),
      length: directory.length.subarray(start, end),
      runLength: directory.runLength.subarray(start, end),
    });
    total += end - start;
  };
  await visit(header.rootDirectory, 0, 'root directory');

  const all = createDirectory(total);
  let position = 0;
  for (const part of parts) {
    all.tileId.set(part.tileId, position);
    all.offset.set(part.offset, position);
    all.length.set(part.length, position);
    all.runLength.set(part.runLength, position);
    position += part.tileId.length;
  }
  return all;
}
