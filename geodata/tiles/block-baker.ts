import { gzipSync } from 'node:zlib';
import { zxyToTileId } from '../model/tile-id.ts';
import { POINT, POLYGON, type LayerTable, type ZoomArcs } from './bake-model.ts';
import { ByteWriter } from './byte-writer.ts';
import { encodeGeometry } from './geometry-encoder.ts';
import { growingInt32, growingUint32 } from './growing-array.ts';
import { PartReader } from './part-reader.ts';
import { Pieces } from './pieces.ts';
import type { EntryTable, Job } from './plan.ts';
import { firstSlab, lastSlab, Slicer } from './slice.ts';
import { mainPart } from './survey.ts';
import { TileEncoder } from './tile-encoder.ts';
import { EXTENT, EXTENT_BITS, zoomShift } from './world-grid.ts';

/** What all jobs of a bake read. */
export interface BlockInput {
  tables: readonly LayerTable[];
  entries: EntryTable;
  candidates: Uint32Array;
  /** By zoom; null outside the zooms that are baked. */
  zooms: readonly (ZoomArcs | null)[];
  /** By zoom and layer: 1 for features that are drawn as a dot. */
  dots: readonly (readonly Uint8Array[] | null)[];
  /** By zoom and layer: set to 1 for every feature that got into a tile. */
  seen: readonly (readonly Uint8Array[] | null)[];
  gzipLevel: number;
}

/** The tiles of one job, ascending by id; tile i is the bytes from `end[i − 1]` (or 0) to `end[i]`. */
export interface BakedBlock {
  tileId: Float64Array;
  end: Uint32Array;
  bytes: Uint8Array;
  /** Size of every tile before compression. */
  rawSize: Uint32Array;
}

/** Bakes squares of tiles, one job after the other; keeps its buffers between jobs. */
export class BlockBaker {
  readonly #input: BlockInput;
  readonly #reader = new PartReader();
  readonly #columns = new Slicer();
  readonly #rows = new Slicer();
  readonly #pieces = new Pieces();
  readonly #encoder: TileEncoder;

  /** Geometry of the features of a job, and where each tile has it: chains by tile and layer. */
  readonly #geometry = new ByteWriter(1 << 20);
  readonly #recordFeature = growingUint32();
  readonly #recordStart = growingUint32();
  readonly #recordEnd = growingUint32();
  readonly #recordNext = growingInt32();
  #head = new Int32Array(0);
  #tail = new Int32Array(0);

  constructor(input: BlockInput) {
    this.#input = input;
    this.#encoder = new TileEncoder(input.tables);
  }

  bake(job: Job): BakedBlock {
    const { tables, entries, candidates, seen } = this.#input;
    const pieces = this.#pieces;
    this.#startJob(job.side * job.side);
    for (let i = job.from; i < job.to; ) {
      const layer = entries.layer[candidates[i]!]!;
      const feature = entries.feature[candidates[i]!]!;
      const kind = tables[layer]!.featureKind[feature]!;
      pieces.clear();
      for (; i < job.to; i++) {
        const entry = candidates[i]!;
        if (entries.feature[entry] !== feature || entries.layer[entry] !== layer) break;
        const part = entries.part[entry]!;
        const world = entries.world[entry]! - 1;
        if (kind === POINT) this.#placePoint(job, tables[layer]!, part, world);
        else this.#slicePart(job, layer, feature, part, world);
      }
      const { touched } = pieces;
      for (let k = 0; k < touched.length; k++) {
        if (this.#record(layer, feature, kind, touched.store[k]!)) seen[job.zoom]![layer]![feature] = 1;
      }
    }
    return this.#assemble(job);
  }

  #startJob(tiles: number): void {
    this.#pieces.startJob(tiles);
    const chains = tiles * this.#input.tables.length;
    if (this.#head.length < chains) {
      this.#head = new Int32Array(chains);
      this.#tail = new Int32Array(chains);
    }
    this.#head.fill(-1, 0, chains);
    this.#geometry.length = 0;
    this.#recordFeature.length = 0;
    this.#recordStart.length = 0;
    this.#recordEnd.length = 0;
    this.#recordNext.length = 0;
  }

