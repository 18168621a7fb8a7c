import { closeSync, openSync, readSync } from 'node:fs';
import type { Position } from '../../model/geometry.ts';
import { AttributeCollector, type AttributeColumns } from '../encode/attribute-collector.ts';
import { growingFloat64, growingInt32, type GrowingArray } from '../growing-array.ts';
import { latitudeToY, longitudeToX, WORLD } from '../world-grid.ts';
import { splitLine, type EdgeColumnsHeader } from './csv-header.ts';
import type { InvalidFeature } from './invalid-features.ts';
import { gatherBeyond, type FeaturesBeyond } from './refuse-projected.ts';

const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;
const QUOTE = 0x22;
const MINUS = 0x2d;
const DOT = 0x2e;
const ZERO = 0x30;
const NINE = 0x39;
const POWERS_OF_TEN = Float64Array.from({ length: 16 }, (_, n) => 10 ** n);
/** Digits that a double holds without rounding. */
const MAX_DIGITS = 15;
/** Read beyond a range for the line that crosses its end. */
const LOOK_AHEAD = 1 << 16;
const MAX_LISTED = 100;

/** Lines of a table of edges that begin in [from, to). */
export interface EdgeRangeInput {
  path: string;
  fileSize: number;
  from: number;
  to: number;
  header: EdgeColumnsHeader;
}

/** The edges of a range, as columns. */
export interface EdgeRangeResult {
  fromX: Int32Array;
  fromY: Int32Array;
  toX: Int32Array;
  toY: Int32Array;
  /** By column with the role of a number; NaN where the cell is empty or no number. */
  numbers: Float64Array[];
  text: AttributeColumns;
  invalid: InvalidFeature[];
  invalidCount: number;
  /** Of those: edges with an end beyond all degrees. */
  beyond: FeaturesBeyond;
}

/** Reads the edges of a range. Lines whose ends are no places on earth are left out and named. */
export function readEdgeRange({ path, fileSize, from, to, header }: EdgeRangeInput): EdgeRangeResult {
  const bytes = readWindow(path, from, to, fileSize);
  const { delimiter, names, roles } = header;
  const ends = [growingFloat64(), growingFloat64(), growingFloat64(), growingFloat64()];
  const grid = [growingInt32(), growingInt32(), growingInt32(), growingInt32()] as const;
  const numberColumns = roles.flatMap((role, column) => (role === 'number' ? [column] : []));
  const numbers = numberColumns.map(() => growingFloat64());
  const targets = roles.map((role, column): GrowingArray<Float64Array> | null => {
    const end = ['fromLongitude', 'fromLatitude', 'toLongitude', 'toLatitude'].indexOf(role);
    return end >= 0 ? ends[end]! : (numbers[numberColumns.indexOf(column)] ?? null);
  });
  const text = new AttributeCollector();
  const keys = roles.map((role, column) => (role === 'text' ? text.key(names[column]!) : -1));
  const invalid: InvalidFeature[] = [];
  let invalidCount = 0;
  let beyond = gatherBeyond([]);

  let start = from === header.dataStart ? 0 : bytes.indexOf(LINE_FEED) + 1;
  while (start < bytes.length && from + start < to) {
    const found = bytes.indexOf(LINE_FEED, start);
    const lineEnd = found < 0 ? bytes.length : found;
    const end = lineEnd > start && bytes[lineEnd - 1] === CARRIAGE_RETURN ? lineEnd - 1 : lineEnd;
    if (end > start) {
      text.startFeature();
      readLine(bytes, start, end, delimiter, targets, keys, text);
      const [fromLongitude, fromLatitude, toLongitude, toLatitude] = ends.map(
        (column) => column.store[0]!,
      ) as [number, number, number, number];
      for (const column of ends) column.length = 0;
      const isPlace =
        Math.abs(fromLongitude) <= 180 &&
        Math.abs(toLongitude) <= 180 &&
        Math.abs(fromLatitude) <= 90 &&
        Math.abs(toLatitude) <= 90;
      if (isPlace) {
        grid[0].push(longitudeToX(fromLongitude) % WORLD);
        grid[1].push(latitudeToY(fromLatitude));
        grid[2].push(longitudeToX(toLongitude) % WORLD);
        grid[3].push(latitudeToY(toLatitude));
      } else {
        text.dropFeature();
        for (const column of numbers) column.length--;
        invalidCount++;
        beyond = gatherBeyond([beyond, beyondOf([fromLongitude, fromLatitude], [toLongitude, toLatitude])]);
        if (invalid.length < MAX_LISTED) {
          const line = Buffer.from(bytes.subarray(start, Math.min(end, start + 80))).toString('utf8');
          const message = `found the edge ${JSON.stringify(line)}, expected longitudes and latitudes in degrees`;
          invalid.push({ byteOffset: from + start, message });
        }
      }
    }
    start = lineEnd + 1;
  }
  return {
    fromX: grid[0].finish(),
    fromY: grid[1].finish(),
    toX: grid[2].finish(),
    toY: grid[3].finish(),
    numbers: numbers.map((column) => column.finish()),
    text: text.finish(),
    invalid,
    invalidCount,
    beyond,
  };
}

