import { ProtobufReader } from '../decode/protobuf-reader.ts';
import { growingUint32 } from '../growing-array.ts';
import type { ByteRange } from '../encode/tile-compressor.ts';

/** Runs of bytes [start, end), as columns. */
export class ByteRanges {
  readonly start = growingUint32();
  readonly end = growingUint32();

  get length(): number {
    return this.start.length;
  }

  clear(): void {
    this.start.length = 0;
    this.end.length = 0;
  }

  push(start: number, end: number): void {
    this.start.push(start);
    this.end.push(end);
  }
}

/** A layer message as it is stored (MVT 2.1, section 4.1), with the places of its parts; read again and again. */
export class StoredLayer {
  name = '';
  version = 1;
  extent = 4096;
  /** Messages of features without their tag and length. */
  readonly features = new ByteRanges();
  /** `keys` and `values` entries with tag and length. */
  readonly keys = new ByteRanges();
  readonly values = new ByteRanges();

  /** Throws TileProblem where the message is cut off. */
  read({ bytes, position, end }: ProtobufReader): void {
    const reader = new ProtobufReader(bytes, position, end);
    this.name = '';
    this.version = 1;
    this.extent = 4096;
    for (const ranges of [this.features, this.keys, this.values]) ranges.clear();
    for (let start = position; reader.nextField(); start = reader.position) {
      if (reader.field === 2) {
        const from = reader.skipMessage();
        this.features.push(from, reader.position);
      } else if (reader.field === 1) this.name = reader.message().text();
      else if (reader.field === 5) this.extent = reader.varint();
      else if (reader.field === 15) this.version = reader.varint();
      else {
        reader.skip();
        if (reader.field === 3) this.keys.push(start, reader.position);
        else if (reader.field === 4) this.values.push(start, reader.position);
      }
    }
  }
}

/** Layers of a tile: the whole entry with tag and length, and the message in it. */
export function* layersOfTile(raw: Uint8Array): Generator<{ entry: ByteRange; message: ProtobufReader }> {
  const tile = new ProtobufReader(raw);
  for (let start = 0; tile.nextField(); start = tile.position) {
    if (tile.field === 3) {
      const message = tile.message();
      yield { entry: { start, end: tile.position }, message };
    } else tile.skip();
  }
}

/** The name of a layer; empty where it has none. */
export function nameOfLayer({ bytes, position, end }: ProtobufReader): string {
  const reader = new ProtobufReader(bytes, position, end);
  while (reader.nextField()) {
    if (reader.field === 1) return reader.message().text();
    reader.skip();
  }
  return '';
}

/** Where the features of a layer will stand whose entry is copied to `at`. */
export function featuresOfCopy(
  { bytes, position, end }: ProtobufReader,
  entry: ByteRange,
  at: number,
): ByteRange {
  const reader = new ProtobufReader(bytes, position, end);
  let [first, last] = [-1, -1];
  for (let start = position; reader.nextField(); start = reader.position) {
    reader.skip();
    if (reader.field !== 2) continue;
    if (first < 0) first = start;
    last = reader.position;
  }
  const shift = at - entry.start;
  return first < 0 ? { start: 0, end: 0 } : { start: first + shift, end: last + shift };
}
