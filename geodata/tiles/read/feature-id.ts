import type { JsonScanner } from './json-scanner.ts';

const QUOTE = 0x22;
const MINUS = 0x2d;
const ZERO = 0x30;
const NINE = 0x39;

/** Scans an id: a whole number from 0 to 2^53 − 1, also as text; −1 for anything else. */
export function scanId(scanner: JsonScanner): number {
  const byte = scanner.peek();
  if (byte === QUOTE) {
    scanner.scanString();
    return toId(scanner.stringText());
  }
  if (byte === MINUS || (byte >= ZERO && byte <= NINE)) return toId(scanner.scanNumber());
  scanner.skipValue();
  return -1;
}

function toId(value: string | number): number {
  const id = typeof value === 'string' && !/^\d+$/.test(value.trim()) ? Number.NaN : Number(value);
  return Number.isSafeInteger(id) && id >= 0 ? id : -1;
}
