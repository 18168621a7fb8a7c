import { gzipSync } from 'node:zlib';
import { zxyToTileId } from '../model/tile-id.ts';
import { POINT, POLYGON, type LayerTable, type ZoomArcs } from './bake-model.ts';
import { ByteWriter } from './byte-writer.ts';
import { encodeGeometry } from './geometry-encoder.ts';
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
  readonly #encoder: TileEncoder;

  /** Geometry of the features of a job, and where each tile has it: chains by layer and tile. */
  readonly #geometry = new ByteWriter(1 << 20);
  readonly #recordFeature: number[] = [];
  readonly #recordStart: number[] = [];
  readonly #recordEnd: number[] = [];
  readonly #recordNext: number[] = [];

  constructor(input: BlockInput) {
    this.#input = input;
    this.#encoder = new TileEncoder(input.tables);
  }

  bake(job: Job): BakedBlock {
    const { tables, entries, candidates } = this.#input;
    const tiles = job.side * job.side;
    const pieces = new Pieces(tiles);
    const head = new Int32Array(tiles * tables.length).fill(-1);
    const tail = new Int32Array(tiles * tables.length);
    this.#geometry.length = 0;
    for (const column of [this.#recordFeature, this.#recordStart, this.#recordEnd, this.#recordNext]) {
      column.length = 0;
    }

    for (let i = job.from; i < job.to;) {
      const layer = entries.layer[candidates[i]!]!;
      const feature = entries.feature[candidates[i]!]!;
      pieces.clear();
      for (; i < job.to; i++) {
        const entry = candidates[i]!;
        if (entries.feature[entry] !== feature || entries.layer[entry] !== layer) break;
        this.#slicePart(job, layer, feature, entries.part[entry]!, entries.world[entry]! - 1, pieces);
      }
      for (const tile of pieces.touched) {
        if (this.#record(layer, feature, tile, pieces, head, tail))
          this.#input.seen[job.zoom]![layer]![feature] = 1;
      }
    }
    return this.#assemble(job, head);
  }

  /** Keeps what a feature draws in one tile; false where that is nothing. */
  #record(
    layer: number,
    feature: number,
    tile: number,
    pieces: Pieces,
    head: Int32Array,
    tail: Int32Array,
  ): boolean {
    const start = this.#geometry.length;
    if (!encodeGeometry(pieces, tile, this.#input.tables[layer]!.kind, this.#geometry)) return false;
    const chain = tile * this.#input.tables.length + layer;
    const record = this.#recordFeature.push(feature) - 1;
    this.#recordStart.push(start);
    this.#recordEnd.push(this.#geometry.length);
    this.#recordNext.push(-1);
    if (head[chain] === -1) head[chain] = record;
    else this.#recordNext[tail[chain]!] = record;
    tail[chain] = record;
    return true;
  }

  /** Cuts one part of a feature into the tiles of the job. */
  #slicePart(job: Job, layer: number, feature: number, part: number, world: number, pieces: Pieces): void {
    const table = this.#input.tables[layer]!;
    const drawn = this.#input.zooms[job.zoom]!;
    const shift = world * 2 ** (job.zoom + EXTENT_BITS);
    if (table.kind === POINT) {
      const toStep = zoomShift(job.zoom);
      const half = toStep > 0 ? 1 << (toStep - 1) : 0;
      const x = ((table.partBox[part * 4]! + half) >> toStep) + shift;
      const y = (table.partBox[part * 4 + 1]! + half) >> toStep;
      this.#placePoint(job, table.buffer, x, y, pieces);
      return;
    }

    const reader = this.#reader;
    const closed = table.kind === POLYGON;
    if (closed && this.#input.dots[job.zoom]![layer]![feature] === 1) {
      if (part !== mainPart(table, feature)) return;
      reader.read(table, part, drawn, shift, true);
      drawDot(reader, 2 ** (job.zoom + EXTENT_BITS) - 1);
    } else {
      reader.read(table, part, drawn, shift, closed);
    }
    const isHole = table.partIsHole[part] === 1;
    const { x, y, length } = reader;
    if (length < (closed ? 3 : 2)) return;

    let west = x[0]!;
    let east = west;
    let north = y[0]!;
    let south = north;
    for (let i = 1; i < length; i++) {
      const vx = x[i]!;
      const vy = y[i]!;
      if (vx < west) west = vx;
      else if (vx > east) east = vx;
      if (vy < north) north = vy;
      else if (vy > south) south = vy;
    }
    const { buffer } = table;
    const firstColumn = Math.max(job.west, firstSlab(west, buffer));
    const lastColumn = Math.min(job.west + job.side - 1, lastSlab(east, buffer));
    const firstRow = Math.max(job.north, firstSlab(north, buffer));
    const lastRow = Math.min(job.north + job.side - 1, lastSlab(south, buffer));
    if (firstColumn > lastColumn || firstRow > lastRow) return;

    this.#columns.slice(x, y, 0, length, firstColumn, lastColumn, buffer, closed);
    for (let column = firstColumn; column <= lastColumn; column++) {
      const start = this.#columns.start[column - firstColumn]!;
      const end = this.#columns.start[column - firstColumn + 1]!;
      // A ring comes as one piece; a line has a piece for each time it came in.
      for (let from = start; from < end;) {
        let to = closed ? end : from + 1;
        while (to < end && this.#columns.begins[to] === 0) to++;
        const { across, along } = this.#columns;
        this.#rows.slice(along, across, from, to, firstRow, lastRow, buffer, closed);
        for (let row = firstRow; row <= lastRow; row++) {
          this.#addPieces(
            job,
            column,
            row,
            this.#rows.start[row - firstRow]!,
            this.#rows.start[row - firstRow + 1]!,
            buffer,
            closed,
            isHole,
            pieces,
          );
        }
        from = to;
      }
    }
  }

  #addPieces(
    job: Job,
    column: number,
    row: number,
    start: number,
    end: number,
    buffer: number,
    closed: boolean,
    isHole: boolean,
    pieces: Pieces,
  ): void {
    const tile = (row - job.north) * job.side + column - job.west;
    const { across, along, begins } = this.#rows;
    if (closed) {
      if (end - start > 2) {
        pieces.addRing(tile, along, across, start, end, column * EXTENT, row * EXTENT, buffer, isHole);
      }
      return;
    }
    for (let from = start; from < end;) {
      let to = from + 1;
      while (to < end && begins[to] === 0) to++;
      pieces.addLine(tile, along, across, from, to, column * EXTENT, row * EXTENT);
      from = to;
    }
  }

  #placePoint(job: Job, buffer: number, x: number, y: number, pieces: Pieces): void {
    const lastColumn = Math.min(job.west + job.side - 1, lastSlab(x, buffer));
    const lastRow = Math.min(job.north + job.side - 1, lastSlab(y, buffer));
    for (let row = Math.max(job.north, firstSlab(y, buffer)); row <= lastRow; row++) {
      for (let column = Math.max(job.west, firstSlab(x, buffer)); column <= lastColumn; column++) {
        const tile = (row - job.north) * job.side + column - job.west;
        pieces.addPoint(tile, x - column * EXTENT, y - row * EXTENT);
      }
    }
  }

  /** Writes the tiles that have records, in the order of their ids. */
  #assemble(job: Job, head: Int32Array): BakedBlock {
    const layers = this.#input.tables.length;
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
        for (; record >= 0; record = this.#recordNext[record]!) {
          encoder.addFeature(
            this.#recordFeature[record]!,
            this.#geometry.buffer,
            this.#recordStart[record]!,
            this.#recordEnd[record]!,
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
