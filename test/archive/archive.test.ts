import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { PMTiles, type RangeResponse, type Source } from 'pmtiles';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  ArchiveWriter,
  fileOutput,
  fileSource,
  findEntry,
  memoryOutput,
  memorySource,
  openArchive,
  readTile,
  verifyArchive,
  type ArchiveDescription,
} from '../../geodata/archive/index.ts';
import { AtlasError } from '../../geodata/model/atlas-error.ts';
import { tileIdToZxy, zxyToTileId } from '../../geodata/model/tile-id.ts';

const description: ArchiveDescription = {
  metadata: { name: 'test', vector_layers: [{ id: 'a', fields: { n: 'Number' } }] },
  minzoom: 0,
  maxzoom: 14,
  bounds: [-180, -85, 180, 85],
  center: [0, 0, 0],
};

/** Writes tiles given as [id, text] and returns the archive. */
const archiveOf = (tiles: Iterable<readonly [number, string]>, compress = true): Uint8Array => {
  const output = memoryOutput();
  const writer = new ArchiveWriter(output);
  for (const [id, text] of tiles) writer.add(id, compress ? gzipSync(text) : Buffer.from(text));
  writer.finish({ ...description, tileCompression: compress ? 'gzip' : 'none' });
  return output.bytes();
};

const revisionOf = (text: string): string => {
  const writer = new ArchiveWriter(memoryOutput());
  writer.add(0, Buffer.from(text));
  return writer.finish(description).revision;
};

class PeerSource implements Source {
  readonly #bytes: Uint8Array;
  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }
  getKey(): string {
    return 'memory';
  }
  async getBytes(offset: number, length: number): Promise<RangeResponse> {
    return { data: this.#bytes.slice(offset, offset + length).buffer };
  }
}

const peerText = async (peer: PMTiles, id: number): Promise<string | undefined> => {
  const { z, x, y } = tileIdToZxy(id);
  const tile = await peer.getZxy(z, x, y);
  return tile && Buffer.from(tile.data).toString();
};

