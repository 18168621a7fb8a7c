import { zxyToTileId } from '../../model/tile-id.ts';
import { POLYGON, type ArcTable, type LayerTable, type ZoomArcs } from '../bake-model.ts';
import { ByteWriter } from '../encode/byte-writer.ts';
import { growingInt32, growingUint32 } from '../growing-array.ts';
import { sharedFloat64, sharedUint32, sharedUint8 } from '../shared-arrays.ts';
import { FeatureCutter, type TileWindow } from './feature-cutter.ts';
import { encodeGeometry } from './geometry-encoder.ts';
import { RingUntangler } from './ring-untangler.ts';

/** Features [from, to) of a layer, of those kept, to be cut into the tiles of a window at a zoom. */
export interface SliceJob {
  layer: number;
  zoom: number;
  window: TileWindow;
  from: number;
  to: number;
}

/** What slicing reads. */
export interface SliceInput {
  arcs: ArcTable;
  tables: readonly LayerTable[];
  /** By zoom; null outside the zooms that are baked. */
  zooms: readonly (ZoomArcs | null)[];
  /** By zoom and layer: 1 for features that are drawn as a dot. */
  dots: readonly (readonly Uint8Array[] | null)[];
  /** By zoom and layer: the features that are drawn, ascending; null where all are. */
  kept: readonly (readonly (Uint32Array | null)[] | null)[];
  /** By zoom and layer: set to 1 for every feature that got into a tile. */
  seen: readonly (readonly Uint8Array[] | null)[];
  /** How far a drawn edge may be from the true one, in steps. */
  tolerance: number;
}

/**
 * Geometry of features as the commands of MVT, grouped by tile. Tile i has the records from `recordStart[i]` to
 * `recordStart[i + 1]`, in the order of features; record k is the bytes from `byteStart[k]` to
 * `byteStart[k + 1]`.
 */
export interface SlicedTiles {
  layer: number;
  zoom: number;
  /** Ascending. */
  tileId: Float64Array;
  recordStart: Uint32Array;
  feature: Uint32Array;
  byteStart: Uint32Array;
  bytes: Uint8Array;
}

/** Cuts features into tiles, one job after the other, and encodes what they draw there; keeps its buffers. */
export class FeatureSlicer {
  readonly #input: SliceInput;
  readonly #cutter: FeatureCutter;
  readonly #untangler = new RingUntangler();

  /** Records in the order of features; those of one tile are chained, `#head` and `#tail` are by tile. */
  readonly #geometry = new ByteWriter(1 << 20);
  readonly #recordFeature = growingUint32();
  readonly #recordStart = growingUint32();
  readonly #recordNext = growingInt32();
  readonly #head = growingInt32();
  readonly #tail = growingInt32();

  constructor(input: SliceInput) {
    this.#input = input;
    this.#cutter = new FeatureCutter(input.tolerance);
  }

  slice({ layer, zoom, window, from, to }: SliceJob): SlicedTiles {
    const { arcs, tables, zooms, dots, kept, seen } = this.#input;
    const table = tables[layer]!;
    const source = { arcs, table, zoom, window, drawn: zooms[zoom]!, isDot: dots[zoom]![layer]! };
    const list = kept[zoom]![layer] ?? null;
    const isSeen = seen[zoom]![layer]!;
    const cutter = this.#cutter;
    this.#clear();
    for (let i = from; i < to; i++) {
      const feature = list === null ? i : list[i]!;
      cutter.cut(source, feature);
      const { touched } = cutter.pieces;
      const kind = table.featureKind[feature]!;
      for (let k = 0; k < touched.length; k++) {
        const tile = touched.store[k]!;
        if (kind === POLYGON) {
          const column = cutter.tiles.columns.store[tile]!;
          this.#untangler.untangle(cutter.pieces, tile, { buffer: table.buffer, column, columns: 2 ** zoom });
        }
        if (this.#record(feature, kind, tile)) isSeen[feature] = 1;
      }
    }
    return this.#groupByTile(layer, zoom);
  }

  #clear(): void {
    this.#cutter.tiles.clear();
    this.#geometry.length = 0;
    this.#recordFeature.length = 0;
    this.#recordStart.length = 0;
    this.#recordNext.length = 0;
    this.#head.length = 0;
    this.#tail.length = 0;
  }

  /** Keeps what a feature draws in one tile; false where that is nothing. */
  #record(feature: number, kind: number, tile: number): boolean {
    const start = this.#geometry.length;
    if (!encodeGeometry(this.#cutter.pieces, tile, kind, this.#geometry)) return false;
    const record = this.#recordFeature.length;
    this.#recordFeature.push(feature);
    this.#recordStart.push(start);
    this.#recordNext.push(-1);
    while (this.#head.length <= tile) {
      this.#head.push(-1);
      this.#tail.push(-1);
    }
    if (this.#head.store[tile] === -1) this.#head.store[tile] = record;
    else this.#recordNext.store[this.#tail.store[tile]!] = record;
    this.#tail.store[tile] = record;
    return true;
  }

  /** Copies the records to shared memory, tile by tile in the order of their ids. */
  #groupByTile(layer: number, zoom: number): SlicedTiles {
    const { columns, rows } = this.#cutter.tiles;
    const ids = new Float64Array(this.#head.length);
    const filled: number[] = [];
    for (let tile = 0; tile < ids.length; tile++) {
      if (this.#head.store[tile] === -1) continue;
      ids[tile] = zxyToTileId(zoom, columns.store[tile]!, rows.store[tile]!);
      filled.push(tile);
    }
    filled.sort((a, b) => ids[a]! - ids[b]!);

    const records = this.#recordFeature.length;
    const result: SlicedTiles = {
      layer,
      zoom,
      tileId: sharedFloat64(filled.length),
      recordStart: sharedUint32(filled.length + 1),
      feature: sharedUint32(records),
      byteStart: sharedUint32(records + 1),
      bytes: sharedUint8(this.#geometry.length),
    };
    this.#recordStart.push(this.#geometry.length);
    const source = this.#geometry.buffer;
    const recordStart = this.#recordStart.store;
    let at = 0;
    let byteAt = 0;
    filled.forEach((tile, index) => {
      result.tileId[index] = ids[tile]!;
      result.recordStart[index] = at;
      for (let record = this.#head.store[tile]!; record >= 0; record = this.#recordNext.store[record]!) {
        const start = recordStart[record]!;
        const end = recordStart[record + 1]!;
        result.feature[at] = this.#recordFeature.store[record]!;
        result.byteStart[at++] = byteAt;
        if (end - start > 48) {
          result.bytes.set(source.subarray(start, end), byteAt);
          byteAt += end - start;
        } else {
          for (let i = start; i < end; i++) result.bytes[byteAt++] = source[i]!;
        }
      }
    });
    result.recordStart[filled.length] = at;
    result.byteStart[at] = byteAt;
    return result;
  }
}
