import { POINT, POLYGON, type ArcTable, type LayerTable, type ZoomArcs } from '../bake-model.ts';
import { EXTENT, EXTENT_BITS, WORLD, zoomShift } from '../world-grid.ts';
import { EdgeCurve } from './edge-curve.ts';
import { Pieces } from './pieces.ts';
import { firstSlab, lastSlab, Slicer } from './slicer.ts';
import { TileIndex } from './tile-index.ts';
import { VertexRun } from './vertex-run.ts';
import { mainPart } from '../zoom/survey.ts';

/** A rectangle of tiles, ends included. */
export interface TileWindow {
  west: number;
  north: number;
  east: number;
  south: number;
}

/** What a layer is cut from at one zoom. */
export interface CutSource {
  arcs: ArcTable;
  table: LayerTable;
  zoom: number;
  window: TileWindow;
  drawn: ZoomArcs;
  /** 1 for polygons that are drawn as a dot. */
  isDot: Uint8Array;
}

/** Cuts features into tiles, one after the other; keeps its buffers. */
export class FeatureCutter {
  /** The pieces of the feature that was cut last, by the number of the tile in `tiles`. */
  readonly pieces = new Pieces();
  /** All tiles reached since it was cleared. */
  readonly tiles = new TileIndex();
  readonly #run = new VertexRun();
  readonly #curve: EdgeCurve;
  readonly #columns = new Slicer();
  readonly #rows = new Slicer();

  /** `tolerance` is how far a drawn edge may be from the true one, in steps. */
  constructor(tolerance: number) {
    this.#curve = new EdgeCurve(tolerance);
  }

  /** Cuts all parts of a feature, and their copies that reach in over the antimeridian. */
  cut(source: CutSource, feature: number): void {
    this.pieces.clear();
    const { table, zoom } = source;
    if (table.edges === null && isFarFromSeam(table, feature, zoom)) {
      this.#cutParts(source, feature, 0);
      return;
    }
    const worldSteps = 2 ** (zoom + EXTENT_BITS);
    for (let world = -1; world <= 1; world++) {
      if (table.edges !== null) this.#cutEdge(source, feature, world * worldSteps);
      else this.#cutParts(source, feature, world * worldSteps);
    }
  }

