import { hash } from 'node:crypto';
import { promisify } from 'node:util';
import {
  brotliCompress as brotliCompressLater,
  brotliCompressSync,
  constants,
  gzip as gzipLater,
  gzipSync,
  type BrotliOptions,
  type ZlibOptions,
} from 'node:zlib';
import type { ContentCoding } from './accept-encoding.ts';

/** One resource in all codings it is kept in; nothing is compressed when it is asked for. */
export interface Representation {
  mediaType: string;
  /** Names the plain bytes: equal bytes, equal hash, in every revision and on every machine. */
  contentHash: string;
  /** Codings there are, best first; always with identity. */
  codings: readonly ContentCoding[];
  bytes: Readonly<Partial<Record<ContentCoding, Uint8Array>>>;
}

/** 96 bits of SHA-256: no two documents of an atlas share them by accident. */
export const contentHashOf = (bytes: Uint8Array): string => hash('sha256', bytes, 'base64url').slice(0, 16);

/** Bytes of memory that a representation holds in all its codings. */
export const sizeOfRepresentation = ({ bytes }: Representation): number =>
  Object.values(bytes).reduce((sum, copy) => sum + copy.length, 0);

/** Below this size a compressed copy is no smaller than a packet. */
const SMALLEST_COMPRESSED = 256;

/** Makes a representation of a text that was generated, to be kept and sent many times. */
export function representText(mediaType: string, text: string): Representation {
  const identity = Buffer.from(text, 'utf8');
  const contentHash = contentHashOf(identity);
  if (identity.length < SMALLEST_COMPRESSED)
    return { mediaType, contentHash, codings: ['identity'], bytes: { identity } };
  const br = brotliCompressSync(identity, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } });
  const gzip = gzipSync(identity, { level: 6 });
  return { mediaType, contentHash, codings: ['br', 'gzip', 'identity'], bytes: { br, gzip, identity } };
}

/**
 * The same for a text of any size that is made while others are waiting: compressed on the threads of the runtime, at
 * levels that cost a third of the time for a tenth more bytes.
 */
export async function representLargeText(mediaType: string, text: string): Promise<Representation> {
  const identity = Buffer.from(text, 'utf8');
  const contentHash = contentHashOf(identity);
  const [gzip, br] = await Promise.all([
    promisify<Buffer, ZlibOptions, Buffer>(gzipLater)(identity, { level: 4 }),
    promisify<Buffer, BrotliOptions, Buffer>(brotliCompressLater)(identity, {
      params: { [constants.BROTLI_PARAM_QUALITY]: 4, [constants.BROTLI_PARAM_SIZE_HINT]: identity.length },
    }),
  ]);
  return { mediaType, contentHash, codings: ['br', 'gzip', 'identity'], bytes: { br, gzip, identity } };
}

export const representJson = (value: unknown, mediaType = 'application/json'): Representation =>
  representText(mediaType, JSON.stringify(value));

/** Makes a representation of bytes that are worth gzip but, made on demand, not the time that br takes. */
export function representBytes(mediaType: string, identity: Uint8Array): Representation {
  const contentHash = contentHashOf(identity);
  return {
    mediaType,
    contentHash,
    codings: ['gzip', 'identity'],
    bytes: { gzip: gzipSync(identity), identity },
  };
}