/** What an edge with such ends adds, whose cells may also be no numbers at all. */
const beyondOf = (...ends: Position[]): FeaturesBeyond => ({
  ...gatherBeyond(ends.map((farthest) => ({ count: 1, farthest }))),
  count: ends.flat().every(Number.isFinite) ? 1 : 0,
});

/** Reads the cells of one line into columns: one number for each target, one value for each key. */
function readLine(
  bytes: Buffer,
  start: number,
  end: number,
  delimiter: number,
  targets: readonly (GrowingArray<Float64Array> | null)[],
  keys: readonly number[],
  text: AttributeCollector,
): void {
  const hasQuotes = bytes.subarray(start, end).includes(QUOTE);
  const cells = hasQuotes
    ? splitLine(bytes.toString('utf8', start, end), String.fromCharCode(delimiter))
    : null;
  let at = start;
  for (let column = 0; column < targets.length; column++) {
    const from = at;
    while (at < end && bytes[at] !== delimiter) at++;
    const target = targets[column];
    if (target) {
      target.push(cells === null ? readNumber(bytes, from, at) : toNumber(cells[column] ?? ''));
    } else if (keys[column]! >= 0) {
      if (cells === null && at > from) text.addUtf8(keys[column]!, bytes, from, at);
      else if (cells !== null && cells[column]) text.addString(keys[column]!, cells[column]!);
    }
    at++;
  }
}

/** The number in bytes [from, to); NaN where there is none. */
function readNumber(bytes: Buffer, from: number, to: number): number {
  let at = from;
  const negative = bytes[at] === MINUS;
  if (negative) at++;
  let mantissa = 0;
  let digits = 0;
  let scale = 0;
  let seenDot = false;
  for (; at < to; at++) {
    const byte = bytes[at]!;
    if (byte >= ZERO && byte <= NINE) {
      mantissa = mantissa * 10 + byte - ZERO;
      digits++;
      if (seenDot) scale++;
    } else if (byte === DOT && !seenDot) seenDot = true;
    else break;
  }
  if (at < to || digits === 0 || digits > MAX_DIGITS) return toNumber(bytes.toString('latin1', from, to));
  const value = mantissa / POWERS_OF_TEN[scale]!;
  return negative ? -value : value;
}

function toNumber(cell: string): number {
  const trimmed = cell.trim();
  const value = trimmed === '' ? Number.NaN : Number(trimmed);
  return Number.isFinite(value) ? value : Number.NaN;
}

/** Bytes from `from` to the end of the line that crosses `to`. */
function readWindow(path: string, from: number, to: number, fileSize: number): Buffer {
  const file = openSync(path, 'r');
  try {
    let ahead = LOOK_AHEAD;
    for (;;) {
      const length = Math.min(fileSize, to + ahead) - from;
      const bytes = Buffer.allocUnsafe(length);
      let filled = 0;
      while (filled < length) {
        const got = readSync(file, bytes, filled, length - filled, from + filled);
        if (got === 0) break;
        filled += got;
      }
      if (from + filled >= fileSize || bytes.indexOf(LINE_FEED, to - from) >= 0)
        return bytes.subarray(0, filled);
      ahead *= 4;
    }
  } finally {
    closeSync(file);
  }
}