  #cutParts(source: CutSource, feature: number, offset: number): void {
    const { table, window, zoom } = source;
    const { partBox } = table;
    const shift = zoomShift(zoom);
    const kind = table.featureKind[feature]!;
    // One step more than the buffer, for rounding to steps.
    const margin = table.buffer + 1;
    for (let part = table.featurePart[feature]!; part < table.featurePart[feature + 1]!; part++) {
      if ((partBox[part * 4]! >> shift) + offset > (window.east + 1) * EXTENT + margin) continue;
      if ((partBox[part * 4 + 2]! >> shift) + offset < window.west * EXTENT - margin) continue;
      if (partBox[part * 4 + 1]! >> shift > (window.south + 1) * EXTENT + margin) continue;
      if (partBox[part * 4 + 3]! >> shift < window.north * EXTENT - margin) continue;
      if (kind === POINT) this.#placePoint(source, part, offset);
      else this.#cutPart(source, feature, part, offset);
    }
  }

  #cutEdge(source: CutSource, feature: number, offset: number): void {
    const { table, zoom, window } = source;
    const shift = zoomShift(zoom);
    const { fromX, toX } = table.edges!;
    // From its first end an edge goes the short way, which may lead out of this world.
    const from = fromX[feature]!;
    let to = toX[feature]!;
    if (to - from > WORLD / 2) to -= WORLD;
    else if (to - from < -WORLD / 2) to += WORLD;
    const margin = table.buffer + 1;
    if ((Math.min(from, to) >> shift) + offset > (window.east + 1) * EXTENT + margin) return;
    if ((Math.max(from, to) >> shift) + offset < window.west * EXTENT - margin) return;
    this.#curve.draw(table.edges!, feature, zoom, offset, this.#run);
    this.#cutRun(source, false, false);
  }

  /** Cuts one ring or line. */
  #cutPart(source: CutSource, feature: number, part: number, offset: number): void {
    const { arcs, table, zoom, drawn, isDot } = source;
    const run = this.#run;
    if (table.featureKind[feature] !== POLYGON) {
      run.drawLine(arcs, table.arcReference[table.partArc[part]!]!, zoom, offset);
      this.#cutRun(source, false, false);
      return;
    }
    if (isDot[feature] === 1 && part !== mainPart(table, feature)) return;
    run.readRing(table, part, drawn, offset);
    if (isDot[feature] === 1) run.drawDot(2 ** (zoom + EXTENT_BITS) - 1);
    this.#cutRun(source, true, table.partIsHole[part] === 1);
  }

  /** Cuts the vertices of the run into columns, and those into rows. */
  #cutRun({ table, window }: CutSource, closed: boolean, isHole: boolean): void {
    const run = this.#run;
    if (run.length < (closed ? 3 : 2)) return;
    const columns = this.#columns;
    columns.slice(run.x, run.y, 0, run.length, window.west, window.east, table.buffer, closed);
    for (let c = 0; c < columns.slabs; c++) {
      const end = columns.start[c + 1]!;
      // A ring comes as one piece; a line has a piece for each time it came in.
      for (let from = columns.start[c]!; from < end;) {
        let to = closed || columns.isWhole ? end : from + 1;
        while (to < end && columns.begins[to] === 0) to++;
        if (to - from > 1) this.#cutColumn(columns.low + c, from, to, window, table.buffer, closed, isHole);
        from = to;
      }
    }
  }

  /** Cuts the vertices [from, to) of a column into rows. */
  #cutColumn(
    column: number,
    from: number,
    to: number,
    window: TileWindow,
    buffer: number,
    closed: boolean,
    isHole: boolean,
  ): void {
    const rows = this.#rows;
    const { pieces, tiles } = this;
    const west = column * EXTENT;
    const { across, along } = this.#columns;
    rows.slice(along, across, from, to, window.north, window.south, buffer, closed);
    for (let r = 0; r < rows.slabs; r++) {
      const row = rows.low + r;
      const north = row * EXTENT;
      const start = rows.start[r]!;
      const end = rows.start[r + 1]!;
      if (closed) {
        if (end - start < 3) continue;
        const tile = tiles.of(column, row);
        pieces.addRing(tile, rows.along, rows.across, start, end, west, north, buffer, isHole);
        continue;
      }
      for (let begin = start; begin < end;) {
        let stop = rows.isWhole ? end : begin + 1;
        while (stop < end && rows.begins[stop] === 0) stop++;
        if (stop - begin > 1) {
          pieces.addLine(tiles.of(column, row), rows.along, rows.across, begin, stop, west, north);
        }
        begin = stop;
      }
    }
  }

  /** Puts a point into every tile that it lies in or near. */
  #placePoint({ table, zoom, window }: CutSource, part: number, offset: number): void {
    const { buffer, partBox } = table;
    const shift = zoomShift(zoom);
    const half = shift > 0 ? 1 << (shift - 1) : 0;
    const x = ((partBox[part * 4]! + half) >> shift) + offset;
    const y = (partBox[part * 4 + 1]! + half) >> shift;
    const lastColumn = Math.min(window.east, lastSlab(x, buffer));
    const lastRow = Math.min(window.south, lastSlab(y, buffer));
    for (let row = Math.max(window.north, firstSlab(y, buffer)); row <= lastRow; row++) {
      for (let column = Math.max(window.west, firstSlab(x, buffer)); column <= lastColumn; column++) {
        this.pieces.addPoint(this.tiles.of(column, row), x - column * EXTENT, y - row * EXTENT);
      }
    }
  }
}

/** Whether a feature of one part is so far from the antimeridian that no copy of it reaches into another world. */
function isFarFromSeam({ featurePart, partBox, buffer }: LayerTable, feature: number, zoom: number): boolean {
  const part = featurePart[feature]!;
  if (featurePart[feature + 1]! - part !== 1) return false;
  const margin = (buffer + 2) * 2 ** zoomShift(zoom);
  return partBox[part * 4]! > margin && partBox[part * 4 + 2]! < WORLD - margin;
}
