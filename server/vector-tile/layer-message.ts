import Pbf from 'pbf';

/** One layer of a tile as its bytes: enough to choose layers and to join tiles without looking into features. */
export interface LayerMessage {
  name: string;
  bytes: Uint8Array;
}

// Field numbers of the Mapbox Vector Tile specification 2.1, section 4 and its vector_tile.proto.
const TILE_LAYER = 3;
const LAYER_NAME = 1;

/** Cuts a tile into its layers, in their order. */
export function splitLayers(tile: Uint8Array): LayerMessage[] {
  const layers: LayerMessage[] = [];
  readerOf(tile).readFields((tag, result, reader) => {
    if (tag !== TILE_LAYER) return;
    // A copy: pbf reads doubles at wrong places from a view into a larger buffer.
    const bytes = reader.readBytes().slice();
    result.push({ name: nameOf(bytes), bytes });
  }, layers);
  return layers;
}

/** Puts layers together to a tile; empty where there are none. */
export function joinLayers(layers: readonly LayerMessage[]): Uint8Array {
  const writer = new Pbf();
  for (const { bytes } of layers) writer.writeBytesField(TILE_LAYER, bytes);
  return writer.finish();
}

/** A reader over bytes that may be a view into a larger buffer. */
export const readerOf = (bytes: Uint8Array): Pbf => new Pbf(new Uint8Array(bytes));

const nameOf = (layer: Uint8Array): string => {
  let name = '';
  new Pbf(layer).readFields((tag, _, reader) => {
    if (tag === LAYER_NAME) name = reader.readString();
  }, null);
  return name;
};
