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
  const { geojson } = await import('flatgeobuf');
  const headerEnd = frameEnd(bytes, 8);
  const features: RawFeature[] = [];
  const reader = geojson.deserialize(bytes, {
    headerMetaFn: (header: HeaderMeta) => checkFrames(bytes, headerEnd, header),
  });
  // The id a feature gets here is its place in the file, not a key, and is left out.
  for await (const { geometry, properties } of reader) {
    features.push({ geometry, properties: { ...properties } });
  }
  return features;
}

/** Where a part of the file ends that states its size in the four bytes before it. */
function frameEnd(bytes: Uint8Array, start: number): number {
  if (start + 4 <= bytes.length) {
    const size = new DataView(bytes.buffer, bytes.byteOffset).getUint32(start, true);
    if (start + 4 + size <= bytes.length) return start + 4 + size;
  }
  throw new Error(`it is cut off after ${bytes.length} bytes`);
}

/** Checks that every feature is there: the decoder reads on past the end of the file. */
function checkFrames(
  bytes: Uint8Array,
  headerEnd: number,
  { featuresCount, indexNodeSize }: HeaderMeta,
): void {
  let offset = headerEnd + (indexNodeSize > 0 ? indexSize(featuresCount, indexNodeSize) : 0);
  let count = 0;
  for (; offset < bytes.length; count++) offset = frameEnd(bytes, offset);
  // A writer that streams does not know the count and leaves it zero.
  if (featuresCount > 0 && count !== featuresCount)
    throw new Error(`${count} of ${featuresCount} features are there`);
}

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
