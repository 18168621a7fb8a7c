import fc from 'fast-check';
import { bytesToHeader } from 'pmtiles';
import { describe, expect, it } from 'vitest';
import { createDirectory, decodeDirectory, encodeDirectory } from '../../geodata/archive/directory.ts';
import { decodeHeader, encodeHeader, type Header } from '../../geodata/archive/header.ts';
import { readVarint, varintLength, writeVarint } from '../../geodata/archive/varint.ts';
import { AtlasError } from '../../geodata/model/atlas-error.ts';

const safeInteger = fc.oneof(
  fc.maxSafeNat(),
  fc.constantFrom(0, 127, 128, 16_383, 16_384, 2 ** 32 - 1, 2 ** 32, Number.MAX_SAFE_INTEGER),
);
const cursorOver = (bytes: Uint8Array) => ({ bytes, position: 0, origin: 1000, what: 'root directory' });

const invalid = (act: () => unknown): AtlasError => {
  try {
    act();
  } catch (error) {
    expect(error).toBeInstanceOf(AtlasError);
    expect((error as AtlasError).code).toBe('invalid-archive');
    expect((error as AtlasError).at).toMatch(/^byte \d+$/);
    return error as AtlasError;
  }
  throw new Error('expected an AtlasError');
};

describe('varint', () => {
  it('round trips every integer below 2^53, in the length it announces', () => {
    fc.assert(
      fc.property(safeInteger, (value) => {
        const bytes = new Uint8Array(10);
        const end = writeVarint(bytes, 0, value);
        expect(end).toBe(varintLength(value));
        const cursor = cursorOver(bytes.subarray(0, end));
        expect(readVarint(cursor)).toBe(value);
        expect(cursor.position).toBe(end);
      }),
    );
  });

  it('refuses integers that are cut off or too large', () => {
    expect(invalid(() => readVarint(cursorOver(Uint8Array.of(0x80, 0x80)))).message).toContain('truncated');
    expect(invalid(() => readVarint(cursorOver(new Uint8Array(0)))).at).toBe('byte 1000');
    expect(invalid(() => readVarint(cursorOver(new Uint8Array(12).fill(0xff)))).message).toContain('2^53');
    expect(invalid(() => readVarint(cursorOver(new Uint8Array(12).fill(0x80)))).message).toContain('2^53');
  });
});

describe('directory', () => {
  const rows = fc.array(
    fc.record({
      step: fc.integer({ min: 1, max: 2 ** 40 }),
      length: fc.integer({ min: 1, max: 2 ** 32 - 1 }),
      runLength: fc.integer({ min: 0, max: 2 ** 32 - 1 }),
      offset: fc.oneof(fc.constant(-1), fc.integer({ min: 0, max: 2 ** 45 })),
    }),
    { minLength: 1, maxLength: 60 },
  );

  it('round trips', () => {
    fc.assert(
      fc.property(rows, (list) => {
        const directory = createDirectory(list.length);
        list.forEach((row, i) => {
          directory.tileId[i] = (i > 0 ? directory.tileId[i - 1]! : 0) + row.step;
          directory.length[i] = row.length;
          directory.runLength[i] = row.runLength;
          // −1 stands for "follows the entry before".
          const follows = row.offset === -1 && i > 0;
          directory.offset[i] = follows
            ? directory.offset[i - 1]! + directory.length[i - 1]!
            : Math.max(0, row.offset);
        });
        expect(decodeDirectory(encodeDirectory(directory), 0, 'root directory')).toEqual(directory);
      }),
    );
  });

  it('never crashes or hangs on arbitrary bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        try {
          decodeDirectory(bytes, 127, 'root directory');
        } catch (error) {
          expect((error as AtlasError).code).toBe('invalid-archive');
        }
      }),
      { numRuns: 2000 },
    );
  });

  it.each([
    ['no entries', [0], 'no entries'],
    ['more entries than bytes', [100, 1, 1, 1, 1], 'claims 100 entries'],
    ['a tile twice', [2, 5, 0, 1, 1, 1, 1, 1, 1], 'lists tile 5 twice'],
    ['an empty content', [1, 0, 1, 0, 1], 'length of 0'],
    ['a relative offset at the start', [1, 0, 1, 1, 0], 'relative offset'],
    ['bytes after the end', [1, 0, 1, 1, 1, 9], 'before its bytes do'],
  ])('refuses %s', (_, bytes, message) => {
    expect(invalid(() => decodeDirectory(Uint8Array.from(bytes), 127, 'root directory')).message).toContain(
      message,
    );
  });
});

describe('header', () => {
  const header: Header = {
    rootDirectory: { offset: 127, length: 300 },
    metadata: { offset: 90_000, length: 400 },
    leafDirectories: { offset: 90_400, length: 0 },
    tileData: { offset: 16_384, length: 2 ** 33 },
    addressedTiles: 12,
    tileEntries: 11,
    tileContents: 10,
    clustered: true,
    internalCompression: 'gzip',
    tileCompression: 'gzip',
    tileType: 'mvt',
    minzoom: 0,
    maxzoom: 8,
    bounds: [73.5, -3.4, 135.1, 53.6],
    center: [104.3, 35.2, 4],
  };

  it('round trips and means the same to the pmtiles package', () => {
    const bytes = encodeHeader(header);
    expect(decodeHeader(bytes)).toEqual(header);
    const peer = bytesToHeader(bytes.slice().buffer);
    expect(peer).toMatchObject({
      rootDirectoryOffset: 127,
      tileDataLength: 2 ** 33,
      clustered: true,
      tileType: 1,
      tileCompression: 2,
      maxZoom: 8,
      minLon: 73.5,
      maxLat: 53.6,
      centerZoom: 4,
    });
  });

  it('refuses what is not an archive', () => {
    const bytes = encodeHeader(header);
    expect(invalid(() => decodeHeader(bytes.subarray(0, 126))).message).toContain('126 bytes');
    const patched = (at: number, value: number): Uint8Array => {
      const copy = bytes.slice();
      copy[at] = value;
      return copy;
    };
    expect(invalid(() => decodeHeader(patched(3, 65))).message).toContain('not a PMTiles archive');
    expect(invalid(() => decodeHeader(patched(7, 2))).message).toContain('version 2');
    expect(invalid(() => decodeHeader(patched(97, 9))).at).toBe('byte 97');
    expect(invalid(() => decodeHeader(patched(99, 9))).message).toContain('tile type 9');
    expect(invalid(() => decodeHeader(patched(15, 255))).message).toContain('2^53');
  });
});
