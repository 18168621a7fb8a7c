/** Reads numbers in turn from bytes, the highest byte first, as fonts store them. */
export class ByteReader {
  readonly #bytes: Uint8Array;
  position: number;

  constructor(bytes: Uint8Array, position = 0) {
    this.#bytes = bytes;
    this.position = position;
  }

  /** Throws a RangeError at the end. */
  u8(): number {
    const value = this.#bytes[this.position];
    if (value === undefined) throw new RangeError(`The font ends before byte ${this.position}.`);
    this.position += 1;
    return value;
  }

  u16(): number {
    return (this.u8() << 8) | this.u8();
  }

  i8(): number {
    return (this.u8() << 24) >> 24;
  }

  i16(): number {
    return (this.u16() << 16) >> 16;
  }

  u32(): number {
    return this.u16() * 65_536 + this.u16();
  }

  /** UIntBase128 (WOFF 2.0, section 4.1): seven bits a byte, the last one without the high bit. */
  base128(): number {
    let value = 0;
    for (let byte = 0x80; byte >= 0x80;) {
      byte = this.u8();
      value = value * 128 + (byte & 0x7f);
    }
    return value;
  }

  /** 255UInt16 (WOFF 2.0, section 4.1): one byte for small numbers, up to three for others. */
  packed16(): number {
    const code = this.u8();
    if (code === 253) return this.u16();
    if (code === 255) return this.u8() + 253;
    if (code === 254) return this.u8() + 506;
    return code;
  }

  take(length: number): Uint8Array {
    const taken = this.#bytes.subarray(this.position, this.position + length);
    this.position += length;
    return taken;
  }
}