  /** Keeps what a feature draws in one tile; false where that is nothing. */
  #record(layer: number, feature: number, kind: number, tile: number): boolean {
    const start = this.#geometry.length;
    if (!encodeGeometry(this.#pieces, tile, kind, this.#geometry)) return false;
    const chain = tile * this.#input.tables.length + layer;
    const record = this.#recordFeature.length;
    this.#recordFeature.push(feature);
    this.#recordStart.push(start);
    this.#recordEnd.push(this.#geometry.length);
    this.#recordNext.push(-1);
    if (this.#head[chain] === -1) this.#head[chain] = record;
    else this.#recordNext.store[this.#tail[chain]!] = record;
    this.#tail[chain] = record;
    return true;
  }

  /** Cuts one ring or line into the tiles of the job. */
  #slicePart(job: Job, layer: number, feature: number, part: number, world: number): void {
    const table = this.#input.tables[layer]!;
    const drawn = this.#input.zooms[job.zoom]!;
    const shift = world * 2 ** (job.zoom + EXTENT_BITS);
    const reader = this.#reader;
    const closed = table.featureKind[feature] === POLYGON;
    if (closed && this.#input.dots[job.zoom]![layer]![feature] === 1) {
      if (part !== mainPart(table, feature)) return;
      reader.read(table, part, drawn, shift, true);
      drawDot(reader, 2 ** (job.zoom + EXTENT_BITS) - 1);
    } else {
      reader.read(table, part, drawn, shift, closed);
    }
    if (reader.length < (closed ? 3 : 2)) return;
    const isHole = table.partIsHole[part] === 1;
    const { buffer } = table;
    const columns = this.#columns;
    columns.slice(reader.x, reader.y, 0, reader.length, job.west, job.west + job.side - 1, buffer, closed);
    for (let c = 0; c < columns.slabs; c++) {
      const end = columns.start[c + 1]!;
      // A ring comes as one piece; a line has a piece for each time it came in.
      for (let from = columns.start[c]!; from < end; ) {
        let to = closed ? end : from + 1;
        while (to < end && columns.begins[to] === 0) to++;
        if (to - from > 1) this.#sliceColumn(job, columns.low + c, from, to, buffer, closed, isHole);
        from = to;
      }
    }
  }

  /** Cuts the vertices [from, to) of a column into rows. */
  #sliceColumn(
    job: Job,
    column: number,
    from: number,
    to: number,
    buffer: number,
    closed: boolean,
    isHole: boolean,
  ): void {
    const rows = this.#rows;
    const pieces = this.#pieces;
    const west = column * EXTENT;
    const { across, along } = this.#columns;
    rows.slice(along, across, from, to, job.north, job.north + job.side - 1, buffer, closed);
    for (let r = 0; r < rows.slabs; r++) {
      const row = rows.low + r;
      const north = row * EXTENT;
      const tile = (row - job.north) * job.side + column - job.west;
      const start = rows.start[r]!;
      const end = rows.start[r + 1]!;
      if (closed) {
        if (end - start > 2) pieces.addRing(tile, rows.along, rows.across, start, end, west, north, buffer, isHole);
        continue;
      }
      for (let begin = start; begin < end; ) {
        let stop = begin + 1;
        while (stop < end && rows.begins[stop] === 0) stop++;
        if (stop - begin > 1) pieces.addLine(tile, rows.along, rows.across, begin, stop, west, north);
        begin = stop;
      }
    }
  }

  /** Puts a point into every tile that it lies in or near. */
  #placePoint(job: Job, { buffer, partBox }: LayerTable, part: number, world: number): void {
    const toStep = zoomShift(job.zoom);
    const half = toStep > 0 ? 1 << (toStep - 1) : 0;
    const x = ((partBox[part * 4]! + half) >> toStep) + world * 2 ** (job.zoom + EXTENT_BITS);
    const y = (partBox[part * 4 + 1]! + half) >> toStep;
    const lastColumn = Math.min(job.west + job.side - 1, lastSlab(x, buffer));
    const lastRow = Math.min(job.north + job.side - 1, lastSlab(y, buffer));
    for (let row = Math.max(job.north, firstSlab(y, buffer)); row <= lastRow; row++) {
      for (let column = Math.max(job.west, firstSlab(x, buffer)); column <= lastColumn; column++) {
        const tile = (row - job.north) * job.side + column - job.west;
        this.#pieces.addPoint(tile, x - column * EXTENT, y - row * EXTENT);
      }
    }
  }

  /** Writes the tiles that have records, in the order of their ids. */
  #assemble(job: Job): BakedBlock {
    const layers = this.#input.tables.length;
    const head = this.#head;
    const filled: { tile: number; tileId: number }[] = [];
    for (let tile = 0; tile < job.side * job.side; tile++) {
      if (!head.subarray(tile * layers, (tile + 1) * layers).some((record) => record >= 0)) continue;
      const x = job.west + (tile % job.side);
      const y = job.north + Math.floor(tile / job.side);
      filled.push({ tile, tileId: zxyToTileId(job.zoom, x, y) });
    }
    filled.sort((a, b) => a.tileId - b.tileId);

    const encoder = this.#encoder;
    const out = new ByteWriter(1 << 16);
    const end = new Uint32Array(filled.length);
    const rawSize = new Uint32Array(filled.length);
    filled.forEach(({ tile }, index) => {
      encoder.startTile();
      for (let layer = 0; layer < layers; layer++) {
        let record = head[tile * layers + layer]!;
        if (record < 0) continue;
        encoder.startLayer(layer);
        for (; record >= 0; record = this.#recordNext.store[record]!) {
          encoder.addFeature(
            this.#recordFeature.store[record]!,
            this.#geometry.buffer,
            this.#recordStart.store[record]!,
            this.#recordEnd.store[record]!,
          );
        }
        encoder.endLayer();
      }
      const raw = encoder.tile();
      out.append(gzipSync(raw, { level: this.#input.gzipLevel }));
      rawSize[index] = raw.length;
      end[index] = out.length;
    });
    return {
      tileId: Float64Array.from(filled, ({ tileId }) => tileId),
      end,
      bytes: out.bytes().slice(),
      rawSize,
    };
  }
}

/** Replaces a ring that has no area by a square of one step at its middle vertex, north of `lastRow`. */
function drawDot(ring: PartReader, lastRow: number): void {
  const middle = ring.length >> 1;
  const x = ring.x[middle]!;
  const y = Math.min(ring.y[middle]!, lastRow);
  ring.x.set([x, x + 1, x + 1, x]);
  ring.y.set([y, y, y + 1, y + 1]);
  ring.length = 4;
}
