import type { LayerTable, NumberColumn } from '../bake-model.ts';
import { writeNumberValue } from './attributes.ts';
import { ByteWriter } from './byte-writer.ts';
import type { ByteRange } from './tile-compressor.ts';
import { varintLength, writeVarint } from './varint.ts';
import { EXTENT } from '../world-grid.ts';

const TILE_LAYERS = (3 << 3) | 2;
const LAYER_VERSION = 15 << 3;
const LAYER_NAME = (1 << 3) | 2;
const LAYER_FEATURES = (2 << 3) | 2;
const LAYER_EXTENT = 5 << 3;
const FEATURE_ID = 1 << 3;
const FEATURE_TAGS = (2 << 3) | 2;
const FEATURE_TYPE = 3 << 3;
const FEATURE_GEOMETRY = (4 << 3) | 2;
const MVT_VERSION = 2;

/** A key and a value take two varints of at most five bytes. */
const MAX_TAG_BYTES = 10;
/** A feature's type takes a tag and one byte. */
const TYPE_BYTES = 2;

/** What of a layer gets into its messages beside geometry. */
export type EncodableLayer = Pick<LayerTable, 'id' | 'featureId' | 'featureKind' | 'attributes'>;

/**
 * Writes the layer messages of tiles (MVT 2.1, section 4.1). Keys and values get their numbers within a tile in
 * the order of their first use; whether one was used already is told by a stamp that is the serial number of
 * the layer message, so that nothing is cleared between tiles.
 */
