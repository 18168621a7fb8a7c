import type { LayerTable } from '../bake-model.ts';
import { ByteWriter } from './byte-writer.ts';
import type { SlicedTiles } from '../slice/feature-slicer.ts';
import { growingFloat64, growingUint32 } from '../growing-array.ts';
import { TileCompressor } from './tile-compressor.ts';
import { TileEncoder } from './tile-encoder.ts';

/** The tiles with ids in [from, to), out of what was sliced: by layer, and by feature within a layer. */
export interface AssembleJob {
  from: number;
  to: number;
  sources: SlicedTiles[];
}

/** Tiles ascending by id; tile i is the bytes from `end[i − 1]` (or 0) to `end[i]`. */
export interface AssembledTiles {
  tileId: Float64Array;
  end: Uint32Array;
  bytes: Uint8Array;
  /** Size of every tile before compression. */
  rawSize: Uint32Array;
}

/** Puts tiles together and compresses them, one job after the other. */
export class TileAssembler {
  readonly #encoder: TileEncoder;
  readonly #compressor: TileCompressor;

  constructor(tables: readonly LayerTable[], gzipLevel: number) {
    this.#encoder = new TileEncoder(tables);
    this.#compressor = new TileCompressor(gzipLevel);
  }

  assemble({ from, to, sources }: AssembleJob): AssembledTiles {
    const out = new ByteWriter(1 << 16);
    const tileId = growingFloat64();
    const end = growingUint32();
    const rawSize = growingUint32();
    const position = sources.map((source) => lowerBound(source.tileId, from));
    for (;;) {
      let next = to;
      for (const [i, source] of sources.entries()) {
        const id = source.tileId[position[i]!];
        if (id !== undefined && id < next) next = id;
      }
      if (next === to) break;
      this.#encodeTile(next, sources, position);
      const raw = this.#encoder.tile();
      tileId.push(next);
      out.append(this.#compressor.compress(raw, this.#encoder.longestFeatures()));
      rawSize.push(raw.length);
      end.push(out.length);
    }
    return {
      tileId: tileId.finish(),
      end: end.finish(),
      bytes: out.bytes().slice(),
      rawSize: rawSize.finish(),
    };
  }

  /** Encodes one tile, and moves the positions of the sources that have it. */
  #encodeTile(id: number, sources: readonly SlicedTiles[], position: number[]): void {
    const encoder = this.#encoder;
    let layer = -1;
    encoder.startTile();
    for (const [i, source] of sources.entries()) {
      const tile = position[i]!;
      if (source.tileId[tile] !== id) continue;
      position[i] = tile + 1;
      if (source.layer !== layer) {
        if (layer >= 0) encoder.endLayer();
        layer = source.layer;
        encoder.startLayer(layer);
      }
      const { feature, byteStart, bytes } = source;
      const last = source.recordStart[tile + 1]!;
      for (let record = source.recordStart[tile]!; record < last; record++) {
        encoder.addFeature(feature[record]!, bytes, byteStart[record]!, byteStart[record + 1]!);
      }
    }
    encoder.endLayer();
  }
}

/** Index of the first value that is not below `wanted`. */
function lowerBound(values: Float64Array, wanted: number): number {
  let low = 0;
  let high = values.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (values[middle]! < wanted) low = middle + 1;
    else high = middle;
  }
  return low;
}
