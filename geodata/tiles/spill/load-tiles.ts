import type { AttributeTable, LayerTable, NumberColumn } from '../bake-model.ts';
import { ProtobufReader } from '../decode/protobuf-reader.ts';
import { ByteTable } from '../encode/byte-table.ts';
import { ByteWriter } from '../encode/byte-writer.ts';
import type { EncodableLayer } from '../encode/tile-encoder.ts';
import type { AssembleJob } from '../encode/tile-walk.ts';
import { growingFloat64, growingUint32, growingUint8, type GrowingArray } from '../growing-array.ts';
import type { SlicedTiles } from '../slice/feature-slicer.ts';
import { HAS_ID } from './gather-tiles.ts';
import { readSpilled } from './spill-file.ts';
import type { SpilledJob } from './spilled-run.ts';

/** What is the same of a layer in all of its parts. */
export interface LayerShape {
  id: string;
  keys: AttributeTable['keys'];
  keyStart: AttributeTable['keyStart'];
  numbers: Omit<NumberColumn, 'values'>[];
}

export const shapeOf = ({ id, attributes: { keys, keyStart, numbers } }: LayerTable): LayerShape => ({
  id,
  keys,
  keyStart,
  numbers: numbers.map(({ key, encoding }) => ({ key, encoding })),
});

/** Reads the tiles of a job out of a spill file, as they were before they were gathered. */
export function loadTiles(
  descriptor: number,
  shapes: readonly LayerShape[],
  { from, to, place }: SpilledJob,
): { tables: EncodableLayer[]; job: AssembleJob } {
  const layers = shapes.map((shape) => new LoadedLayer(shape));
  const sources: SlicedTiles[] = [];
  for (let run = 0; run * 2 < place.length; run++) {
    const [start, end] = [place[run * 2]!, place[run * 2 + 1]!];
    if (start < end) sources.push(...loadRun(readSpilled(descriptor, start, end), layers, from, to));
  }
  // Parts of a layer follow each other as its features do.
  sources.sort((a, b) => a.layer - b.layer);
  return { tables: layers.map((layer) => layer.finish()), job: { from, to, sources } };
}

/** Adds the tiles with ids in [from, to) to the layers; gives where they are, layer by layer. */
function loadRun(bytes: Uint8Array, layers: readonly LoadedLayer[], from: number, to: number): SlicedTiles[] {
  const reader = new ProtobufReader(bytes);
  const places = new Map<number, LoadedTiles>();
  while (reader.position < bytes.length) {
    const tileId = reader.varint();
    const layer = reader.varint();
    const count = reader.varint();
    const length = reader.varint();
    if (tileId >= to) break;
    if (tileId < from) {
      reader.position += length;
      continue;
    }
    let tiles = places.get(layer);
    if (tiles === undefined) places.set(layer, (tiles = new LoadedTiles()));
    tiles.start(tileId);
    for (let i = 0; i < count; i++) {
      const feature = layers[layer]!.read(reader);
      const geometryBytes = reader.varint();
      tiles.add(feature, bytes, reader.position, reader.position + geometryBytes);
      reader.position += geometryBytes;
    }
  }
  return [...places].map(([layer, tiles]) => tiles.finish(layer));
}

/** Collects the tiles that one run has of one layer. */
class LoadedTiles {
  readonly #tileId = growingFloat64();
  readonly #recordStart = growingUint32();
  readonly #feature = growingUint32();
  readonly #byteStart = growingUint32();
  readonly #geometry = new ByteWriter(1 << 12);

  /** Begins a tile; what several ranges of features have of it is one. */
  start(tileId: number): void {
    const { store, length } = this.#tileId;
    if (length > 0 && store[length - 1] === tileId) return;
    this.#tileId.push(tileId);
    this.#recordStart.push(this.#feature.length);
  }

  add(feature: number, bytes: Uint8Array, start: number, end: number): void {
    this.#feature.push(feature);
    this.#byteStart.push(this.#geometry.length);
    this.#geometry.appendRange(bytes, start, end);
  }

  finish(layer: number): SlicedTiles {
    this.#recordStart.push(this.#feature.length);
    this.#byteStart.push(this.#geometry.length);
    return {
      layer,
      zoom: -1,
      tileId: this.#tileId.finish(),
      recordStart: this.#recordStart.view(),
      feature: this.#feature.view(),
      byteStart: this.#byteStart.view(),
      bytes: this.#geometry.bytes(),
    };
  }
}

/** Collects the features of one layer, each as often as tiles have it. */
class LoadedLayer {
  readonly #shape: LayerShape;
  readonly #featureId = growingFloat64();
  readonly #featureKind = growingUint8();
  readonly #cellStart = growingUint32();
  readonly #tokenKey = growingUint32();
  readonly #tokenValue = growingUint32();
  readonly #values = new ByteTable();
  readonly #numbers: GrowingArray<Float64Array>[];

  constructor(shape: LayerShape) {
    this.#shape = shape;
    this.#numbers = shape.numbers.map(growingFloat64);
  }

  /** Reads a feature up to its geometry; returns its number. */
  read(reader: ProtobufReader): number {
    const kind = reader.varint();
    this.#featureKind.push(kind % HAS_ID);
    this.#featureId.push(kind >= HAS_ID ? reader.varint() : -1);
    this.#cellStart.push(this.#tokenKey.length);
    const tags = reader.varint();
    for (let i = 0; i < tags; i++) {
      this.#tokenKey.push(reader.varint());
      const length = reader.varint();
      const start = reader.position;
      this.#tokenValue.push(this.#values.add(0, reader.bytes, start, start + length));
      reader.position += length;
    }
    for (const column of this.#numbers) column.push(reader.double());
    return this.#featureId.length - 1;
  }

  finish(): EncodableLayer {
    this.#cellStart.push(this.#tokenKey.length);
    const { id, keys, keyStart, numbers } = this.#shape;
    const { bytes: values, start: valueStart } = this.#values.finish();
    return {
      id,
      featureId: this.#featureId.view(),
      featureKind: this.#featureKind.view(),
      attributes: {
        keys,
        keyStart,
        values,
        valueStart,
        cellStart: this.#cellStart.view(),
        // Every tag is a token of its own.
        cell: Uint32Array.from({ length: this.#tokenKey.length }, (_, i) => i),
        tokenKey: this.#tokenKey.view(),
        tokenValue: this.#tokenValue.view(),
        numbers: numbers.map((number, i) => ({ ...number, values: this.#numbers[i]!.view() })),
      },
    };
  }
}
