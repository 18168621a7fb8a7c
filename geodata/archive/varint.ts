import { AtlasError } from '../model/atlas-error.ts';

/** A place in a byte array that reading moves forward. `origin` is where the bytes begin in the archive. */
export interface ByteCursor {
  bytes: Uint8Array;
  position: number;
  origin: number;
  /** What is being read, for messages: "root directory". */
  what: string;
}

/** An archive that breaks its format, with the byte at which that shows. */
export const invalidArchive = (message: string, byteOffset: number, cause?: unknown): AtlasError =>
  new AtlasError('invalid-archive', message, {
    at: `byte ${byteOffset}`,
    ...(cause === undefined ? {} : { cause }),
  });

/**
 * Reads an unsigned LEB128 integer. A double holds integers below 2^53, so larger ones are refused, as are
 * integers cut off by the end of the bytes.
 */
export function readVarint(cursor: ByteCursor): number {
  const { bytes } = cursor;
  const start = cursor.position;
  let value = 0;
  let scale = 1;
  for (let index = start; index < bytes.length; index++) {
    const byte = bytes[index]!;
    value += (byte & 0x7f) * scale;
    if (value > Number.MAX_SAFE_INTEGER || index - start > 9) {
      throw invalidArchive(
        `The ${cursor.what} holds an integer of 2^53 or more; expected a smaller one. The archive is damaged.`,
        cursor.origin + start,
      );
    }
    if (byte < 0x80) {
      cursor.position = index + 1;
      return value;
    }
    scale *= 128;
  }
  throw invalidArchive(
    `The ${cursor.what} ends within an integer; expected more bytes. The archive is truncated.`,
    cursor.origin + start,
  );
}

/** Bytes that `writeVarint` uses for a non-negative integer below 2^53. */
export function varintLength(value: number): number {
  let length = 1;
  for (let rest = value; rest >= 128; rest = Math.floor(rest / 128)) length++;
  return length;
}

/** Writes a non-negative integer below 2^53 as LEB128; returns the position after it. */
export function writeVarint(bytes: Uint8Array, position: number, value: number): number {
  let rest = value;
  let index = position;
  while (rest >= 128) {
    bytes[index++] = (rest % 128) | 0x80;
    rest = Math.floor(rest / 128);
  }
  bytes[index++] = rest;
  return index;
}
