import type { HeaderMeta } from 'flatgeobuf';
import type { BoundaryFile } from './boundary-file.ts';
import type { BoundaryFormat, RawFeature } from './boundary-format.ts';

/** FlatGeobuf, major version 3 (flatgeobuf.org). */
export const flatgeobuf: BoundaryFormat = {
  id: 'flatgeobuf',
  title: 'FlatGeobuf',
  // "fgb", the major version, "fgb"; the patch version after it may be anything.
  matches: (file) => file.startsWith([0x66, 0x67, 0x62, 0x03, 0x66, 0x67, 0x62]),
  read: readFlatGeobuf,
};

async function readFlatGeobuf({ bytes }: BoundaryFile): Promise<RawFeature[]> {
  const features: RawFeature[] = [];
  const read = (start: number, end: number): Promise<Uint8Array> =>
    Promise.resolve(bytes.subarray(start, end));
  for await (const feature of streamFlatGeobuf({ size: bytes.length, read })) features.push(feature);
  return features;
}

/** Bytes of a file, in memory or not; `read` gives fewer where the file ends. */
export interface ByteSource {
  size: number;
  read(start: number, end: number): Promise<Uint8Array>;
}

const MAGIC_BYTES = 8;
/** Bytes that are decoded at a time, if a feature is not longer. */
const WINDOW_BYTES = 1 << 22;

/** Reads the features of a file one after the other. Errors mean that the bytes are damaged. */
export async function* streamFlatGeobuf(
  source: ByteSource,
  windowBytes: number = WINDOW_BYTES,
): AsyncGenerator<RawFeature> {
  const { geojson } = await import('flatgeobuf');
  const headerEnd = await frameEnd(source, MAGIC_BYTES);
  const header = (await source.read(0, headerEnd)).slice();
  const { featuresCount, indexNodeSize } = await describe(header);
  // The decoder wants a whole file: each window is one, with the header and, where there was an index, a small one.
  const prefix = indexNodeSize > 0 ? withSmallIndex(header, indexNodeSize) : header;
  let offset = headerEnd + (indexNodeSize > 0 ? indexSize(featuresCount, indexNodeSize) : 0);
  let count = 0;
  while (offset < source.size) {
    const first = await frameEnd(source, offset);
    const frames = await source.read(offset, Math.max(first, offset + windowBytes));
    const whole = wholeFrames(frames);
    const bytes = new Uint8Array(prefix.length + whole);
    bytes.set(prefix);
    bytes.set(frames.subarray(0, whole), prefix.length);
    // The id a feature gets here is its place in the file, not a key, and is left out.
    for await (const { geometry, properties } of geojson.deserialize(bytes)) {
      yield { geometry, properties: { ...properties } };
      count++;
    }
    offset += whole;
  }
  // A writer that streams does not know the count and leaves it zero.
  if (featuresCount > 0 && count !== featuresCount)
    throw new Error(`${count} of ${featuresCount} features are there`);
}

/** What the header at the start of a file says. */
async function describe(bytes: Uint8Array): Promise<HeaderMeta> {
  const { geojson } = await import('flatgeobuf');
  return new Promise((resolve, reject) => {
    const headerMetaFn = (header: HeaderMeta): void => {
      resolve(header);
      throw new Error('The decoder need not go on.');
    };
    geojson.deserialize(bytes, { headerMetaFn }).next().catch(reject);
  });
}

/** Where a part of the file ends that states its size in the four bytes before it. */
async function frameEnd(source: ByteSource, start: number): Promise<number> {
  const bytes = await source.read(start, start + 4);
  const end = bytes.length < 4 ? Infinity : start + 4 + uint32(bytes, 0);
  // The decoder reads on past the end of a file.
  if (end > source.size) throw new Error(`it is cut off after ${source.size} bytes`);
  return end;
}

/** How many bytes the frames take that are there as a whole. */
function wholeFrames(bytes: Uint8Array): number {
  let end = 0;
  while (end + 4 <= bytes.length && end + 4 + uint32(bytes, end) <= bytes.length)
    end += 4 + uint32(bytes, end);
  return end;
}

/** Place of the number of features in the table of fields of a header (FlatBuffers: vtable). */
const COUNT_FIELD = 20;

/** A header that says of one feature, and the index that belongs to it: empty, since nobody searches it. */
function withSmallIndex(header: Uint8Array, nodeSize: number): Uint8Array {
  const index = indexSize(1, nodeSize);
  const bytes = new Uint8Array(header.length + index);
  bytes.set(header);
  const view = new DataView(bytes.buffer);
  const table = MAGIC_BYTES + 4 + view.getUint32(MAGIC_BYTES + 4, true);
  const fields = table - view.getInt32(table, true);
  const place = view.getUint16(fields, true) > COUNT_FIELD ? view.getUint16(fields + COUNT_FIELD, true) : 0;
  if (place === 0) throw new Error('it has an index, but no number of features');
  view.setBigUint64(table + place, 1n, true);
  return bytes;
}

const uint32 = (bytes: Uint8Array, at: number): number =>
  new DataView(bytes.buffer, bytes.byteOffset).getUint32(at, true);

/**
 * Size of the packed R-tree in bytes: nodes of 40 bytes, level upon level until there is one. A single feature has
 * a root above it, too.
 */
function indexSize(featuresCount: number, nodeSize: number): number {
  if (nodeSize < 2) throw new Error(`its index has ${nodeSize} entries to a node, where 2 are the least`);
  let level = featuresCount;
  let nodes = level;
  do {
    level = Math.ceil(level / nodeSize);
    nodes += level;
  } while (level > 1);
  return nodes * 40;
}
