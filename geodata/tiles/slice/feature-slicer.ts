import { zxyToTileId } from '../../model/tile-id.ts';
import { POINT, POLYGON, type LayerTable, type ZoomArcs } from '../bake-model.ts';
import { ByteWriter } from '../encode/byte-writer.ts';
import { encodeGeometry } from './geometry-encoder.ts';
import { growingInt32, growingUint32 } from '../growing-array.ts';
import { PartReader } from './part-reader.ts';
import { Pieces } from './pieces.ts';
import { sharedFloat64, sharedUint32, sharedUint8 } from '../shared-arrays.ts';
import { firstSlab, lastSlab, Slicer } from './slicer.ts';
import { mainPart } from '../zoom/survey.ts';
import { TileIndex } from './tile-index.ts';
import { EXTENT, EXTENT_BITS, zoomShift } from '../world-grid.ts';

/** A rectangle of tiles, ends included. */
export interface TileWindow {
  west: number;
  north: number;
  east: number;
  south: number;
}

/** Features [from, to) of a layer, to be cut into the tiles of a window at a zoom. */
export interface SliceJob {
  layer: number;
  zoom: number;
  window: TileWindow;
  from: number;
  to: number;
}

/** What slicing reads. */
export interface SliceInput {
  tables: readonly LayerTable[];
  /** By zoom; null outside the zooms that are baked. */
  zooms: readonly (ZoomArcs | null)[];
  /** By zoom and layer: 1 for features that are drawn as a dot. */
  dots: readonly (readonly Uint8Array[] | null)[];
  /** By zoom and layer: set to 1 for every feature that got into a tile. */
  seen: readonly (readonly Uint8Array[] | null)[];
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

/** Cuts features into tiles, one job after the other; keeps its buffers between jobs. */
export class FeatureSlicer {
  readonly #input: SliceInput;
  readonly #reader = new PartReader();
  readonly #columns = new Slicer();
  readonly #rows = new Slicer();
  readonly #pieces = new Pieces();
  readonly #tiles = new TileIndex();

  /** Records in the order of features; those of one tile are chained, `#head` and `#tail` are by tile. */
  readonly #geometry = new ByteWriter(1 << 20);
  readonly #recordFeature = growingUint32();
  readonly #recordStart = growingUint32();
  readonly #recordNext = growingInt32();
  readonly #head = growingInt32();
  readonly #tail = growingInt32();

  constructor(input: SliceInput) {
    this.#input = input;
  }

  slice(job: SliceJob): SlicedTiles {
    const table = this.#input.tables[job.layer]!;
    const seen = this.#input.seen[job.zoom]![job.layer]!;
    const pieces = this.#pieces;
    this.#clear();
    for (let feature = job.from; feature < job.to; feature++) {
      pieces.clear();
      this.#sliceFeature(job, table, feature);
      const { touched } = pieces;
      const kind = table.featureKind[feature]!;
      for (let i = 0; i < touched.length; i++) {
        if (this.#record(feature, kind, touched.store[i]!)) seen[feature] = 1;
      }
    }
    return this.#groupByTile(job);
  }

  #clear(): void {
    this.#tiles.clear();
    this.#pieces.clear();
    this.#geometry.length = 0;
    this.#recordFeature.length = 0;
    this.#recordStart.length = 0;
    this.#recordNext.length = 0;
    this.#head.length = 0;
    this.#tail.length = 0;
  }

  /** Cuts all parts of a feature, and their copies that reach in over the antimeridian. */
  #sliceFeature(job: SliceJob, table: LayerTable, feature: number): void {
    const { window, zoom } = job;
    const shift = zoomShift(zoom);
    const last = table.featurePart[feature + 1]!;
    const kind = table.featureKind[feature]!;
    // One step more than the buffer, for rounding to steps.
    const margin = table.buffer + 1;
    const worldSteps = 2 ** (zoom + EXTENT_BITS);
    for (let world = -1; world <= 1; world++) {
      const offset = world * worldSteps;
      for (let part = table.featurePart[feature]!; part < last; part++) {
        if ((table.partBox[part * 4]! >> shift) + offset > (window.east + 1) * EXTENT + margin) continue;
        if ((table.partBox[part * 4 + 2]! >> shift) + offset < window.west * EXTENT - margin) continue;
        if (table.partBox[part * 4 + 1]! >> shift > (window.south + 1) * EXTENT + margin) continue;
        if (table.partBox[part * 4 + 3]! >> shift < window.north * EXTENT - margin) continue;
        if (kind === POINT) this.#placePoint(job, table, part, offset);
        else this.#slicePart(job, table, feature, part, offset);
      }
    }
  }

