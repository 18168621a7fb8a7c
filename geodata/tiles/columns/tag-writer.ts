import { ByteWriter } from '../encode/byte-writer.ts';
import { EntryNumbers } from './entry-numbers.ts';

/**
 * Writes the tags of features, and gathers the entries of keys and values that they refer to: in the order of their
 * first use within a layer, as the baker writes them.
 */
export class TagWriter {
  /** Tags of the feature at hand. */
  readonly tags = new ByteWriter(256);
  readonly #keyNumbers = new EntryNumbers();
  readonly #valueNumbers = new EntryNumbers();
  readonly #keyEntries = new ByteWriter(1 << 12);
  readonly #valueEntries = new ByteWriter(1 << 12);

  startLayer(): void {
    this.#keyNumbers.startLayer();
    this.#valueNumbers.startLayer();
    this.#keyEntries.length = 0;
    this.#valueEntries.length = 0;
  }

  startFeature(): void {
    this.tags.length = 0;
  }

  /** Refers to a key, whose entry is bytes [start, end); equal keys have equal numbers. */
  key(key: number, source: Uint8Array, start: number, end: number): void {
    let number = this.#keyNumbers.find(key);
    if (number < 0) {
      number = this.#keyNumbers.use(key);
      this.#keyEntries.appendRange(source, start, end);
    }
    this.tags.varint(number);
  }

  /** The same for a value. */
  value(value: number, source: Uint8Array, start: number, end: number): void {
    let number = this.#valueNumbers.find(value);
    if (number < 0) {
      number = this.#valueNumbers.use(value);
      this.#valueEntries.appendRange(source, start, end);
    }
    this.tags.varint(number);
  }

  /** Appends the entries of all keys and values that were referred to. */
  appendEntries(out: ByteWriter): void {
    for (const { buffer, length } of [this.#keyEntries, this.#valueEntries])
      out.appendRange(buffer, 0, length);
  }
}
