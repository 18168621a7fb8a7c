import type { Position } from '../../model/geometry.ts';
import { latitudeToY, longitudeToX, MAX_LONGITUDE } from '../world-grid.ts';
import type { GeometryBuilder } from './geometry-builder.ts';
import type { JsonScanner } from './json-scanner.ts';

const OPEN = 0x5b;
const CLOSE = 0x5d;
const COMMA = 0x2c;
const MINUS = 0x2d;
const DOT = 0x2e;
const ZERO = 0x30;
const NINE = 0x39;

/** Digits behind the point that are used: a degree to the 10^8th part is a millimetre. */
const FRACTION_DIGITS = 8;
const POWERS_OF_TEN = Float64Array.from({ length: FRACTION_DIGITS + 1 }, (_, n) => 10 ** n);

/** What an array of coordinates turned out to be. */
export interface ScannedCoordinates {
  /** Brackets around a position: 1 a point, 2 a row, 3 rows, 4 groups of rows; 0 where there is no position. */
  depth: number;
  /** Positions that are no place on earth: the first, the byte of the file it stands at, and how many. */
  invalid: { position: Position; byteOffset: number; count: number } | null;
}

/** Where the number ends that `readDecimal` read. */
let numberEnd = 0;

/**
 * Scans the value of a `coordinates` member into a builder, whatever the geometry type, which may only follow
 * later. Throws a problem where brackets do not match or positions lie at different depths.
 */
export function scanCoordinates(scanner: JsonScanner, builder: GeometryBuilder): ScannedCoordinates {
  builder.startGeometry();
  const result: ScannedCoordinates = { depth: 0, invalid: null };
  let depth = 0;
  do {
    const byte = scanner.peek();
    if (byte === OPEN) {
      scanner.position++;
      depth++;
      if (depth > 4) throw scanner.problem('expected coordinates at most four brackets deep');
    } else if (byte === CLOSE) {
      scanner.position++;
      depth--;
      if (result.depth > 0 && depth === result.depth - 2) builder.endRow();
      else if (result.depth > 0 && depth === result.depth - 3) builder.endGroup();
    } else if (byte === COMMA && depth > 0) {
      scanner.position++;
    } else if ((byte >= ZERO && byte <= NINE) || byte === MINUS) {
      if (result.depth === 0) result.depth = depth;
      if (depth !== result.depth || depth === 0) {
        throw scanner.problem('expected positions of two or three numbers, all in as many brackets');
      }
      scanPositions(scanner, builder, result);
      depth--;
    } else {
      throw scanner.problem('expected coordinates');
    }
  } while (depth > 0);
  // What has fewer brackets than a polygon still is one row and one group.
  if (result.depth === 1) builder.endRow();
  if (result.depth > 0 && result.depth < 4) builder.endGroup();
  return result;
}

/** Scans positions that follow each other; begins within the first one and ends behind the last one. */
function scanPositions(scanner: JsonScanner, builder: GeometryBuilder, result: ScannedCoordinates): void {
  const { bytes, view, end } = scanner;
  const { x, y } = builder;
  for (;;) {
    const start = scanner.position;
    let longitude = readDecimal(bytes, view, start, end);
    let at = numberEnd;
    let latitude = Number.NaN;
    if (at > 0 && bytes[at] === COMMA) {
      latitude = readDecimal(bytes, view, at + 1, end);
      at = numberEnd;
    }
    if (at === 0 || bytes[at] !== CLOSE) {
      // Spaces, exponents, a third number: the careful way.
      scanner.position = start;
      longitude = scanner.scanNumber();
      scanner.expect(COMMA);
      latitude = scanner.scanNumber();
      while (scanner.nextItem(CLOSE, false)) scanner.scanNumber();
      at = scanner.position - 1;
    }
    if (!(Math.abs(longitude) <= MAX_LONGITUDE && Math.abs(latitude) <= 90)) {
      result.invalid ??= { position: [longitude, latitude], byteOffset: scanner.origin + start, count: 0 };
      result.invalid.count++;
    } else {
      if (x.length === x.store.length) {
        x.reserve(1);
        y.reserve(1);
      }
      x.store[x.length++] = longitudeToX(longitude);
      y.store[y.length++] = latitudeToY(latitude);
    }
    scanner.position = at + 1;
    // The usual way on: a comma and the next bracket, maybe with spaces between.
    if (scanner.peek() !== COMMA) return;
    const afterComma = scanner.position + 1;
    scanner.position = afterComma;
    if (scanner.peek() !== OPEN) return;
    scanner.position++;
    const byte = scanner.peek();
    if (byte !== MINUS && !(byte >= ZERO && byte <= NINE)) {
      throw scanner.problem('expected a position');
    }
  }
}

/**
 * Reads digits with a point; `numberEnd` is 0 where there is more to the number or the bytes end. Four digits at a
 * time: that is more than twice as fast as one by one.
 */
function readDecimal(bytes: Uint8Array, view: DataView, from: number, end: number): number {
  let at = from;
  const negative = bytes[at] === MINUS;
  if (negative) at++;
  let digit = bytes[at]! - ZERO;
  const firstDigit = at;
  let whole = 0;
  while (digit >= 0 && digit <= 9) {
    whole = whole * 10 + digit;
    digit = bytes[++at]! - ZERO;
  }
  numberEnd = 0;
  if (at === firstDigit) return 0;
  let value = whole;
  if (digit === DOT - ZERO) {
    const firstFraction = ++at;
    let fraction = 0;
    let used = 0;
    while (at + 4 <= end) {
      const four = view.getUint32(at, true);
      if (!isFourDigits(four)) break;
      if (used < FRACTION_DIGITS) {
        fraction = fraction * 10_000 + valueOfFour(four);
        used += 4;
      }
      at += 4;
    }
    digit = bytes[at]! - ZERO;
    while (digit >= 0 && digit <= 9) {
      if (used < FRACTION_DIGITS) {
        fraction = fraction * 10 + digit;
        used++;
      }
      digit = bytes[++at]! - ZERO;
    }
    if (at === firstFraction) return 0;
    value += fraction / POWERS_OF_TEN[used]!;
  }
  if (at < end) numberEnd = at;
  return negative ? -value : value;
}

/** True where all four bytes are digits: their high half is 3, also once 6 is added to the low one. */
const isFourDigits = (four: number): boolean =>
  (four & 0xf0_f0_f0_f0) === 0x30_30_30_30 && ((four + 0x06_06_06_06) & 0xf0_f0_f0_f0) === 0x30_30_30_30;

/** The number that four digits spell, the first of them in the lowest byte. */
function valueOfFour(four: number): number {
  const digits = four & 0x0f_0f_0f_0f;
  const pairs = (Math.imul(digits, 10) + (digits >>> 8)) & 0x00_ff_00_ff;
  return (Math.imul(pairs, 100) + (pairs >>> 16)) & 0xff_ff;
}
