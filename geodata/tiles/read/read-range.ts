import { closeSync, openSync, readSync } from 'node:fs';
import type { AttributeColumns } from '../encode/attribute-collector.ts';
import { GeoJsonParser } from './geojson-parser.ts';
import type { InvalidFeature, RemarkedFeature } from './invalid-features.ts';
import type { ParserOptions } from './parser-options.ts';
import type { FeatureZooms } from '../feature-zooms.ts';
import type { GeometryColumns } from './geometry-columns.ts';
import type { ReadRemarks } from './remarks.ts';
import { JsonProblem, JsonScanner, NEED_MORE_BYTES } from './json-scanner.ts';

const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;
const OPEN_BRACKET = 0x5b;
const CLOSE_BRACKET = 0x5d;
const COMMA = 0x2c;
const QUOTE = 0x22;
/** Begins every text of a GeoJSON text sequence (RFC 8142). */
const RECORD_SEPARATOR = 0x1e;

/** Read beyond a range at first, for the feature that crosses its end. */
const LOOK_AHEAD = 1 << 16;
/** Read before a range, for the end of the feature before it. */
const LOOK_BEHIND = 64;

/** A range of bytes of a file of GeoJSON, features separated by commas, lines or record separators. */
export interface RangeInput {
  path: string;
  fileSize: number;
  /** Features that begin in [from, to) are read. */
  from: number;
  to: number;
  /** True where a feature is known to begin at `from`, or the file itself. */
  exact: boolean;
  options: ParserOptions;
}

/** The features of a range. */
export interface RangeResult {
  /** Byte at which the first of them was found, −1 where there is none. */
  start: number;
  /** Byte at which the first feature behind the range begins; the file size at the end. */
  next: number;
  geometry: GeometryColumns;
  attributes: AttributeColumns;
  zooms: FeatureZooms | null;
  remarks: ReadRemarks;
  invalid: readonly RemarkedFeature[];
  /** Lists of features that begin in the range, less those that end in it. */
  openLists: number;
  /** Why the range could not be read to its end; it may be that `start` was a wrong guess. */
  problem: InvalidFeature | null;
}

/**
 * Reads the features of a range. Where it is not exact, a place is guessed at which a feature seems to begin;
 * the caller checks the guess against the end of the range before, and reads again where it was wrong. The window
 * of the scanner is used again from range to range.
 */
export function readRange(
  { path, fileSize, from, to, exact, options }: RangeInput,
  scanner: JsonScanner = new JsonScanner(),
): RangeResult {
  const parser = new GeoJsonParser(scanner, options);
  const file = openSync(path, 'r');
  let ahead = LOOK_AHEAD;
  try {
    const windowStart = exact ? from : Math.max(0, from - LOOK_BEHIND);
    fillWindow(scanner, file, windowStart, Math.min(fileSize, to + ahead), fileSize);
    if (from === 0) skipByteOrderMark(scanner);
    const start = exact ? from : guessStart(scanner, from, to);
    let next = start < 0 ? to : -1;
    if (start > 0) scanner.position = start - scanner.origin;
    let problem: InvalidFeature | null = null;
    const lists = { open: 0 };
    while (next < 0 && problem === null) {
      const begin = scanner.position;
      try {
        next = readItem(scanner, parser, to, lists);
      } catch (error) {
        if (error instanceof JsonProblem) {
          problem = { message: error.message, byteOffset: error.byteOffset };
          continue;
        }
        if (error !== NEED_MORE_BYTES) throw error;
        // The same item again, with more of the file.
        ahead *= 4;
        const origin = scanner.origin + begin;
        fillWindow(scanner, file, origin, Math.min(fileSize, Math.max(to, origin) + ahead), fileSize);
      }
    }
    return {
      start,
      next: Math.min(next, fileSize),
      geometry: parser.geometry.finish(),
      attributes: parser.attributes.finish(),
      zooms: parser.zooms.finish(),
      remarks: parser.geometry.remarks,
      invalid: parser.invalid,
      openLists: lists.open,
      problem,
    };
  } finally {
    closeSync(file);
  }
}

/** Reads one item: a feature, or the bracket that opens or closes a collection. Returns where to stop, or −1. */
function readItem(scanner: JsonScanner, parser: GeoJsonParser, to: number, lists: { open: number }): number {
  let byte = scanner.peek();
  while (byte === COMMA || byte === RECORD_SEPARATOR) {
    scanner.position++;
    byte = scanner.peek();
  }
  const offset = scanner.origin + scanner.position;
  if (byte === -1) return offset;
  if (byte === OPEN_BRACE) {
    if (offset >= to) return offset;
    if (parser.parseObject()) lists.open++;
  } else if (byte === CLOSE_BRACKET) {
    scanner.position++;
    // Behind a collection the file ends, or another one begins.
    if (scanner.peek() !== -1) parser.skipRestOfCollection();
    lists.open--;
  } else if (byte === OPEN_BRACKET) {
    scanner.position++;
    lists.open++;
  } else {
    throw scanner.problem('expected a GeoJSON feature');
  }
  return -1;
}

/** Puts bytes [from, to) of the file into the scanner. */
function fillWindow(scanner: JsonScanner, file: number, from: number, to: number, fileSize: number): void {
  const length = to - from;
  if (scanner.bytes.length < length) {
    scanner.bytes = new Uint8Array(length);
    scanner.view = new DataView(scanner.bytes.buffer);
  }
  let filled = 0;
  while (filled < length) {
    const got = readSync(file, scanner.bytes, filled, length - filled, from + filled);
    if (got === 0) break;
    filled += got;
  }
  scanner.origin = from;
  scanner.position = 0;
  scanner.end = filled;
  scanner.isLast = from + filled >= fileSize;
}

function skipByteOrderMark(scanner: JsonScanner): void {
  const { bytes } = scanner;
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) scanner.position = 3;
}

/** The first place in [from, to) at which an object begins behind the end of another; −1 where there is none. */
function guessStart(scanner: JsonScanner, from: number, to: number): number {
  const { bytes, end, origin } = scanner;
  const last = Math.min(end, to - origin);
  for (let at = 0; at < last; at++) {
    if (bytes[at] !== CLOSE_BRACE) continue;
    let next = at + 1;
    while (next < end && isSeparator(bytes[next]!)) next++;
    if (next >= last || bytes[next] !== OPEN_BRACE || next === at + 1 || origin + next < from) continue;
    let inside = next + 1;
    while (inside < end && isSeparator(bytes[inside]!)) inside++;
    if (bytes[inside] === QUOTE) return origin + next;
  }
  return -1;
}

const isSeparator = (byte: number): boolean =>
  byte === 0x20 ||
  byte === 0x0a ||
  byte === 0x0d ||
  byte === 0x09 ||
  byte === COMMA ||
  byte === RECORD_SEPARATOR;
