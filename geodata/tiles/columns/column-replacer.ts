import type { AttributeTable } from '../bake-model.ts';
import { ProtobufReader } from '../decode/protobuf-reader.ts';
import { encodeAttributes } from '../encode/attributes.ts';
import { ByteTable } from '../encode/byte-table.ts';
import { ByteWriter } from '../encode/byte-writer.ts';
import type { ByteRange } from '../encode/tile-compressor.ts';
import type { NewColumns } from './new-columns.ts';
import { RowFinder } from './row-finder.ts';
import { featuresOfCopy, layersOfTile, nameOfLayer, StoredLayer } from './stored-layer.ts';
import { TagWriter } from './tag-writer.ts';

const TILE_LAYERS = (3 << 3) | 2;
const LAYER_VERSION = 15 << 3;
const LAYER_NAME = (1 << 3) | 2;
const LAYER_FEATURES = (2 << 3) | 2;
const LAYER_KEYS = (3 << 3) | 2;
const LAYER_EXTENT = 5 << 3;
const FEATURE_TAGS = (2 << 3) | 2;

/** A tile with new columns, as a view that the next one overwrites. */
export interface RewrittenTile {
  raw: Uint8Array;
  /** Its longest features of one layer. */
  features: ByteRange;
}

/**
 * Puts new columns on the features of one layer, tile by tile: geometry and ids stay the bytes they are. A column that
 * was there is replaced where it stood, and others come behind. A feature whose key has no row, and one whose cell is
 * empty, has no value in these columns.
 */
export class ColumnReplacer {
  readonly #layer: string;
  readonly #columns: AttributeTable;
  readonly #rows: RowFinder;
  /** Entries of all tiles, each once: fields, of which the new ones are the first, and values. */
  readonly #keys = new ByteTable();
  readonly #values = new ByteTable();
  readonly #columnCount: number;
  /** Number among all values of every value of the new columns. */
  readonly #newValue: number[];
  /** Number of the field that rows are found by, −1 for ids. */
  readonly #keyField: number;
  /** By column: the value that the row at hand has and that is not written yet, −1 for none. */
  readonly #cells: Int32Array;

  readonly #stored = new StoredLayer();
  /** Of the layer at hand: the numbers of its keys, and of its values, −1 as long as nobody asked. */
  #keyOf: Int32Array = new Int32Array(16);
  #valueOf: Int32Array = new Int32Array(1024);
  readonly #tagWriter = new TagWriter();
  readonly #tile = new ByteWriter(1 << 16);
  readonly #message = new ByteWriter(1 << 16);

  constructor(layer: string, { keyField, keys, attributes }: NewColumns) {
    this.#layer = layer;
    this.#columns = encodeAttributes(attributes);
    this.#rows = new RowFinder(keys);
    const { keys: names, keyStart, values, valueStart } = this.#columns;
    this.#columnCount = keyStart.length - 1;
    for (let key = 0; key < this.#columnCount; key++)
      this.#keys.add(0, names, keyStart[key]!, keyStart[key + 1]!);
    this.#newValue = Array.from({ length: valueStart.length - 1 }, (_, value) =>
      this.#values.add(0, values, valueStart[value]!, valueStart[value + 1]!),
    );
    this.#cells = new Int32Array(this.#columnCount);
    this.#keyField = keyField === null ? -1 : this.#numberOfField(keyField);
  }

  /** How many rows found a feature, and how many keys of features found no row. */
  matches(): { rows: number; unmatchedKeys: number } {
    return this.#rows.matches();
  }

  /** Throws TileProblem where the bytes are no vector tile. */
  rewrite(raw: Uint8Array): RewrittenTile {
    const tile = this.#tile;
    tile.length = 0;
    let features: ByteRange = { start: 0, end: 0 };
    for (const { entry, message } of layersOfTile(raw)) {
      let own: ByteRange;
      if (nameOfLayer(message) === this.#layer) {
        this.#stored.read(message);
        own = this.#rewriteLayer(raw);
      } else {
        own = featuresOfCopy(message, entry, tile.length);
        tile.appendRange(raw, entry.start, entry.end);
      }
      if (own.end - own.start > features.end - features.start) features = own;
    }
    return { raw: tile.bytes(), features };
  }

