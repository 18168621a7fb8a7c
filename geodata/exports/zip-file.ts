import { crc32, deflateRawSync } from 'node:zlib';

const signatures = { localHeader: 0x04034b50, directoryEntry: 0x02014b50, endOfDirectory: 0x06054b50 };
const VERSION_NEEDED = 20;
/** Bit 11: names are UTF-8. */
const FLAGS = 0x0800;
const DEFLATED = 8;
/** 1 January 1980, midnight, the earliest date the format knows: the same files give the same bytes. */
const DATE = 0x21;

/** A zip archive of deflated files (APPNOTE.TXT 6.3.10, §4.3), none of them of 4 GB or more. */
export function zipFile(files: readonly { path: string; bytes: Uint8Array }[]): Uint8Array {
  const parts: Uint8Array[] = [];
  const directory: Uint8Array[] = [];
  let offset = 0;
  for (const { path, bytes } of files) {
    const name = new TextEncoder().encode(path);
    const packed = deflateRawSync(bytes);
    // What the header before a file and its entry in the directory both say.
    const facts = fields([
      [2, VERSION_NEEDED],
      [2, FLAGS],
      [2, DEFLATED],
      [2, 0],
      [2, DATE],
      [4, crc32(bytes)],
      [4, packed.length],
      [4, bytes.length],
      [2, name.length],
      [2, 0],
    ]);
    const local = [fields([[4, signatures.localHeader]]), facts, name, packed];
    directory.push(
      fields([
        [4, signatures.directoryEntry],
        [2, VERSION_NEEDED],
      ]),
      facts,
      fields([
        [2, 0],
        [2, 0],
        [2, 0],
        [4, 0],
        [4, offset],
      ]),
      name,
    );
    parts.push(...local);
    offset += sizeOf(local);
  }
  const end = fields([
    [4, signatures.endOfDirectory],
    [2, 0],
    [2, 0],
    [2, files.length],
    [2, files.length],
    [4, sizeOf(directory)],
    [4, offset],
    [2, 0],
  ]);
  return new Uint8Array(Buffer.concat([...parts, ...directory, end]));
}

/** Unsigned little-endian integers of two or four bytes. */
function fields(values: readonly (readonly [size: 2 | 4, value: number])[]): Uint8Array {
  const bytes = new Uint8Array(values.reduce((sum, [size]) => sum + size, 0));
  const view = new DataView(bytes.buffer);
  let offset = 0;
  for (const [size, value] of values) {
    if (size === 2) view.setUint16(offset, value, true);
    else view.setUint32(offset, value, true);
    offset += size;
  }
  return bytes;
}

const sizeOf = (parts: readonly Uint8Array[]): number => parts.reduce((sum, part) => sum + part.length, 0);
