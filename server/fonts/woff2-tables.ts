import { brotliDecompressSync } from 'node:zlib';
import { AtlasError } from '../../geodata/model/atlas-error.ts';
import { ByteReader } from './byte-reader.ts';

export interface FontTable {
  bytes: Uint8Array;
  /** Whether the bytes are in the form that WOFF 2.0 gives `glyf`, `loca` and `hmtx` to compress them better. */
  isTransformed: boolean;
}

const SIGNATURE = 0x774f4632;
const HEADER_BYTES = 48;

/** Tags of section 4.1 that are read here, by their index in the list of known tags. */
const KNOWN_TAGS = ['cmap', 'head', 'hhea', 'hmtx', 'maxp', '', '', '', '', '', 'glyf', 'loca'] as const;

/**
 * The tables of a WOFF 2.0 font (W3C Recommendation of 2018, section 4) that tell outlines and widths, by tag. Throws
 * an AtlasError where the bytes are none.
 */
export function readWoff2Tables(font: Uint8Array): Map<string, FontTable> {
  const reader = new ByteReader(font);
  if (font.length < HEADER_BYTES || reader.u32() !== SIGNATURE)
    throw new AtlasError('invalid-data', 'The file is no WOFF 2.0 font: its first bytes are not "wOF2".');
  reader.position = 12;
  const tableCount = reader.u16();
  reader.position = 20;
  const compressedLength = reader.u32();
  reader.position = HEADER_BYTES;
  const directory = Array.from({ length: tableCount }, () => readEntry(reader));

  const data = brotliDecompressSync(reader.take(compressedLength));
  const tables = new Map<string, FontTable>();
  let offset = 0;
  for (const { tag, length, isTransformed } of directory) {
    if (tag !== '') tables.set(tag, { bytes: data.subarray(offset, offset + length), isTransformed });
    offset += length;
  }
  return tables;
}

function readEntry(reader: ByteReader): { tag: string; length: number; isTransformed: boolean } {
  const flags = reader.u8();
  const index = flags & 0x3f;
  if (index === 0x3f) reader.position += 4;
  const tag = KNOWN_TAGS[index] ?? '';
  const version = flags >> 6;
  // For these two the null transform is version 3, for all others it is 0.
  const isTransformed = tag === 'glyf' || tag === 'loca' ? version !== 3 : version !== 0;
  const plainLength = reader.base128();
  return { tag, length: isTransformed ? reader.base128() : plainLength, isTransformed };
}
