import { inflateRawSync } from 'node:zlib';

/** Largest entry that is unpacked, in bytes: a Shapefile cannot be larger than 2 GB. */
const largestEntry = 2 ** 31;

const signatures = { endOfDirectory: 0x06054b50, directoryEntry: 0x02014b50, localHeader: 0x04034b50 };

interface DirectoryEntry {
  method: number;
  compressedSize: number;
  headerOffset: number;
}

/**
 * The files in a zip archive (APPNOTE.TXT 6.3.10, §4.3), by path; folders are left out. `unpack` gives the bytes of
 * one. Reads stored and deflated entries, not encrypted ones nor zip64. Throws Error for damaged archives.
 */
export class ZipArchive {
  readonly #bytes: Uint8Array;
  readonly #view: DataView;
  readonly #entries: Map<string, DirectoryEntry>;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.#entries = this.#readDirectory();
  }

  get paths(): string[] {
    return [...this.#entries.keys()];
  }

  unpack(path: string): Uint8Array {
    const entry = this.#entries.get(path);
    if (entry === undefined) throw new Error(`there is no entry ${path}`);
    const { headerOffset, compressedSize, method } = entry;
    this.#expect(headerOffset, signatures.localHeader, `the header of ${path}`);
    // The local header repeats the name and has an extra field of its own length.
    const start =
      headerOffset +
      30 +
      this.#view.getUint16(headerOffset + 26, true) +
      this.#view.getUint16(headerOffset + 28, true);
    const packed = this.#bytes.subarray(start, start + compressedSize);
    if (packed.length < compressedSize) throw new Error(`${path} is cut off`);
    if (method === 0) return packed;
    if (method === 8) return inflateRawSync(packed, { maxOutputLength: largestEntry });
    throw new Error(`${path} is packed with method ${method}; pack with deflate`);
  }

  #readDirectory(): Map<string, DirectoryEntry> {
    const entries = new Map<string, DirectoryEntry>();
    const end = this.#findEnd();
    const count = this.#view.getUint16(end + 10, true);
    let offset = this.#view.getUint32(end + 16, true);
    for (let i = 0; i < count; i++) {
      this.#expect(offset, signatures.directoryEntry, 'its directory');
      const [nameLength, extraLength, commentLength] = [28, 30, 32].map((at) =>
        this.#view.getUint16(offset + at, true),
      );
      const name = this.#bytes.subarray(offset + 46, offset + 46 + nameLength!);
      const path = new TextDecoder().decode(name);
      if (!path.endsWith('/'))
        entries.set(path, {
          method: this.#view.getUint16(offset + 10, true),
          compressedSize: this.#view.getUint32(offset + 20, true),
          headerOffset: this.#view.getUint32(offset + 42, true),
        });
      offset += 46 + nameLength! + extraLength! + commentLength!;
    }
    return entries;
  }

  /** The directory is found from the end of the file, which a comment of up to 64 kB may follow. */
  #findEnd(): number {
    for (let offset = this.#bytes.length - 22; offset >= Math.max(0, this.#bytes.length - 65_557); offset--) {
      if (this.#view.getUint32(offset, true) === signatures.endOfDirectory) return offset;
    }
    throw new Error('the end of the archive is missing');
  }

  #expect(offset: number, signature: number, what: string): void {
    if (offset + 46 > this.#bytes.length || this.#view.getUint32(offset, true) !== signature)
      throw new Error(`${what} is not where it should be`);
  }
}
