const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;
const OPEN_BRACKET = 0x5b;
const CLOSE_BRACKET = 0x5d;
const COMMA = 0x2c;
const MINUS = 0x2d;
const DOT = 0x2e;
const ZERO = 0x30;
const NINE = 0x39;

/** Deeper nesting than any data has; beyond it input is refused instead of exhausting memory. */
const MAX_DEPTH = 10_000;

/** Ten to the n, exact up to n = 22. */
const POWERS_OF_TEN = Float64Array.from({ length: 23 }, (_, n) => Number(`1e${n}`));
/** Integers up to here take another digit without rounding. */
const MAX_MANTISSA = 2 ** 53 / 10 - 1;

/** Text that is not JSON, with its place in the file. */
export class JsonProblem extends Error {
  readonly byteOffset: number;

  constructor(message: string, byteOffset: number) {
    super(message);
    this.name = 'JsonProblem';
    this.byteOffset = byteOffset;
  }
}

/** Thrown where the window ends within a value although the file goes on: read more and begin the value again. */
export const NEED_MORE_BYTES = Symbol('need more bytes');

/** What a scanned string is made of. */
export interface ScannedString {
  /** Bytes between the quotes. */
  from: number;
  to: number;
  hasEscapes: boolean;
  isAscii: boolean;
}

/**
 * Walks over JSON text as bytes, without making values of what nobody asks for. `bytes[position..end)` is a
 * window of the file that begins at byte `origin`.
 */
export class JsonScanner {
  bytes: Uint8Array = new Uint8Array(0);
  /** The same bytes, to be read several at a time. */
  view: DataView = new DataView(this.bytes.buffer);
  position = 0;
  end = 0;
  origin = 0;
  /** True where the window reaches the end of the file. */
  isLast = true;
  /** The last string of `scanString`. */
  readonly string: ScannedString = { from: 0, to: 0, hasEscapes: false, isAscii: true };

  /** Moves to the next byte that is no white space and returns it, −1 at the end of the file. */
  peek(): number {
    const { bytes, end } = this;
    let at = this.position;
    while (at < end) {
      const byte = bytes[at]!;
      if (byte !== 0x20 && byte !== 0x0a && byte !== 0x0d && byte !== 0x09) {
        this.position = at;
        return byte;
      }
      at++;
    }
    this.position = at;
    if (!this.isLast) throw NEED_MORE_BYTES;
    return -1;
  }

  /** Moves past an expected byte. */
  expect(byte: number): void {
    if (this.peek() !== byte) throw this.problem(`expected "${String.fromCharCode(byte)}"`);
    this.position++;
  }

  /** Moves past a comma if there is one before the closing byte; false once the closing byte is passed. */
  nextItem(closing: number, first: boolean): boolean {
    const byte = this.peek();
    if (byte === closing) {
      this.position++;
      return false;
    }
    if (first) return true;
    if (byte !== COMMA) {
      throw this.problem(`expected "," or "${String.fromCharCode(closing)}"`);
    }
    this.position++;
    return true;
  }

  /** Scans a string into `string`. */
  scanString(): ScannedString {
    this.expect(QUOTE);
    const { bytes, end, string } = this;
    let at = this.position;
    let highBits = 0;
    string.from = at;
    string.hasEscapes = false;
    for (; at < end; at++) {
      const byte = bytes[at]!;
      if (byte === QUOTE) {
        string.to = at;
        string.isAscii = highBits < 0x80;
        this.position = at + 1;
        return string;
      }
      if (byte === BACKSLASH) {
        string.hasEscapes = true;
        at++;
      } else if (byte < 0x20) {
        this.position = at;
        throw this.problem('expected the end of a text before the end of the line');
      }
      highBits |= byte;
    }
    this.position = end;
    throw this.cutOff('a text');
  }

  /** Whether the last scanned string is, byte by byte, one that was kept before. */
  isString(expected: Uint8Array): boolean {
    const { from, to } = this.string;
    if (expected.length !== to - from) return false;
    const { bytes } = this;
    for (let i = 0; i < expected.length; i++) if (expected[i] !== bytes[from + i]) return false;
    return true;
  }

  /** The last scanned string as text; throws a problem where its escapes are wrong. */
  stringText(): string {
    const { from, to, hasEscapes } = this.string;
    const text = Buffer.from(this.bytes.buffer, this.bytes.byteOffset + from, to - from).toString('utf8');
    if (!hasEscapes) return text;
    try {
      return JSON.parse(`"${text}"`) as string;
    } catch {
      throw new JsonProblem('expected a text with valid escapes', this.origin + from);
    }
  }