describe('ArchiveWriter', () => {
  it('writes what the pmtiles package and our reader read back', async () => {
    const tileList = fc
      .uniqueArray(fc.tuple(fc.nat(100_000), fc.constantFrom('sea', 'land', 'coast')), {
        selector: ([id]) => id,
        minLength: 1,
        maxLength: 80,
      })
      .map((tiles) => tiles.sort((a, b) => a[0] - b[0]));
    await fc.assert(
      fc.asyncProperty(tileList, async (tiles) => {
        const bytes = archiveOf(tiles);
        const peer = new PMTiles(new PeerSource(bytes));
        const archive = await openArchive(memorySource(bytes));
        for (const [id, text] of tiles) {
          expect(await peerText(peer, id)).toBe(text);
          const { z, x, y } = tileIdToZxy(id);
          expect(Buffer.from((await readTile(archive, z, x, y))!).toString()).toBe(text);
        }
        expect(archive.header.tileContents).toBe(new Set(tiles.map(([, text]) => text)).size);
        expect((await verifyArchive(memorySource(bytes))).problems).toEqual([]);
      }),
      { numRuns: 40 },
    );
  });

  it('stores equal contents once and joins them into runs', async () => {
    const archive = await openArchive(
      memorySource(archiveOf([5, 6, 7, 9, 10].map((id) => [id, id === 9 ? 'land' : 'sea'] as const))),
    );
    expect([...archive.directory.tileId]).toEqual([5, 9, 10]);
    expect([...archive.directory.runLength]).toEqual([3, 1, 1]);
    expect(archive.directory.offset[2]).toBe(archive.directory.offset[0]);
    expect(archive.header).toMatchObject({ addressedTiles: 5, tileEntries: 3, tileContents: 2 });
    expect(findEntry(archive.directory, 7)).toBe(0);
    expect(findEntry(archive.directory, 8)).toBe(-1);
    expect(findEntry(archive.directory, 4)).toBe(-1);
    expect(findEntry(archive.directory, 11)).toBe(-1);
  });

  it('does not confuse contents whose length and CRC are equal', async () => {
    // Two different strings of eight bytes with the same CRC-32.
    const [a, b] = collidingPair();
    const archive = await openArchive(
      memorySource(
        archiveOf(
          [
            [1, a],
            [2, b],
            [3, a],
          ] as const,
          false,
        ),
      ),
    );
    expect(archive.header.tileContents).toBe(2);
    expect(Buffer.from((await readTile(archive, 1, 0, 0))!).toString()).toBe(a);
    expect(Buffer.from((await readTile(archive, 1, 0, 1))!).toString()).toBe(b);
  });

  it('splits into leaf directories when the root would not fit the first request', async () => {
    const ids = Array.from({ length: 60_000 }, (_, i) => i * 3 + (i % 7 === 0 ? 1 : 0)).filter(
      (id, i, all) => i === 0 || id > all[i - 1]!,
    );
    const bytes = archiveOf(
      ids.map((id) => [id, `tile ${(id * 2_654_435_761) % 1_000_003}`] as const),
      false,
    );
    const archive = await openArchive(memorySource(bytes));
    expect(archive.header.leafDirectories.length).toBeGreaterThan(0);
    expect(archive.header.rootDirectory.length).toBeLessThanOrEqual(16_384 - 127);
    expect(archive.directory.tileId.length).toBe(ids.length);
    expect([...archive.directory.tileId]).toEqual(ids);
    const peer = new PMTiles(new PeerSource(bytes));
    for (const id of [ids[0]!, ids[4096]!, ids[30_001]!, ids.at(-1)!]) {
      expect(await peerText(peer, id)).toBe(`tile ${(id * 2_654_435_761) % 1_000_003}`);
    }
    expect((await verifyArchive(memorySource(bytes))).problems).toEqual([]);
  });

  it('refuses ids that do not ascend, empty tiles, and archives without tiles', () => {
    const writer = new ArchiveWriter(memoryOutput());
    expect(() => writer.finish(description)).toThrow(/No tile was made/);
    writer.add(4, Buffer.from('x'));
    expect(() => writer.add(4, Buffer.from('x'))).toThrow(/ascending/);
    expect(() => writer.add(5, new Uint8Array(0))).toThrow(/at least one byte/);
  });

  it('has a revision that changes with any content', () => {
    expect(revisionOf('a')).toMatch(/^[0-9a-f]{16}$/);
    expect(revisionOf('a')).toBe(revisionOf('a'));
    expect(revisionOf('a')).not.toBe(revisionOf('b'));
  });
});

describe('archives in files', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'archive-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  it('appear under their name only when finished, with the bytes of the memory form', async () => {
    const path = join(folder, 'a.pmtiles');
    const output = fileOutput(path);
    const writer = new ArchiveWriter(output);
    // More than the write buffer holds, with a repetition that must be compared on disk.
    const large = 'x'.repeat(700_000);
    const tiles = [
      [0, `${large}1`],
      [1, `${large}2`],
      [2, `${large}3`],
      [3, `${large}1`],
    ] as const;
    for (const [id, text] of tiles) writer.add(id, Buffer.from(text));
    expect(await readdir(folder)).toEqual(['a.pmtiles.partial']);
    const summary = writer.finish({ ...description, tileCompression: 'none' });
    expect(await readdir(folder)).toEqual(['a.pmtiles']);
    const bytes = await readFile(path);
    expect(bytes.length).toBe(summary.bytes);
    expect(summary.contents).toBe(3);
    expect(Buffer.compare(bytes, archiveOf(tiles, false))).toBe(0);

    const source = await fileSource(path);
    const archive = await openArchive(source);
    expect((await readTile(archive, 1, 1, 1))!.length).toBe(700_001);
    await source.close();
  });

  it('vanish when discarded', async () => {
    const writer = new ArchiveWriter(fileOutput(join(folder, 'b.pmtiles')));
    writer.add(0, Buffer.from('x'));
    writer.discard();
    expect(await readdir(folder)).not.toContain('b.pmtiles.partial');
  });

  it('that do not exist are an error of their own', async () => {
    await expect(fileSource(join(folder, 'none.pmtiles'))).rejects.toMatchObject({ code: 'not-found' });
  });
});

