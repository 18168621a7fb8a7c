import { constants, crc32, deflateRawSync, gzipSync, inflateRawSync } from 'node:zlib';
import { ByteWriter } from './byte-writer.ts';

/** A run of bytes of a tile, [start, end). */
export interface ByteRange {
  start: number;
  end: number;
}

/** A tile as it was compressed before. */
export interface EarlierTile {
  raw: Uint8Array;
  compressed: Uint8Array;
}

/** Tiles up to this size are looked up among those compressed before: most are the inside of one polygon. */
const MAX_REPEATED_BYTES = 512;
const MAX_REMEMBERED = 10_000;

/** Features are compressed apart from what stands around them where they are so long, and so much of their tile. */
const MIN_APART_BYTES = 1024;
const MIN_APART_SHARE = 0.75;

// RFC 1952, section 2.3: a header with an extra field of one subfield; RFC 1951, section 3.2.4: a stored block.
const GZIP_HEADER = [0x1f, 0x8b, 8, 4, 0, 0, 0, 0, 0, 255];
const SUBFIELD_ID = [0x4a, 0x4a];
const SUBFIELD_BYTES = 16;
const HEADER_BYTES = GZIP_HEADER.length + 2 + SUBFIELD_ID.length + 2 + SUBFIELD_BYTES;
const MAX_STORED_BYTES = 0xff_ff;
const SYNC_FLUSH = Uint8Array.of(0, 0, 0xff, 0xff);
/** What zlib takes for its output at a time, at the least. */
const SPARE_BYTES = 64;

/**
 * Compresses tiles as gzip. Where nearly all of a tile are the features of one layer, they become deflate blocks of
 * their own that refer to nothing else: geometry compresses no worse without names and values in between, and when
 * only values change later the blocks are taken over as they are. Where they stand is said in the header of the gzip
 * member; readers that do not know the subfield pass over it.
 */
export class TileCompressor {
  readonly #level: number;
  readonly #remembered = new Map<number, EarlierTile>();
  readonly #out = new ByteWriter(1 << 16);

  constructor(level: number) {
    this.#level = level;
  }

  /**
   * `features` are the longest features of one layer. Gives the same bytes with and without `earlier`, which saves the
   * work where its features are the same. The result may be overwritten by the next call.
   */
  compress(raw: Uint8Array, features: ByteRange, earlier: EarlierTile | null = null): Uint8Array {
    if (isApart(raw, features)) return this.#compressApart(raw, features, earlier);
    if (raw.length > MAX_REPEATED_BYTES) return this.#gzipped(raw);
    const key = crc32(raw);
    const known = this.#remembered.get(key);
    if (known !== undefined && Buffer.compare(known.raw, raw) === 0) return known.compressed;
    const compressed = this.#gzipped(raw);
    if (this.#remembered.size >= MAX_REMEMBERED) this.#remembered.clear();
    this.#remembered.set(key, { raw: raw.slice(), compressed });
    return compressed;
  }

  #compressApart(raw: Uint8Array, { start, end }: ByteRange, earlier: EarlierTile | null): Uint8Array {
    const level = this.#level;
    const middle = raw.subarray(start, end);
    const before =
      start <= MAX_STORED_BYTES ? storedBlock(raw, start) : this.#deflated(raw.subarray(0, start));
    const blocks = blocksOf(earlier, middle) ?? this.#deflated(middle);
    const after = deflateRawSync(raw.subarray(end), { level, chunkSize: roomFor(raw.length - end) });
    const out = this.#out;
    out.length = 0;
    out.append(Uint8Array.from(GZIP_HEADER));
    littleEndian(out, SUBFIELD_ID.length + 2 + SUBFIELD_BYTES, 2);
    out.append(Uint8Array.from(SUBFIELD_ID));
    littleEndian(out, SUBFIELD_BYTES, 2);
    for (const number of [start, end, HEADER_BYTES + before.length, blocks.length])
      littleEndian(out, number, 4);
    for (const part of [before, blocks, after]) out.append(part);
    littleEndian(out, crc32(raw), 4);
    littleEndian(out, raw.length, 4);
    return out.bytes();
  }

  #gzipped(bytes: Uint8Array): Uint8Array {
    return gzipSync(bytes, { level: this.#level, chunkSize: roomFor(bytes.length) });
  }

  /** Blocks that end at a whole byte and are not the last. */
  #deflated(bytes: Uint8Array): Uint8Array {
    return deflateRawSync(bytes, {
      level: this.#level,
      finishFlush: constants.Z_SYNC_FLUSH,
      chunkSize: roomFor(bytes.length),
    });
  }
}

/** Room for so many bytes once they are compressed, in one piece nearly always, and not much more. */
const roomFor = (bytes: number): number => bytes + SPARE_BYTES;

const isApart = (raw: Uint8Array, { start, end }: ByteRange): boolean =>
  end - start >= MIN_APART_BYTES && end - start >= MIN_APART_SHARE * raw.length;

/** The blocks of a tile that was compressed before, if they hold just these features; null if not. */
function blocksOf(earlier: EarlierTile | null, features: Uint8Array): Uint8Array | null {
  if (earlier === null) return null;
  const { raw, compressed } = earlier;
  const marks = [0x1f, 0x8b, 8, 4];
  if (compressed.length < HEADER_BYTES || marks.some((mark, at) => compressed[at] !== mark)) return null;
  if (SUBFIELD_ID.some((mark, at) => compressed[GZIP_HEADER.length + 2 + at] !== mark)) return null;
  const view = new DataView(compressed.buffer, compressed.byteOffset, HEADER_BYTES);
  const [start, end, from, length] = [0, 4, 8, 12].map((at) =>
    view.getUint32(HEADER_BYTES - SUBFIELD_BYTES + at, true),
  ) as [number, number, number, number];
  if (end > raw.length || from + length > compressed.length) return null;
  if (Buffer.compare(raw.subarray(start, end), features) !== 0) return null;
  const blocks = compressed.subarray(from, from + length);
  return holds(blocks, features) ? blocks : null;
}

/** Whether blocks are whole, refer to nothing else and hold just these bytes: what a header says of them may be wrong. */
function holds(blocks: Uint8Array, features: Uint8Array): boolean {
  // A sync flush ends in an empty stored block.
  if (Buffer.compare(blocks.subarray(-4), SYNC_FLUSH) !== 0) return false;
  try {
    const held = inflateRawSync(blocks, {
      finishFlush: constants.Z_SYNC_FLUSH,
      maxOutputLength: features.length + 1,
      chunkSize: roomFor(features.length),
    });
    return Buffer.compare(held, features) === 0;
  } catch {
    return false;
  }
}

/** The first bytes of a tile as one deflate block, uncompressed: mostly they are a name. */
function storedBlock(raw: Uint8Array, length: number): Uint8Array {
  const block = new ByteWriter(length + 5);
  littleEndian(block, 0, 1);
  littleEndian(block, length, 2);
  littleEndian(block, length ^ 0xff_ff, 2);
  block.appendRange(raw, 0, length);
  return block.bytes();
}

function littleEndian(out: ByteWriter, value: number, bytes: number): void {
  out.reserve(bytes);
  for (let at = 0; at < bytes; at++) out.buffer[out.length++] = (value >>> (8 * at)) & 0xff;
}
