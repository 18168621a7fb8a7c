/** Bytes that are no vector tile, with their place in it. */
export class TileProblem extends Error {
  constructor(message: string, byteOffset: number) {
    super(`${message} at byte ${byteOffset}`);
    this.name = 'TileProblem';
  }
}

/** Wire types of protocol buffers that vector tiles use. */
export const VARINT = 0;
export const FIXED64 = 1;
export const BYTES = 2;
export const FIXED32 = 5;

/** Reads the fields of a protocol buffer message in [position, end), and refuses what is cut off. */
export class ProtobufReader {
  readonly bytes: Uint8Array;
  position: number;
  end: number;
  /** Number and wire type of the field that `nextField` found. */
  field = 0;
  wireType = 0;

  constructor(bytes: Uint8Array, position = 0, end = bytes.length) {
    this.bytes = bytes;
    this.position = position;
    this.end = end;
  }

  /** Moves to the value of the next field; false at the end of the message. */
  nextField(): boolean {
    if (this.position >= this.end) return false;
    const tag = this.varint();
    this.field = Math.floor(tag / 8);
    this.wireType = tag % 8;
    return true;
  }

  /** An unsigned integer below 2^53. */
  varint(): number {
    const start = this.position;
    let value = 0;
    let scale = 1;
    for (let i = 0; i < 10; i++) {
      if (this.position >= this.end) break;
      const byte = this.bytes[this.position++]!;
      value += (byte & 127) * scale;
      if (byte < 128) {
        if (value > Number.MAX_SAFE_INTEGER) throw new TileProblem('an integer of 2^53 or more', start);
        return value;
      }
      scale *= 128;
    }
    throw new TileProblem('an integer that is cut off', start);
  }

  /** A signed integer of 64 bits in two's complement, as near as a double holds it. */
  signed(): number {
    let value = 0n;
    for (let shift = 0n; shift < 70n; shift += 7n) {
      if (this.position >= this.end) break;
      const byte = this.bytes[this.position++]!;
      value |= BigInt(byte & 127) << shift;
      if (byte < 128) return Number(BigInt.asIntN(64, value));
    }
    throw new TileProblem('an integer that is cut off', this.position);
  }

  zigzag(): number {
    const value = this.varint();
    return value % 2 === 1 ? -(value + 1) / 2 : value / 2;
  }

  double(): number {
    return this.#fixed(8).getFloat64(0, true);
  }

  float(): number {
    return this.#fixed(4).getFloat32(0, true);
  }

  /** The message or text of a field with a length, as a reader of its own. */
  message(): ProtobufReader {
    return new ProtobufReader(this.bytes, this.skipMessage(), this.position);
  }

  /** Moves past a field with a length; returns where its content begins. */
  skipMessage(): number {
    if (this.wireType !== BYTES)
      throw new TileProblem(`wire type ${this.wireType}, expected ${BYTES}`, this.position);
    const length = this.varint();
    const start = this.position;
    if (start + length > this.end) throw new TileProblem('a message that is cut off', start);
    this.position = start + length;
    return start;
  }

  /** The whole message as UTF-8. */
  text(): string {
    try {
      return new TextDecoder('utf-8', { fatal: true }).decode(this.bytes.subarray(this.position, this.end));
    } catch {
      throw new TileProblem('a text that is not UTF-8', this.position);
    }
  }

  /** Moves past the value of a field that is not asked for. */
  skip(): void {
    if (this.wireType === VARINT) this.varint();
    else if (this.wireType === FIXED64) this.#fixed(8);
    else if (this.wireType === BYTES) this.skipMessage();
    else if (this.wireType === FIXED32) this.#fixed(4);
    else throw new TileProblem(`wire type ${this.wireType}, which is none`, this.position);
  }

  #fixed(length: number): DataView {
    if (this.position + length > this.end) throw new TileProblem('a number that is cut off', this.position);
    const view = new DataView(this.bytes.buffer, this.bytes.byteOffset + this.position, length);
    this.position += length;
    return view;
  }
}
