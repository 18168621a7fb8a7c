import { ByteWriter } from './byte-writer.ts';
import { growingFloat64, growingUint32 } from '../growing-array.ts';
import { TileCompressor } from './tile-compressor.ts';
import { TileEncoder, type EncodableLayer } from './tile-encoder.ts';
import { TileWalk, type AssembleJob } from './tile-walk.ts';

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

  constructor(tables: readonly EncodableLayer[], gzipLevel: number) {
    this.#encoder = new TileEncoder(tables);
    this.#compressor = new TileCompressor(gzipLevel);
  }

  assemble(job: AssembleJob): AssembledTiles {
    const out = new ByteWriter(1 << 16);
    const tileId = growingFloat64();
    const end = growingUint32();
    const rawSize = growingUint32();
    const walk = new TileWalk(job);
    while (walk.next()) {
      this.#encodeTile(walk);
      const raw = this.#encoder.tile();
      tileId.push(walk.tileId);
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

  /** Encodes the tile at hand. */
  #encodeTile(walk: TileWalk): void {
    const encoder = this.#encoder;
    let layer = -1;
    encoder.startTile();
    walk.visitSources((source, tile) => {
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
    });
    encoder.endLayer();
  }
}
