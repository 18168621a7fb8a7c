import type { FieldValue } from '../../model/layer.ts';
import { ProtobufReader, TileProblem } from './protobuf-reader.ts';

/** How a value is stored in a tile (MVT 2.1, section 4.4). */
export type StoredType = 'string' | 'float' | 'double' | 'int' | 'uint' | 'sint' | 'bool';

export interface StoredValue {
  type: StoredType;
  value: FieldValue;
  /** Bytes it takes in the tile. */
  bytes: number;
}

/** A feature as it is stored: numbers of keys and values, and geometry as commands. */
export interface StoredFeature {
  id: number | undefined;
  type: number;
  /** Key number, value number, key number, … */
  tags: number[];
  geometry: ProtobufReader;
  /** Bytes of the whole message, and of its parts. */
  bytes: number;
  tagBytes: number;
  geometryBytes: number;
}

export interface StoredLayer {
  name: string;
  version: number;
  extent: number;
  keys: string[];
  values: StoredValue[];
  features: StoredFeature[];
  bytes: number;
}

const valueTypes: Record<number, StoredType> = {
  1: 'string',
  2: 'float',
  3: 'double',
  4: 'int',
  5: 'uint',
  6: 'sint',
  7: 'bool',
};

/** Decodes a vector tile, uncompressed, down to the commands of geometries. Throws a TileProblem where it is damaged. */
export function decodeTile(bytes: Uint8Array): StoredLayer[] {
  const layers: StoredLayer[] = [];
  const tile = new ProtobufReader(bytes);
  while (tile.nextField()) {
    if (tile.field === 3) layers.push(decodeLayer(tile.message()));
    else tile.skip();
  }
  return layers;
}

function decodeLayer(message: ProtobufReader): StoredLayer {
  const layer: StoredLayer = {
    name: '',
    version: 1,
    extent: 4096,
    keys: [],
    values: [],
    features: [],
    bytes: message.end - message.position,
  };
  while (message.nextField()) {
    if (message.field === 1) layer.name = message.message().text();
    else if (message.field === 2) layer.features.push(decodeFeature(message.message()));
    else if (message.field === 3) layer.keys.push(message.message().text());
    else if (message.field === 4) layer.values.push(decodeValue(message.message()));
    else if (message.field === 5) layer.extent = message.varint();
    else if (message.field === 15) layer.version = message.varint();
    else message.skip();
  }
  return layer;
}

function decodeFeature(message: ProtobufReader): StoredFeature {
  const feature: StoredFeature = {
    id: undefined,
    type: 0,
    tags: [],
    geometry: new ProtobufReader(message.bytes, message.end, message.end),
    bytes: message.end - message.position,
    tagBytes: 0,
    geometryBytes: 0,
  };
  while (message.nextField()) {
    if (message.field === 1) feature.id = message.varint();
    else if (message.field === 2) {
      const tags = message.message();
      feature.tagBytes = tags.end - tags.position;
      while (tags.position < tags.end) feature.tags.push(tags.varint());
    } else if (message.field === 3) feature.type = message.varint();
    else if (message.field === 4) {
      feature.geometry = message.message();
      feature.geometryBytes = feature.geometry.end - feature.geometry.position;
    } else message.skip();
  }
  return feature;
}

export function decodeValue(message: ProtobufReader): StoredValue {
  const bytes = message.end - message.position;
  let result: StoredValue | null = null;
  while (message.nextField()) {
    const type = valueTypes[message.field];
    if (type === undefined) message.skip();
    else result = { type, value: readValue(message, type), bytes };
  }
  if (result === null) throw new TileProblem('a value without a type', message.position);
  return result;
}

function readValue(message: ProtobufReader, type: StoredType): FieldValue {
  switch (type) {
    case 'string':
      return message.message().text();
    case 'float':
      return message.float();
    case 'double':
      return message.double();
    case 'sint':
      return message.zigzag();
    case 'bool':
      return message.varint() !== 0;
    case 'int':
      return message.signed();
    case 'uint':
      return message.varint();
    default:
      throw new TileProblem('a value of unknown type', message.position);
  }
}
