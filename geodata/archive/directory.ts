import { readVarint, varintLength, writeVarint, invalidArchive, type ByteCursor } from './varint.ts';

/**
 * Directory entries as columns, ascending by tile id. Entry i says that the `runLength[i]` tiles from
 * `tileId[i]` on are the `length[i]` bytes at `offset[i]` of the tile data; in a run of 0 the bytes are a leaf
 * directory instead, at `offset[i]` of the leaf directories.
 */
export interface Directory {
  tileId: Float64Array;
  offset: Float64Array;
  length: Uint32Array;
  runLength: Uint32Array;
}

export const createDirectory = (entries: number): Directory => ({
  tileId: new Float64Array(entries),
  offset: new Float64Array(entries),
  length: new Uint32Array(entries),
  runLength: new Uint32Array(entries),
});

export const sliceDirectory = (directory: Directory, start: number, end: number): Directory => ({
  tileId: directory.tileId.subarray(start, end),
  offset: directory.offset.subarray(start, end),
  length: directory.length.subarray(start, end),
  runLength: directory.runLength.subarray(start, end),
});

/** An entry takes at least four bytes: one in each column. */
const MIN_ENTRY_BYTES = 4;

/** Serialises a directory, uncompressed (PMTiles specification 3, section 4.2). */
export function encodeDirectory(directory: Directory): Uint8Array {
  const { tileId, offset, length, runLength } = directory;
  const count = tileId.length;
  // An offset is written as 0 where the bytes follow those of the entry before, else as offset + 1.
  const storedOffset = (i: number): number =>
    i > 0 && offset[i] === offset[i - 1]! + length[i - 1]! ? 0 : offset[i]! + 1;

  let size = varintLength(count);
  for (let i = 0; i < count; i++) {
    size += varintLength(tileId[i]! - (i > 0 ? tileId[i - 1]! : 0));
    size += varintLength(runLength[i]!) + varintLength(length[i]!) + varintLength(storedOffset(i));
  }

  const bytes = new Uint8Array(size);
  let position = writeVarint(bytes, 0, count);
  for (let i = 0; i < count; i++) {
    position = writeVarint(bytes, position, tileId[i]! - (i > 0 ? tileId[i - 1]! : 0));
  }
  for (let i = 0; i < count; i++) position = writeVarint(bytes, position, runLength[i]!);
  for (let i = 0; i < count; i++) position = writeVarint(bytes, position, length[i]!);
  for (let i = 0; i < count; i++) position = writeVarint(bytes, position, storedOffset(i));
  return bytes;
}

/**
 * Parses an uncompressed directory. `origin` is the byte of the archive at which it begins (exact only where
 * directories are not compressed). Refuses empty directories, ids that do not ascend and empty contents.
 */
export function decodeDirectory(bytes: Uint8Array, origin: number, what: string): Directory {
  const cursor: ByteCursor = { bytes, position: 0, origin, what };
  const count = readVarint(cursor);
  const fail = (message: string): never => {
    throw invalidArchive(`The ${what} ${message} The archive is damaged.`, origin);
  };
  if (count === 0) fail('has no entries; expected at least one.');
  if (count > (bytes.length - cursor.position) / MIN_ENTRY_BYTES) {
    fail(
      `claims ${count} entries in ${bytes.length} bytes; expected at least ${MIN_ENTRY_BYTES} bytes for each.`,
    );
  }

  const directory = createDirectory(count);
  const { tileId, offset, length, runLength } = directory;
  let id = 0;
  for (let i = 0; i < count; i++) {
    const step = readVarint(cursor);
    if (i > 0 && step === 0) fail(`lists tile ${id} twice; expected ascending tile ids.`);
    id += step;
    if (id > Number.MAX_SAFE_INTEGER) fail('reaches a tile id of 2^53 or more; expected less.');
    tileId[i] = id;
  }
  for (let i = 0; i < count; i++) runLength[i] = readUint32(cursor, 'run length');
  for (let i = 0; i < count; i++) {
    length[i] = readUint32(cursor, 'length');
    if (length[i] === 0) fail(`gives tile ${tileId[i]} a length of 0; expected at least 1.`);
  }
  for (let i = 0; i < count; i++) {
    const stored = readVarint(cursor);
    if (stored === 0 && i === 0) fail('begins with a relative offset; expected an absolute one.');
    offset[i] = stored === 0 ? offset[i - 1]! + length[i - 1]! : stored - 1;
  }
  if (cursor.position !== bytes.length) {
    fail(`ends ${bytes.length - cursor.position} bytes before its bytes do.`);
  }
  return directory;
}

function readUint32(cursor: ByteCursor, column: string): number {
  const start = cursor.position;
  const value = readVarint(cursor);
  if (value <= 0xff_ff_ff_ff) return value;
  throw invalidArchive(
    `The ${cursor.what} gives a ${column} of ${value}; expected less than 2^32.`,
    cursor.origin + start,
  );
}

/** Index of the entry that covers a tile id, or −1: the last entry that begins at or before it, if it reaches it. */
export function findEntry(directory: Directory, wanted: number): number {
  const { tileId, runLength } = directory;
  let low = 0;
  let high = tileId.length - 1;
  while (low <= high) {
    const middle = (low + high) >>> 1;
    if (tileId[middle]! <= wanted) low = middle + 1;
    else high = middle - 1;
  }
  if (high < 0) return -1;
  const run = runLength[high]!;
  return run === 0 || wanted - tileId[high]! < run ? high : -1;
}