  /** Cuts one ring or line. */
  #slicePart(job: SliceJob, table: LayerTable, feature: number, part: number, offset: number): void {
    const reader = this.#reader;
    const closed = table.featureKind[feature] === POLYGON;
    const isDot = this.#input.dots[job.zoom]![job.layer]![feature] === 1;
    if (isDot && part !== mainPart(table, feature)) return;
    reader.read(table, part, this.#input.zooms[job.zoom]!, offset, closed);
    if (isDot) drawDot(reader, 2 ** (job.zoom + EXTENT_BITS) - 1);
    if (reader.length < (closed ? 3 : 2)) return;
    const isHole = table.partIsHole[part] === 1;
    const { buffer } = table;
    const columns = this.#columns;
    const { west, east } = job.window;
    columns.slice(reader.x, reader.y, 0, reader.length, west, east, buffer, closed);
    for (let c = 0; c < columns.slabs; c++) {
      const end = columns.start[c + 1]!;
      // A ring comes as one piece; a line has a piece for each time it came in.
      for (let from = columns.start[c]!; from < end;) {
        let to = closed ? end : from + 1;
        while (to < end && columns.begins[to] === 0) to++;
        if (to - from > 1) this.#sliceColumn(job, columns.low + c, from, to, buffer, closed, isHole);
        from = to;
      }
    }
  }

  /** Cuts the vertices [from, to) of a column into rows. */
  #sliceColumn(
    job: SliceJob,
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
    rows.slice(along, across, from, to, job.window.north, job.window.south, buffer, closed);
    for (let r = 0; r < rows.slabs; r++) {
      const row = rows.low + r;
      const north = row * EXTENT;
      const start = rows.start[r]!;
      const end = rows.start[r + 1]!;
      if (closed) {
        if (end - start < 3) continue;
        const tile = this.#tiles.of(column, row);
        pieces.addRing(tile, rows.along, rows.across, start, end, west, north, buffer, isHole);
        continue;
      }
      for (let begin = start; begin < end;) {
        let stop = begin + 1;
        while (stop < end && rows.begins[stop] === 0) stop++;
        if (stop - begin > 1) {
          const tile = this.#tiles.of(column, row);
          pieces.addLine(tile, rows.along, rows.across, begin, stop, west, north);
        }
        begin = stop;
      }
    }
  }

  /** Puts a point into every tile that it lies in or near. */
  #placePoint(
    { zoom, window }: SliceJob,
    { buffer, partBox }: LayerTable,
    part: number,
    offset: number,
  ): void {
    const shift = zoomShift(zoom);
    const half = shift > 0 ? 1 << (shift - 1) : 0;
    const x = ((partBox[part * 4]! + half) >> shift) + offset;
    const y = (partBox[part * 4 + 1]! + half) >> shift;
    const lastColumn = Math.min(window.east, lastSlab(x, buffer));
    const lastRow = Math.min(window.south, lastSlab(y, buffer));
    for (let row = Math.max(window.north, firstSlab(y, buffer)); row <= lastRow; row++) {
      for (let column = Math.max(window.west, firstSlab(x, buffer)); column <= lastColumn; column++) {
        this.#pieces.addPoint(this.#tiles.of(column, row), x - column * EXTENT, y - row * EXTENT);
      }
    }
  }

  /** Keeps what a feature draws in one tile; false where that is nothing. */
  #record(feature: number, kind: number, tile: number): boolean {
    const start = this.#geometry.length;
    if (!encodeGeometry(this.#pieces, tile, kind, this.#geometry)) return false;
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
  #groupByTile({ layer, zoom }: SliceJob): SlicedTiles {
    const { columns, rows } = this.#tiles;
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

/** Replaces a ring that has no area by a square of one step at its middle vertex, north of `lastRow`. */
function drawDot(ring: PartReader, lastRow: number): void {
  const middle = ring.length >> 1;
  const x = ring.x[middle]!;
  const y = Math.min(ring.y[middle]!, lastRow);
  ring.x.set([x, x + 1, x + 1, x]);
  ring.y.set([y, y, y + 1, y + 1]);
  ring.length = 4;
}