  /** Scans a number. The result is the double that `JSON.parse` would give. */
  scanNumber(): number {
    this.peek();
    const { bytes, end } = this;
    const start = this.position;
    let at = start;
    const negative = bytes[at] === MINUS;
    if (negative) at++;
    let mantissa = 0;
    let exact = true;
    let fraction = 0;
    const firstDigit = at;
    let byte = at < end ? bytes[at]! : 0;
    while (byte >= ZERO && byte <= NINE) {
      if (mantissa > MAX_MANTISSA) exact = false;
      mantissa = mantissa * 10 + (byte - ZERO);
      byte = ++at < end ? bytes[at]! : 0;
    }
    let digits = at - firstDigit;
    if (byte === DOT) {
      byte = ++at < end ? bytes[at]! : 0;
      const firstFraction = at;
      while (byte >= ZERO && byte <= NINE) {
        if (mantissa > MAX_MANTISSA) exact = false;
        mantissa = mantissa * 10 + (byte - ZERO);
        byte = ++at < end ? bytes[at]! : 0;
      }
      fraction = at - firstFraction;
      digits = Math.min(digits, fraction);
    }
    if (byte === 0x65 || byte === 0x45) {
      exact = false;
      byte = ++at < end ? bytes[at]! : 0;
      if (byte === MINUS || byte === 0x2b) byte = ++at < end ? bytes[at]! : 0;
      const firstExponent = at;
      while (byte >= ZERO && byte <= NINE) byte = ++at < end ? bytes[at]! : 0;
      digits = Math.min(digits, at - firstExponent);
    }
    if (at >= end && !this.isLast) throw NEED_MORE_BYTES;
    if (digits === 0) throw this.problem('expected a number');
    this.position = at;
    if (exact && fraction < POWERS_OF_TEN.length) {
      const value = mantissa / POWERS_OF_TEN[fraction]!;
      return negative ? -value : value;
    }
    return Number(Buffer.from(bytes.buffer, bytes.byteOffset + start, at - start).toString('latin1'));
  }

  /** Moves past any value, checking its brackets and texts. */
  skipValue(): void {
    const closing: number[] = [];
    do {
      const byte = this.peek();
      if (byte === OPEN_BRACE || byte === OPEN_BRACKET) {
        closing.push(byte + 2);
        if (closing.length > MAX_DEPTH)
          throw this.problem(`expected at most ${MAX_DEPTH} brackets in each other`);
        this.position++;
      } else if (byte === CLOSE_BRACE || byte === CLOSE_BRACKET) {
        if (closing.pop() !== byte) throw this.problem('expected matching brackets');
        this.position++;
      } else if (byte === QUOTE) {
        this.scanString();
      } else if (closing.length > 0 && (byte === COMMA || byte === 0x3a)) {
        this.position++;
      } else {
        this.#skipWord();
      }
    } while (closing.length > 0);
  }

  /** A number or a literal: `true`, `null`, and what careless writers put, `NaN` or `Infinity`. */
  #skipWord(): void {
    const start = this.position;
    const { bytes, end } = this;
    let at = start;
    while (at < end && isWordByte(bytes[at]!)) at++;
    if (at === end && !this.isLast) throw NEED_MORE_BYTES;
    if (at === start) throw this.problem('expected a value');
    this.position = at;
  }

  /** A problem at the present position, which names what was found there. */
  problem(expected: string): JsonProblem {
    const { bytes, position, end } = this;
    if (position >= end) return this.cutOff('a value');
    const excerpt = Buffer.from(bytes.subarray(position, Math.min(end, position + 12))).toString('utf8');
    return new JsonProblem(`found ${JSON.stringify(excerpt)}, ${expected}`, this.origin + position);
  }

  /** The file ends within something; or only the window does, and then more bytes are asked for. */
  cutOff(what: string): JsonProblem {
    if (!this.isLast) throw NEED_MORE_BYTES;
    return new JsonProblem(`the file ends within ${what}; it is cut off`, this.origin + this.end);
  }
}

const isWordByte = (byte: number): boolean =>
  (byte >= 0x61 && byte <= 0x7a) ||
  (byte >= 0x41 && byte <= 0x5a) ||
  (byte >= ZERO && byte <= NINE) ||
  byte === MINUS ||
  byte === DOT ||
  byte === 0x2b;
