import type Pbf from 'pbf';
import { Utf8Pbf } from '../../geodata/exports/utf8-pbf.ts';
import type { FieldValue } from '../../geodata/model/layer.ts';
import { readerOf } from './layer-message.ts';

/** Geometry types by their numbers (specification 4.3.4). */
export type GeometryType = 'unknown' | 'point' | 'line' | 'polygon';
const geometryTypes = ['unknown', 'point', 'line', 'polygon'] as const;

export interface TileFeature {
  id: number | undefined;
  /** Indices into keys and values in turn. */
  tags: number[];
  type: GeometryType;
  /** Command integers as they stand in the tile. */
  geometry: number[];
}

/** A layer with its features; values stay encoded until someone asks. */
export interface TileLayer {
  version: number;
  name: string;
  extent: number;
  keys: string[];
  values: Uint8Array[];
  features: TileFeature[];
}

/** Decodes a layer message (specification 4.1, 4.2). */
export function readLayer(bytes: Uint8Array): TileLayer {
  const layer: TileLayer = { version: 1, name: '', extent: 4096, keys: [], values: [], features: [] };
  return readerOf(bytes).readFields(readLayerField, layer);
}

function readLayerField(tag: number, layer: TileLayer, reader: Pbf): void {
  if (tag === 15) layer.version = reader.readVarint();
  else if (tag === 1) layer.name = reader.readString();
  else if (tag === 2) layer.features.push(reader.readMessage(readFeatureField, emptyFeature()));
  else if (tag === 3) layer.keys.push(reader.readString());
  else if (tag === 4) layer.values.push(reader.readBytes());
  else if (tag === 5) layer.extent = reader.readVarint();
}

function readFeatureField(tag: number, feature: TileFeature, reader: Pbf): void {
  if (tag === 1) feature.id = reader.readVarint();
  else if (tag === 2) reader.readPackedVarint(feature.tags);
  else if (tag === 3) feature.type = geometryTypes[reader.readVarint()] ?? 'unknown';
  else if (tag === 4) reader.readPackedVarint(feature.geometry);
}

const emptyFeature = (): TileFeature => ({ id: undefined, tags: [], type: 'unknown', geometry: [] });

/** Encodes a layer; keys and values that no feature uses are left out. */
export function writeLayer(layer: TileLayer): Uint8Array {
  const keys = new Renumbering(layer.keys);
  const values = new Renumbering(layer.values);
  const writer = new Utf8Pbf();
  writer.writeVarintField(15, layer.version);
  writer.writeStringField(1, layer.name);
  for (const feature of layer.features) {
    const tags = feature.tags.map((index, at) => (at % 2 === 0 ? keys : values).numberOf(index));
    writer.writeMessage(2, writeFeature, { ...feature, tags });
  }
  for (const key of keys.used) writer.writeStringField(3, key);
  for (const value of values.used) writer.writeBytesField(4, value);
  writer.writeVarintField(5, layer.extent);
  return writer.finish();
}

function writeFeature(feature: TileFeature, writer: Pbf): void {
  if (feature.id !== undefined) writer.writeVarintField(1, feature.id);
  writer.writePackedVarint(2, feature.tags);
  writer.writeVarintField(3, geometryTypes.indexOf(feature.type));
  writer.writePackedVarint(4, feature.geometry);
}

/** Gives items new numbers in the order in which they are asked for. */
class Renumbering<Item> {
  readonly used: Item[] = [];
  readonly #items: readonly Item[];
  readonly #numbers = new Map<number, number>();

  constructor(items: readonly Item[]) {
    this.#items = items;
  }

  numberOf(index: number): number {
    const known = this.#numbers.get(index);
    if (known !== undefined) return known;
    const number = this.used.push(this.#items[index]!) - 1;
    this.#numbers.set(index, number);
    return number;
  }
}

/** Values of a layer, decoded once for all features that share them. */
const decodedValues = new WeakMap<TileLayer, FieldValue[]>();

/** Decodes the properties of a feature (specification 4.4). */
export function propertiesOf(layer: TileLayer, feature: TileFeature): Record<string, FieldValue> {
  let values = decodedValues.get(layer);
  if (values === undefined) decodedValues.set(layer, (values = layer.values.map(readValue)));
  const properties: Record<string, FieldValue> = {};
  for (let at = 0; at + 1 < feature.tags.length; at += 2) {
    const key = layer.keys[feature.tags[at]!];
    const value = values[feature.tags[at + 1]!];
    if (key !== undefined && value !== undefined) properties[key] = value;
  }
  return properties;
}

function readValue(bytes: Uint8Array): FieldValue {
  let value: FieldValue = '';
  readerOf(bytes).readFields((tag, _, reader) => {
    if (tag === 1) value = reader.readString();
    else if (tag === 2) value = reader.readFloat();
    else if (tag === 3) value = reader.readDouble();
    else if (tag === 4) value = reader.readVarint(true);
    else if (tag === 5) value = reader.readVarint();
    else if (tag === 6) value = reader.readSVarint();
    else if (tag === 7) value = reader.readBoolean();
  }, null);
  return value;
}
