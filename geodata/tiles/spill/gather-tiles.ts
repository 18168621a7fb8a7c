import type { LayerTable } from '../bake-model.ts';
import { ByteWriter } from '../encode/byte-writer.ts';
import { TileWalk, type AssembleJob } from '../encode/tile-walk.ts';
import { growingFloat64 } from '../growing-array.ts';
import type { SlicedTiles } from '../slice/feature-slicer.ts';
import { MARK_BYTES, type GatheredTiles } from './spilled-run.ts';

/** What a part has of a tile is looked at where it is so much. */
const HEAVY_BYTES = 1 << 16;

/** Added to the kind of a feature that has an id. */
export const HAS_ID = 4;

/**
 * Puts sliced features with all that a tile says of them into bytes, tile by tile. A block is what one layer has of one
 * tile: its id, the number of the layer, how many features and how many bytes follow. A feature is its kind, its id,
 * its tags (key, length, value as a tile holds it), its numbers (doubles) and its geometry with its length.
 */
export class TileGatherer {
  readonly #tables: readonly LayerTable[];
  readonly #layers: readonly number[];
  readonly #block = new ByteWriter(1 << 16);

  /** `layers` are the numbers of the tables among all layers of the tileset. */
  constructor(tables: readonly LayerTable[], layers: readonly number[]) {
    this.#tables = tables;
    this.#layers = layers;
  }

  gather(job: AssembleJob): GatheredTiles {
    const out = new ByteWriter(1 << 16);
    const markTile = growingFloat64();
    const markAt = growingFloat64();
    const heavyTile = growingFloat64();
    const heavyBytes = growingFloat64();
    const walk = new TileWalk(job);
    while (walk.next()) {
      const start = out.length;
      const last = markAt.length - 1;
      if (last < 0 || out.length - markAt.store[last]! >= MARK_BYTES) {
        markTile.push(walk.tileId);
        markAt.push(out.length);
      }
      walk.visitSources((source, tile) => this.#writeBlock(out, walk.tileId, source, tile));
      if (out.length - start < HEAVY_BYTES) continue;
      heavyTile.push(walk.tileId);
      heavyBytes.push(out.length - start);
    }
    return {
      bytes: out.bytes().slice(),
      markTile: markTile.finish(),
      markAt: markAt.finish(),
      heavyTile: heavyTile.finish(),
      heavyBytes: heavyBytes.finish(),
    };
  }

  #writeBlock(out: ByteWriter, tileId: number, source: SlicedTiles, tile: number): void {
    const block = this.#block;
    const first = source.recordStart[tile]!;
    const last = source.recordStart[tile + 1]!;
    block.length = 0;
    for (let record = first; record < last; record++) {
      writeFeature(block, this.#tables[source.layer]!, source.feature[record]!);
      const start = source.byteStart[record]!;
      const end = source.byteStart[record + 1]!;
      block.varint(end - start);
      block.appendRange(source.bytes, start, end);
    }
    out.varint(tileId);
    out.varint(this.#layers[source.layer]!);
    out.varint(last - first);
    out.varint(block.length);
    out.append(block.bytes());
  }
}

function writeFeature(
  block: ByteWriter,
  { featureId, featureKind, attributes }: LayerTable,
  feature: number,
): void {
  const id = featureId[feature]!;
  block.varint(featureKind[feature]! + (id >= 0 ? HAS_ID : 0));
  if (id >= 0) block.varint(id);
  const { cell, cellStart, tokenKey, tokenValue, values, valueStart, numbers } = attributes;
  block.varint(cellStart[feature + 1]! - cellStart[feature]!);
  for (let i = cellStart[feature]!; i < cellStart[feature + 1]!; i++) {
    const token = cell[i]!;
    const value = tokenValue[token]!;
    const start = valueStart[value]!;
    const end = valueStart[value + 1]!;
    block.varint(tokenKey[token]!);
    block.varint(end - start);
    block.appendRange(values, start, end);
  }
  for (const column of numbers) block.double(column.values[feature]!);
}