  #numberOfField(name: string): number {
    const entry = new ByteWriter(64);
    const text = Buffer.from(name, 'utf8');
    entry.varint(LAYER_KEYS);
    entry.varint(text.length);
    entry.append(text);
    return this.#keys.add(0, entry.buffer, 0, entry.length);
  }

  /** Appends the layer that was read, with its new columns; returns where its features stand in the tile. */
  #rewriteLayer(raw: Uint8Array): ByteRange {
    const { name, version, extent, features, keys, values } = this.#stored;
    if (this.#keyOf.length < keys.length) this.#keyOf = new Int32Array(keys.length * 2);
    if (this.#valueOf.length < values.length) this.#valueOf = new Int32Array(values.length * 2);
    for (let key = 0; key < keys.length; key++)
      this.#keyOf[key] = this.#keys.add(0, raw, keys.start.store[key]!, keys.end.store[key]!);
    this.#valueOf.fill(-1, 0, values.length);

    this.#tagWriter.startLayer();
    const out = this.#message;
    out.length = 0;
    out.varint(LAYER_VERSION);
    out.varint(version);
    const text = Buffer.from(name, 'utf8');
    out.varint(LAYER_NAME);
    out.varint(text.length);
    out.append(text);
    const start = out.length;
    const reader = new ProtobufReader(raw);
    for (let i = 0; i < features.length; i++)
      this.#rewriteFeature(raw, reader, features.start.store[i]!, features.end.store[i]!);
    const end = out.length;
    this.#tagWriter.appendEntries(out);
    out.varint(LAYER_EXTENT);
    out.varint(extent);

    const tile = this.#tile;
    tile.varint(TILE_LAYERS);
    tile.varint(out.length);
    const at = tile.length;
    tile.appendRange(out.buffer, 0, out.length);
    return { start: at + start, end: at + end };
  }

  /** Appends a feature, the bytes [start, end), with other tags; what stands around them is copied. */
  #rewriteFeature(raw: Uint8Array, reader: ProtobufReader, start: number, end: number): void {
    reader.position = start;
    reader.end = end;
    let id = -1;
    // Tags stand behind the id.
    let [tagsStart, tagsFrom, tagsEnd] = [start, start, start];
    for (let at = start; reader.nextField(); at = reader.position) {
      if (reader.field === 1) {
        id = reader.varint();
        if (tagsEnd === start) tagsStart = tagsFrom = tagsEnd = reader.position;
      } else if (reader.field === 2) {
        tagsStart = at;
        tagsFrom = reader.skipMessage();
        tagsEnd = reader.position;
      } else reader.skip();
    }
    this.#writeTags(raw, reader, id, tagsFrom, tagsEnd);

    const { tags } = this.#tagWriter;
    const out = this.#message;
    const tagBytes = tags.length === 0 ? 0 : 1 + varintBytes(tags.length) + tags.length;
    out.varint(LAYER_FEATURES);
    out.varint(end - start - (tagsEnd - tagsStart) + tagBytes);
    out.appendRange(raw, start, tagsStart);
    if (tagBytes > 0) {
      out.varint(FEATURE_TAGS);
      out.varint(tags.length);
      out.appendRange(tags.buffer, 0, tags.length);
    }
    out.appendRange(raw, tagsEnd, end);
  }

  /** Writes the tags of a feature whose tags so far are the bytes [from, to). */
  #writeTags(raw: Uint8Array, reader: ProtobufReader, id: number, from: number, to: number): void {
    const writer = this.#tagWriter;
    const { keys, values } = this.#stored;
    this.#fillCells(this.#keyField < 0 ? this.#rows.byId(id) : this.#rowByField(raw, reader, from, to));
    writer.startFeature();
    reader.position = from;
    reader.end = to;
    while (reader.position < to) {
      const key = reader.varint();
      const value = reader.varint();
      // What refers to nothing is left out.
      if (key >= keys.length || value >= values.length) continue;
      const field = this.#keyOf[key]!;
      if (field < this.#columnCount) {
        this.#writeCell(field);
        continue;
      }
      writer.key(field, raw, keys.start.store[key]!, keys.end.store[key]!);
      writer.value(
        this.#numberOfValue(raw, value),
        raw,
        values.start.store[value]!,
        values.end.store[value]!,
      );
    }
    for (let column = 0; column < this.#columnCount; column++) this.#writeCell(column);
  }

  /** The row whose key is the value that a feature has in the key field. */
  #rowByField(raw: Uint8Array, reader: ProtobufReader, from: number, to: number): number {
    const { keys, values } = this.#stored;
    reader.position = from;
    reader.end = to;
    while (reader.position < to) {
      const key = reader.varint();
      const value = reader.varint();
      if (key >= keys.length || value >= values.length || this.#keyOf[key] !== this.#keyField) continue;
      const number = this.#numberOfValue(raw, value);
      return this.#rows.byValue(number, raw, values.start.store[value]!, values.end.store[value]!);
    }
    return -1;
  }

  #numberOfValue(raw: Uint8Array, value: number): number {
    const { start, end } = this.#stored.values;
    if (this.#valueOf[value]! < 0)
      this.#valueOf[value] = this.#values.add(0, raw, start.store[value]!, end.store[value]!);
    return this.#valueOf[value]!;
  }

  /** Takes the values of a row. */
  #fillCells(row: number): void {
    this.#cells.fill(-1);
    if (row < 0) return;
    const { cell, cellStart, tokenKey, tokenValue } = this.#columns;
    for (let i = cellStart[row]!; i < cellStart[row + 1]!; i++)
      this.#cells[tokenKey[cell[i]!]!] = tokenValue[cell[i]!]!;
  }

  /** Writes the value that the row at hand has in a column, once. */
  #writeCell(column: number): void {
    const value = this.#cells[column]!;
    if (value < 0) return;
    this.#cells[column] = -1;
    const { keys, keyStart, values, valueStart } = this.#columns;
    this.#tagWriter.key(column, keys, keyStart[column]!, keyStart[column + 1]!);
    this.#tagWriter.value(this.#newValue[value]!, values, valueStart[value]!, valueStart[value + 1]!);
  }
}

function varintBytes(value: number): number {
  let bytes = 1;
  for (let rest = value; rest > 127; rest = Math.floor(rest / 128)) bytes++;
  return bytes;
}
