import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { tileIdToZxy } from '../../geodata/model/tile-id.ts';
import type { TileArchive } from '../tile-archive.ts';

/**
 * Writes every tile of an archive as a file, plain and gzip, below its revision: addresses that never mean anything
 * else. Returns how many tiles there are.
 */
export async function writeTiles(archive: TileArchive, folder: string, tick: () => void): Promise<number> {
  const { tileId, runLength } = archive.archive.directory;
  const { id, revision } = archive.entry;
  let count = 0;
  for (const [place, first] of tileId.entries()) {
    const stored = await archive.stored(place);
    const plain = archive.inflate(stored, place);
    const packed = archive.storedCoding === 'gzip' ? stored : gzipSync(plain);
    for (let step = 0; step < runLength[place]!; step++) {
      const { z, x, y } = tileIdToZxy(first + step);
      const column = join(folder, 'tiles', id, revision, String(z), String(x));
      await mkdir(column, { recursive: true });
      await writeFile(join(column, `${y}.mvt`), plain);
      await writeFile(join(column, `${y}.mvt.gz`), packed);
      count++;
      tick();
    }
  }
  return count;
}
