import { gunzipSync, gzipSync } from 'node:zlib';
import { decodeDirectories, fileSource, openArchive } from '../../geodata/archive/index.ts';

/** What an archive came to. */
export interface ArchiveSize {
  bytes: number;
  tiles: number;
  /** Bytes of the largest tile, compressed. */
  largestTile: number;
}

/** Reads the size of a PMTiles archive, of whichever maker. */
export async function archiveSize(path: string): Promise<ArchiveSize> {
  const source = await fileSource(path);
  try {
    const { header } = await openArchive(source);
    const { length, runLength } = await decodeDirectories(source, header);
    return {
      bytes: source.byteLength,
      tiles: runLength.reduce((sum, run) => sum + run, 0),
      largestTile: length.reduce((most, each) => Math.max(most, each), 0),
    };
  } finally {
    await source.close();
  }
}

/** Seconds that one thread needs to compress the tiles of an archive once more: the floor of every tiler. */
export async function gzipSeconds(path: string, level: number): Promise<number> {
  const source = await fileSource(path);
  try {
    const { header } = await openArchive(source);
    const { offset, length } = await decodeDirectories(source, header);
    const contents = new Map<number, number>();
    for (const [entry, at] of offset.entries()) contents.set(at, length[entry]!);
    let seconds = 0;
    for (const [at, size] of contents) {
      const raw = gunzipSync(await source.read(header.tileData.offset + at, size));
      const started = performance.now();
      gzipSync(raw, { level });
      seconds += (performance.now() - started) / 1000;
    }
    return seconds;
  } finally {
    await source.close();
  }
}