export class TileEncoder {
  readonly #tile = new ByteWriter(1 << 16);
  readonly #layer = new ByteWriter(1 << 16);
  readonly #tags = new ByteWriter(256);
  /** By layer, for every key and every value: the stamp, and its number behind it. */
  readonly #keyMarks: Uint32Array[];
  readonly #valueMarks: Uint32Array[];
  readonly #tables: readonly EncodableLayer[];
  readonly #names: Uint8Array[];
  readonly #usedKeys: number[] = [];
  /** Values of the table, or ~i for number i. */
  readonly #usedValues: number[] = [];
  readonly #numbers: { value: number; encoding: NumberColumn['encoding'] }[] = [];
  /** By number: its number among the values of the layer at hand. One map for each encoding. */
  readonly #numberValues = {
    unsigned: new Map<number, number>(),
    signed: new Map<number, number>(),
    double: new Map<number, number>(),
  };
  /** Of the layer at hand, where its features begin; of the tile, the longest features of one layer. */
  #featuresStart = 0;
  #longest: ByteRange = { start: 0, end: 0 };
  #serial = 0;
  #current = 0;

  constructor(tables: readonly EncodableLayer[]) {
    this.#tables = tables;
    this.#names = tables.map((table) => Buffer.from(table.id, 'utf8'));
    this.#keyMarks = tables.map(({ attributes }) => new Uint32Array(attributes.keyStart.length * 2));
    this.#valueMarks = tables.map(({ attributes }) => new Uint32Array(attributes.valueStart.length * 2));
  }

  startTile(): void {
    this.#tile.length = 0;
    this.#longest = { start: 0, end: 0 };
  }

  startLayer(layer: number): void {
    this.#current = layer;
    this.#serial++;
    this.#usedKeys.length = 0;
    this.#usedValues.length = 0;
    this.#numbers.length = 0;
    for (const known of Object.values(this.#numberValues)) known.clear();
    const writer = this.#layer;
    writer.length = 0;
    writer.varint(LAYER_VERSION);
    writer.varint(MVT_VERSION);
    writer.varint(LAYER_NAME);
    writer.varint(this.#names[layer]!.length);
    writer.append(this.#names[layer]!);
    this.#featuresStart = writer.length;
  }

  /** Adds a feature of the current layer with the geometry bytes [start, end). */
  addFeature(feature: number, geometry: Uint8Array, start: number, end: number): void {
    const table = this.#tables[this.#current]!;
    const tags = this.#writeTags(table, feature);
    const id = table.featureId[feature]!;
    const idBytes = id < 0 ? 0 : 1 + varintLength(id);
    const tagsBytes = tags.length === 0 ? 0 : 1 + varintLength(tags.length) + tags.length;
    const geometryBytes = 1 + varintLength(end - start) + end - start;
    const messageBytes = idBytes + tagsBytes + TYPE_BYTES + geometryBytes;

    const writer = this.#layer;
    writer.reserve(1 + varintLength(messageBytes) + messageBytes);
    const { buffer } = writer;
    let at = writer.length;
    buffer[at++] = LAYER_FEATURES;
    at = writeVarint(buffer, at, messageBytes);
    if (idBytes > 0) {
      buffer[at++] = FEATURE_ID;
      at = writeVarint(buffer, at, id);
    }
    if (tagsBytes > 0) {
      buffer[at++] = FEATURE_TAGS;
      at = writeVarint(buffer, at, tags.length);
      for (let i = 0; i < tags.length; i++) buffer[at++] = tags.buffer[i]!;
    }
    buffer[at++] = FEATURE_TYPE;
    buffer[at++] = table.featureKind[feature]!;
    buffer[at++] = FEATURE_GEOMETRY;
    writer.length = writeVarint(buffer, at, end - start);
    writer.appendRange(geometry, start, end);
  }

  endLayer(): void {
    const { keys, keyStart, values, valueStart } = this.#tables[this.#current]!.attributes;
    const writer = this.#layer;
    const featuresEnd = writer.length;
    for (const key of this.#usedKeys) writer.appendRange(keys, keyStart[key]!, keyStart[key + 1]!);
    for (const value of this.#usedValues) {
      if (value >= 0) writer.appendRange(values, valueStart[value]!, valueStart[value + 1]!);
      else writeNumberValue(writer, this.#numbers[~value]!.value, this.#numbers[~value]!.encoding);
    }
    writer.varint(LAYER_EXTENT);
    writer.varint(EXTENT);
    this.#tile.varint(TILE_LAYERS);
    this.#tile.varint(writer.length);
    const { start, end } = this.#longest;
    if (featuresEnd - this.#featuresStart > end - start) {
      const at = this.#tile.length;
      this.#longest = { start: at + this.#featuresStart, end: at + featuresEnd };
    }
    this.#tile.appendRange(writer.buffer, 0, writer.length);
  }

  /** The tile so far, as a view that the next tile overwrites. */
  tile(): Uint8Array {
    return this.#tile.bytes();
  }

  /** Where the tile has the longest features of one layer. */
  longestFeatures(): ByteRange {
    return this.#longest;
  }

  #numberOf(value: number, encoding: NumberColumn['encoding']): number {
    const known = this.#numberValues[encoding];
    let number = known.get(value);
    if (number === undefined) {
      number = this.#usedValues.push(~(this.#numbers.push({ value, encoding }) - 1)) - 1;
      known.set(value, number);
    }
    return number;
  }

  #keyNumber(marks: Uint32Array, key: number): number {
    if (marks[key * 2] !== this.#serial) {
      marks[key * 2] = this.#serial;
      marks[key * 2 + 1] = this.#usedKeys.push(key) - 1;
    }
    return marks[key * 2 + 1]!;
  }

  #valueNumber(marks: Uint32Array, value: number): number {
    if (marks[value * 2] !== this.#serial) {
      marks[value * 2] = this.#serial;
      marks[value * 2 + 1] = this.#usedValues.push(value) - 1;
    }
    return marks[value * 2 + 1]!;
  }

  #writeTags({ attributes }: EncodableLayer, feature: number): ByteWriter {
    const keyMarks = this.#keyMarks[this.#current]!;
    const valueMarks = this.#valueMarks[this.#current]!;
    const { cell, cellStart, tokenKey, tokenValue } = attributes;
    const tags = this.#tags;
    tags.length = 0;
    const first = cellStart[feature]!;
    const last = cellStart[feature + 1]!;
    tags.reserve((last - first + attributes.numbers.length) * MAX_TAG_BYTES);
    const { buffer } = tags;
    let at = 0;
    for (let i = first; i < last; i++) {
      const token = cell[i]!;
      at = writeVarint(buffer, at, this.#keyNumber(keyMarks, tokenKey[token]!));
      at = writeVarint(buffer, at, this.#valueNumber(valueMarks, tokenValue[token]!));
    }
    for (const { key, encoding, values } of attributes.numbers) {
      const value = values[feature]!;
      if (Number.isNaN(value)) continue;
      at = writeVarint(buffer, at, this.#keyNumber(keyMarks, key));
      at = writeVarint(buffer, at, this.#numberOf(value, encoding));
    }
    tags.length = at;
    return tags;
  }
}
