import { decode } from 'geobuf';
import Pbf from 'pbf';
import type { BoundaryFile } from './boundary-file.ts';
import type { BoundaryFormat, RawFeature } from './boundary-format.ts';
import { featuresOf } from './geojson.ts';

/** Geobuf (github.com/mapbox/geobuf): GeoJSON as protocol buffers. */
export const geobuf: BoundaryFormat = {
  id: 'geobuf',
  title: 'Geobuf',
  matches: (file) => ['geobuf', 'pbf'].includes(file.extension) || looksLikeGeobuf(file),
  read: readGeobuf,
};

/**
 * Geobuf has no signature. It begins with the tag of one of the six fields of its `Data` message, and unlike a text
 * that happens to begin with that character it soon has a control character.
 */
function looksLikeGeobuf({ bytes }: BoundaryFile): boolean {
  const tags = [0x0a, 0x10, 0x18, 0x22, 0x2a, 0x32];
  return tags.includes(bytes[0]!) && bytes.subarray(0, 64).some((byte) => byte < 0x09);
}

function readGeobuf({ bytes, name }: BoundaryFile): RawFeature[] {
  checkFrame(bytes);
  return featuresOf(decode(new Pbf(bytes)), name);
}

/** Finds what the decoder would not come back from: a message that is cut off, or positions of no numbers. */
function checkFrame(bytes: Uint8Array): void {
  const reader = new Pbf(bytes);
  const { dimensions } = reader.readFields(
    (tag, data, field) => {
      if (tag === 2) data.dimensions = field.readVarint();
    },
    { dimensions: 2 },
  );
  if (reader.pos > bytes.length) throw new Error(`${reader.pos - bytes.length} bytes are missing`);
  if (dimensions < 2 || dimensions > 4) throw new Error(`positions of ${dimensions} numbers`);
}