describe('damaged archives', () => {
  const intact = archiveOf([0, 1, 2, 3, 4, 30].map((id) => [id, `tile ${id}`] as const));

  it('cut at any byte are refused with a place', async () => {
    for (let length = 0; length < intact.length; length += 97) {
      const error = await openArchive(memorySource(intact.subarray(0, length))).catch(
        (cause: unknown) => cause,
      );
      expect(error).toBeInstanceOf(AtlasError);
      expect(error).toMatchObject({ code: 'invalid-archive', at: expect.stringMatching(/^byte \d+$/) });
    }
  });

  it('with flipped bytes are refused or reported, never a crash', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(intact.length - 1), fc.integer({ min: 1, max: 255 }), async (at, flip) => {
        const bytes = intact.slice();
        bytes[at]! ^= flip;
        try {
          await verifyArchive(memorySource(bytes));
        } catch (error) {
          expect(error).toBeInstanceOf(AtlasError);
        }
      }),
      { numRuns: 400 },
    );
  });

  it('with wrong statements are listed by verify', async () => {
    const bytes = intact.slice();
    const view = new DataView(bytes.buffer);
    view.setBigUint64(72, 99n, true);
    bytes[101] = 1;
    const { problems, statistics } = await verifyArchive(memorySource(bytes));
    expect(statistics).toMatchObject({ addressedTiles: 6, tileContents: 6, minzoom: 0, maxzoom: 3 });
    expect(problems.map((problem) => problem.at)).toEqual([72, 101]);
  });

  it('with foreign bytes among the tiles are listed by verify', async () => {
    const archive = await openArchive(memorySource(intact));
    const { offset, length } = archive.header.tileData;
    const bytes = new Uint8Array(intact.length + 5);
    bytes.set(intact);
    // The tile data is said to reach over the metadata behind it.
    new DataView(bytes.buffer).setBigUint64(64, BigInt(length + 5), true);
    const { problems } = await verifyArchive(memorySource(bytes));
    expect(offset).toBe(16_384);
    expect(problems.map((problem) => problem.message)).toEqual(['No entry reaches 5 bytes of tile data.']);
  });

  it('name the tile a check complains about', async () => {
    const { problems } = await verifyArchive(memorySource(intact), (bytes, z) =>
      z === 3 ? [`odd: ${Buffer.from(bytes).toString()}`] : [],
    );
    expect(problems).toMatchObject([
      { tile: Object.values(tileIdToZxy(30)).join('/'), message: 'odd: tile 30' },
    ]);
    expect(gunzipSync(intact.subarray(16_384, 16_384 + 26)).toString()).toBe('tile 0');
    expect(zxyToTileId(0, 0, 0)).toBe(0);
  });
});

/** Searches decimal texts for two with one CRC-32: some 100,000 are enough among 2^32. */
function collidingPair(): [string, string] {
  const seen = new Map<number, string>();
  const table = crcTable();
  for (let n = 10_000_000; ; n++) {
    const text = `${n}${(n * 7919) % 9_999_991}`.padEnd(15, '.').slice(0, 15);
    let crc = -1;
    for (let i = 0; i < text.length; i++) crc = table[(crc ^ text.charCodeAt(i)) & 255]! ^ (crc >>> 8);
    const other = seen.get(crc);
    if (other !== undefined && other !== text) return [other, text];
    seen.set(crc, text);
  }
}

function crcTable(): Int32Array {
  return Int32Array.from({ length: 256 }, (_, n) => {
    let c = n;
    for (let k = 0; k < 8; k++) c = c & 1 ? 0xed_b8_83_20 ^ (c >>> 1) : c >>> 1;
    return c;
  });
}
