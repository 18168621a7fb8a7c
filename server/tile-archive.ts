import { hash } from 'node:crypto';
import { decompress } from '../geodata/archive/compression.ts';
import {
  findEntry,
  memorySource,
  openArchive,
  type Archive,
  type ByteSource,
} from '../geodata/archive/index.ts';
import { AtlasError } from '../geodata/model/atlas-error.ts';
import type { TilesetEntry } from '../geodata/model/catalog.ts';
import { zxyToTileId } from '../geodata/model/tile-id.ts';
import type { ContentCoding } from './protocol/accept-encoding.ts';

const MEDIA_TYPES = {
  unknown: 'application/octet-stream',
  mvt: 'application/vnd.mapbox-vector-tile',
  png: 'image/png',
  jpeg: 'image/jpeg',
  webp: 'image/webp',
  avif: 'image/avif',
  mlt: 'application/vnd.maplibre-vector-tile',
} as const;

/**
 * A tileset ready to be served: all directories decoded, and the bytes in memory where the budget allows, else read
 * from the file by position. Tiles are addressed by their place in the directory (`find`), so that everything that
 * is known about one lies in typed arrays.
 */
export class TileArchive {
  readonly entry: TilesetEntry;
  readonly archive: Archive;
  readonly mediaType: string;
  /** How the tiles are stored; clients that do not take it get them uncompressed. */
  readonly storedCoding: ContentCoding;
  readonly #bytes: Uint8Array | null;
  /** Content hash by place in the directory, eight bytes; all 0 is "not asked for yet". */
  readonly #hashes: Uint8Array;

  private constructor(entry: TilesetEntry, archive: Archive, bytes: Uint8Array | null) {
    this.entry = entry;
    this.archive = archive;
    this.mediaType = MEDIA_TYPES[archive.header.tileType];
    this.storedCoding = storedCodingOf(archive);
    this.#bytes = bytes;
    this.#hashes = new Uint8Array(archive.directory.tileId.length * HASH_BYTES);
  }

  /**
   * Opens the archive of a tileset. Throws an AtlasError where it is damaged or not the one the catalog describes, and
   * closes the source.
   */
  static async open(file: ByteSource, entry: TilesetEntry, keepInMemory: boolean): Promise<TileArchive> {
    try {
      if (file.byteLength !== entry.bytes)
        throw new AtlasError(
          'invalid-archive',
          `The archive of tileset "${entry.id}" has ${file.byteLength} bytes, the catalog says ${entry.bytes}. ` +
            'It was truncated or replaced; build the atlas again.',
          { at: entry.archive },
        );
      if (!keepInMemory) return new TileArchive(entry, await openArchive(file), null);
      const bytes = await file.read(0, file.byteLength);
      const archive = await openArchive(memorySource(bytes));
      await file.close();
      return new TileArchive(entry, archive, bytes);
    } catch (error) {
      await file.close();
      throw error;
    }
  }

  /** False where tiles are cut in a plane of their own: they are served as they are, and never taken for degrees. */
  get isMercator(): boolean {
    return !('plane' in this.entry);
  }

  get source(): ByteSource {
    return this.archive.source;
  }

  get isInMemory(): boolean {
    return this.#bytes !== null;
  }

  /** Bytes of the archive itself, both ends included: a view at once where they are in memory, else null. */
  held(first: number, last: number): Uint8Array | null {
    return this.#bytes?.subarray(first, last + 1) ?? null;
  }

  /** Place of a tile in the directory, or −1 where the archive has none. The address must lie in the tile matrix. */
  find(z: number, x: number, y: number): number {
    return findEntry(this.archive.directory, zxyToTileId(z, x, y));
  }

  /** Stored bytes of a tile by its place: a view at once where they are in memory. */
  stored(place: number): Uint8Array | Promise<Uint8Array> {
    const { directory, header } = this.archive;
    const offset = header.tileData.offset + directory.offset[place]!;
    const length = directory.length[place]!;
    return this.#bytes === null ? this.#read(offset, length) : this.#bytes.subarray(offset, offset + length);
  }

  /** Uncompresses stored bytes. */
  inflate(stored: Uint8Array, place: number): Uint8Array {
    const { directory, header } = this.archive;
    const at = header.tileData.offset + directory.offset[place]!;
    return decompress(stored, header.tileCompression, at, `tile ${directory.tileId[place]}`);
  }

  /** Hash of a tile's content if it was computed before: enough to answer 304 without a look at the bytes. */
  knownHash(place: number): string | null {
    const start = place * HASH_BYTES;
    let text = '';
    let sum = 0;
    for (let index = start; index < start + HASH_BYTES; index++) {
      const byte = this.#hashes[index]!;
      sum |= byte;
      text += HEXADECIMAL[byte]!;
    }
    return sum === 0 ? null : text;
  }

  /**
   * 64 bits of SHA-256 over the stored bytes, computed when a tile is first asked for and then kept. It names the
   * content, not the archive: a tile that a rebuild leaves as it was keeps its entity tag.
   */
  hashOf(place: number, stored: Uint8Array): string {
    const known = this.knownHash(place);
    if (known !== null) return known;
    const digest = hash('sha256', stored, 'buffer');
    this.#hashes.set(digest.subarray(0, HASH_BYTES), place * HASH_BYTES);
    return digest.toString('hex', 0, HASH_BYTES);
  }

  close(): Promise<void> {
    return this.source.close();
  }

  async #read(offset: number, length: number): Promise<Uint8Array> {
    const bytes = await this.source.read(offset, length).catch((cause: unknown) => {
      throw new AtlasError('io', `The archive of tileset "${this.entry.id}" cannot be read.`, { cause });
    });
    const isWhole = this.storedCoding !== 'gzip' || (bytes[0] === 0x1f && bytes[1] === 0x8b);
    if (bytes.length === length && isWhole) return bytes;
    if (!isWhole && bytes.length === length)
      throw new AtlasError(
        'invalid-archive',
        `The archive of tileset "${this.entry.id}" holds no tile at byte ${offset}: it was overwritten.`,
        { at: `byte ${offset}` },
      );
    throw new AtlasError(
      'invalid-archive',
      `The archive of tileset "${this.entry.id}" ends before byte ${offset + length}: it was truncated.`,
      { at: `byte ${offset}` },
    );
  }
}

const HASH_BYTES = 8;
/** Bytes as text: a number's own `toString(16)` costs more than all else on the way to a tile. */
const HEXADECIMAL = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

function storedCodingOf({ header, directory }: Archive): ContentCoding {
  const compression = header.tileCompression;
  if (compression === 'gzip') return 'gzip';
  if (compression === 'brotli') return 'br';
  if (compression === 'none' || directory.tileId.length === 0) return 'identity';
  throw new AtlasError(
    'invalid-archive',
    `The tiles are compressed with ${compression}; expected gzip, brotli or none. Convert the archive first.`,
    { at: 'byte 98' },
  );
}
