import { LINE, POINT, POLYGON, type GeometryKind } from '../bake-model.ts';
import { growingFloat64, growingInt32, growingUint32, growingUint8 } from '../growing-array.ts';
import { latitudeToY, WORLD } from '../world-grid.ts';
import { renest } from './nesting.ts';

/** Half the world: a longer step in longitude is read as one over the antimeridian. */
const HALF_WORLD = WORLD / 2;
/** The first and last row of the grid, where the poles are. */
const NORTH_EDGE = latitudeToY(90);
const SOUTH_EDGE = latitudeToY(-90);

/** What was done to geometries on the way in, for the report. */
export interface ReadRemarks {
  /** Steps over the antimeridian. */
  unwrapped: number;
  /** Vertices of rings that only went forth and back. */
  spikes: number;
  /** Rings without area and lines without length that were left out. */
  emptyParts: number;
  /** Numbers of features whose parts were listed as holes. */
  renested: number[];
  /** Numbers of polygon features without any area; they are drawn as dots. */
  dots: number[];
  /** Numbers of features of which nothing can be drawn. */
  empty: number[];
}

/** Geometry of many features as columns; the numbers of features are their order. */
export interface GeometryColumns {
  featureId: Float64Array;
  featureKind: Uint8Array;
  featurePart: Uint32Array;
  partIsHole: Uint8Array;
  partStart: Uint32Array;
  /** West, north, east, south of every part. */
  partBox: Int32Array;
  x: Int32Array;
  y: Int32Array;
}

/**
 * Takes positions on the world grid as a reader finds them, and turns them into parts: rings closed, wound as
 * MVT wants them and not repeating a vertex; crossings of the antimeridian undone; poles reached. A reader adds
 * positions to `x` and `y`, tells where rows (rings, lines) and groups (polygons) end, and then says what
 * geometry that is.
 */
export class GeometryBuilder {
  /** Positions of the geometry at hand; `WORLD` wide, and wider where longitudes go beyond ±180°. */
  readonly x = growingInt32();
  readonly y = growingInt32();
  readonly #rowEnd = growingUint32();
  readonly #groupEnd = growingUint32();

  readonly #featureId = growingFloat64();
  readonly #featureKind = growingUint8();
  readonly #featurePart = growingUint32();
  readonly #partIsHole = growingUint8();
  readonly #partStart = growingUint32();
  readonly #partX = growingInt32();
  readonly #partY = growingInt32();
  readonly remarks: ReadRemarks = {
    unwrapped: 0,
    spikes: 0,
    emptyParts: 0,
    renested: [],
    dots: [],
    empty: [],
  };

  get features(): number {
    return this.#featureId.length;
  }

  startGeometry(): void {
    this.x.length = 0;
    this.y.length = 0;
    this.#rowEnd.length = 0;
    this.#groupEnd.length = 0;
  }

  endRow(): void {
    this.#rowEnd.push(this.x.length);
  }

  endGroup(): void {
    this.#groupEnd.push(this.#rowEnd.length);
  }

  /** Begins a feature; its geometries follow. An id of −1 is none. */
  startFeature(id: number, kind: GeometryKind): void {
    this.#featureId.push(id);
    this.#featureKind.push(kind);
    this.#featurePart.push(this.#partStart.length);
  }

  /** Every position of the geometry at hand is a point. */
  addPoints(): void {
    for (let i = 0; i < this.x.length; i++) {
      const x = this.x.store[i]!;
      this.#startPart(false);
      // ±180° is one meridian; the east edge stays where it is.
      this.#pushVertex(x === WORLD ? x : x - Math.floor(x / WORLD) * WORLD, this.y.store[i]!);
    }
    if (this.x.length === 0) this.remarks.empty.push(this.features - 1);
  }

  /** Every row of the geometry at hand is a line. */
  addLines(): void {
    const partsBefore = this.#partStart.length;
    for (let row = 0; row < this.#rowEnd.length; row++) {
      const end = this.#rowEnd.store[row]!;
      // A line that runs around the world more than once is taken on from where the grid ends.
      for (let from = row > 0 ? this.#rowEnd.store[row - 1]! : 0; from < end;) {
        const start = this.#partX.length;
        from = this.#copyVertices(from, end).next;
        if (this.#partX.length - start < 2) {
          this.#dropVertices(start);
          this.remarks.emptyParts++;
          continue;
        }
        this.#partIsHole.push(0);
        this.#partStart.push(start);
        this.#moveIntoWorld(start);
      }
    }
    if (this.#partStart.length === partsBefore) this.remarks.empty.push(this.features - 1);
  }

  /** Every group of the geometry at hand is a polygon: an outer ring and its holes. */
  addPolygons(): void {
    const partsBefore = this.#partStart.length;
    for (let group = 0, row = 0; group < this.#groupEnd.length; group++) {
      const end = this.#groupEnd.store[group]!;
      const firstPart = this.#partStart.length;
      let outer: [west: number, east: number] | null = null;
      for (const first = row; row < end; row++) {
        if (row > first && outer === null) continue;
        outer = this.#addRing(row, row > first, outer) ?? outer;
      }
      if (this.#partStart.length - firstPart > 1) this.#checkNesting(firstPart);
    }
    if (this.#partStart.length > partsBefore) return;

    // Without any area, one vertex is kept, which is drawn as a dot.
    if (this.x.length === 0) {
      this.remarks.empty.push(this.features - 1);
      return;
    }
    const start = this.#partX.length;
    this.#startPart(false);
    this.#pushVertex(this.x.store[0]!, this.y.store[0]!);
    this.#moveIntoWorld(start);
    this.remarks.dots.push(this.features - 1);
  }

  finish(): GeometryColumns {
    this.#featurePart.push(this.#partStart.length);
    this.#partStart.push(this.#partX.length);
    return {
      featureId: this.#featureId.finish(),
      featureKind: this.#featureKind.finish(),
      featurePart: this.#featurePart.finish(),
      partIsHole: this.#partIsHole.finish(),
      partStart: this.#partStart.finish(),
      partBox: partBoxes(this.#partX.store, this.#partY.store, this.#partStart.view()),
      x: this.#partX.finish(),
      y: this.#partY.finish(),
    };
  }

  #startPart(isHole: boolean): void {
    this.#partIsHole.push(isHole ? 1 : 0);
    this.#partStart.push(this.#partX.length);
  }

  #pushVertex(x: number, y: number): void {
    this.#partX.push(x);
    this.#partY.push(y);
  }

  #dropVertices(start: number): void {
    this.#partX.length = start;
    this.#partY.length = start;
  }

  /** Adds a ring; returns the range of an outer ring on the grid, null where the ring has no area. */
  #addRing(
    row: number,
    isHole: boolean,
    outer: [west: number, east: number] | null,
  ): [west: number, east: number] | null {
    const start = this.#partX.length;
    const from = row > 0 ? this.#rowEnd.store[row - 1]! : 0;
    const to = this.#rowEnd.store[row]!;
    const { next, shift: turn } = this.#copyVertices(from, to);
    const isClosed = to - from > 2 && this.x.store[from] === this.x.store[to - 1];
    // A ring that cannot be followed around the world is taken as it was given.
    if (next < to) this.#copyPlanar(start, from, to);
    else if (turn !== 0 && isClosed) this.#closeOverPole(start, turn);
    const x = this.#partX;
    const y = this.#partY;
    const last = x.length - 1;
    // Rings are kept without the repeated last vertex.
    if (last > start && x.store[last] === x.store[start] && y.store[last] === y.store[start]) {
      this.#dropVertices(last);
    }
    const end = removeSpikes(x.store, y.store, start, x.length);
    this.remarks.spikes += x.length - end;
    this.#dropVertices(end);
    const area = ringArea(x.store, y.store, start, x.length);
    if (area === 0) {
      this.#dropVertices(start);
      this.remarks.emptyParts++;
      return null;
    }
    // MVT 2.1 section 4.3.3.3: outer rings have a positive area with y downwards, holes a negative one.
    if (area < 0 !== isHole) {
      x.store.subarray(start, x.length).reverse();
      y.store.subarray(start, x.length).reverse();
    }
    this.#partIsHole.push(isHole ? 1 : 0);
    this.#partStart.push(start);
    const range = this.#moveIntoWorld(start);
    if (outer === null) return range;

    // A hole goes where its ring is, which may lie beyond the antimeridian.
    let shift = 0;
    if (range[0] < outer[0] && range[1] + WORLD <= outer[1]) shift = WORLD;
    else if (range[1] > outer[1] && range[0] - WORLD >= outer[0]) shift = -WORLD;
    if (shift !== 0) for (let i = start; i < x.length; i++) x.store[i]! += shift;
    return outer;
  }

  /** Sorts the rings of the last polygon, from `firstPart` on, into several where they are no ring with holes. */
  #checkNesting(firstPart: number): void {
    const start = [...this.#partStart.store.subarray(firstPart, this.#partStart.length), this.#partX.length];
    const rings = { x: this.#partX.store, y: this.#partY.store, start };
    const nests = renest(rings);
    if (nests === null) return;
    this.remarks.renested.push(this.features - 1);
    const x = rings.x.slice(start[0], this.#partX.length);
    const y = rings.y.slice(start[0], this.#partX.length);
    this.#partIsHole.length = firstPart;
    this.#partStart.length = firstPart;
    this.#dropVertices(start[0]!);
    const append = (ring: number, isHole: boolean): void => {
      const from = start[ring]! - start[0]!;
      const to = start[ring + 1]! - start[0]!;
      this.#startPart(isHole);
      // The first ring came as an outer one, all others as holes.
      const isWound = ring > 0 === isHole;
      for (let i = from; i < to; i++) {
        const vertex = isWound ? i : to - 1 - (i - from);
        this.#pushVertex(x[vertex]!, y[vertex]!);
      }
    };
    for (const { outer, holes } of nests) {
      append(outer, false);
      for (const hole of holes) append(hole, true);
    }
  }

  /**
   * Copies positions [from, to) to the parts without repeating a vertex. Where a step is longer than half the
   * world, the row goes on beyond the edge of the map instead: most files write a crossing of the antimeridian
   * so. Steps along a pole are kept, since RFC 7946 section 3.1.9 cuts polygons there, and so are steps of a whole
   * turn: a box around the world has them, but for an island on the antimeridian they lead nowhere. Returns by how much the last vertex was shifted, and the position to go on from where a second turn
   * would leave the grid.
   */
  #copyVertices(from: number, to: number): { next: number; shift: number } {
    const x = this.#partX;
    const y = this.#partY;
    x.reserve(to - from);
    y.reserve(to - from);
    const sourceX = this.x.store;
    const sourceY = this.y.store;
    const targetX = x.store;
    const targetY = y.store;
    let at = x.length;
    let lastX = 0;
    let lastY = -1;
    let shift = 0;
    let next = from;
    for (; next < to; next++) {
      let vx = sourceX[next]! + shift;
      const vy = sourceY[next]!;
      const step = vx - lastX;
      if ((step > HALF_WORLD || step < -HALF_WORLD) && next > from) {
        const alongPole = vy === lastY && (vy === NORTH_EDGE || vy === SOUTH_EDGE);
        const isWholeTurn = step === WORLD || step === -WORLD;
        if (!alongPole && (!isWholeTurn || this.#liesAtSeam(from, to))) {
          const turn = step > 0 ? -WORLD : WORLD;
          if (Math.abs(shift + turn) > WORLD) {
            next--;
            break;
          }
          this.remarks.unwrapped++;
          shift += turn;
          vx += turn;
        }
      }
      if (vx === lastX && vy === lastY) continue;
      targetX[at] = vx;
      targetY[at++] = vy;
      lastX = vx;
      lastY = vy;
    }
    x.length = at;
    y.length = at;
    return { next, shift };
  }

  /** Whether positions [from, to) lie within a quarter turn of the antimeridian, and not all of them on it. */
  #liesAtSeam(from: number, to: number): boolean {
    let isAllOnSeam = true;
    for (let i = from; i < to; i++) {
      const x = this.x.store[i]! % WORLD;
      if (x > WORLD / 4 && x < (3 * WORLD) / 4) return false;
      if (x !== 0) isAllOnSeam = false;
    }
    return !isAllOnSeam;
  }

  /** Copies positions [from, to) as they are, in place of the vertices from `start` on. */
  #copyPlanar(start: number, from: number, to: number): void {
    this.#dropVertices(start);
    for (let i = from; i < to; i++) this.#pushVertex(this.x.store[i]!, this.y.store[i]!);
  }

  /**
   * Closes a ring that runs around a pole: cuts it at the antimeridian and leads it along the edge of the map
   * past the pole that is nearer to the ring. `turn` is what lies between its first and last vertex.
   */
  #closeOverPole(start: number, turn: number): void {
    const xs = [...this.#partX.store.subarray(start, this.#partX.length)];
    const ys = [...this.#partY.store.subarray(start, this.#partX.length)];
    this.#dropVertices(start);
    const last = xs.length - 1;
    const pole = ys.reduce((sum, y) => sum + y, 0) / ys.length < WORLD / 2 ? NORTH_EDGE : SOUTH_EDGE;

    // The first edge of the map that the ring meets, going east or west.
    const seam = WORLD * (turn > 0 ? Math.ceil(xs[0]! / WORLD) : Math.floor(xs[0]! / WORLD));
    let before = 0;
    while (before < last - 1 && (xs[before + 1]! - seam) * turn < 0) before++;
    const span = xs[before + 1]! - xs[before]!;
    const share = span === 0 ? 0 : (seam - xs[before]!) / span;
    const row = Math.round(ys[before]! + share * (ys[before + 1]! - ys[before]!));

    // Counted from the seam, since two worlds are more than the grid has.
    this.#pushVertex(0, row);
    for (let i = before + 1; i < last; i++) this.#pushVertex(xs[i]! - seam, ys[i]!);
    for (let i = 0; i <= before; i++) this.#pushVertex(xs[i]! - seam + turn, ys[i]!);
    this.#pushVertex(turn, row);
    this.#pushVertex(turn, pole);
    this.#pushVertex(0, pole);
  }

  /** Moves a part by whole worlds so that its west end lies in the map; returns its range there. */
  #moveIntoWorld(start: number): [west: number, east: number] {
    const x = this.#partX.store;
    const end = this.#partX.length;
    let west = Infinity;
    let east = -Infinity;
    for (let i = start; i < end; i++) {
      const vx = x[i]!;
      if (vx < west) west = vx;
      if (vx > east) east = vx;
    }
    // What touches the east edge of the map from within stays where it is.
    if (west === WORLD && east === WORLD) return [west, east];
    const shift = -Math.floor(west / WORLD) * WORLD;
    if (shift !== 0) for (let i = start; i < end; i++) x[i]! += shift;
    return [west + shift, east + shift];
  }
}

function partBoxes(x: Int32Array, y: Int32Array, start: Uint32Array): Int32Array {
  const parts = start.length - 1;
  const boxes = new Int32Array(parts * 4);
  for (let part = 0; part < parts; part++) {
    let west = 0x7f_ff_ff_ff;
    let north = 0x7f_ff_ff_ff;
    let east = -0x80_00_00_00;
    let south = -0x80_00_00_00;
    for (let i = start[part]!; i < start[part + 1]!; i++) {
      const vx = x[i]!;
      const vy = y[i]!;
      if (vx < west) west = vx;
      if (vx > east) east = vx;
      if (vy < north) north = vy;
      if (vy > south) south = vy;
    }
    boxes[part * 4] = west;
    boxes[part * 4 + 1] = north;
    boxes[part * 4 + 2] = east;
    boxes[part * 4 + 3] = south;
  }
  return boxes;
}

/**
 * Takes out of a ring what goes forth and back on one line: files that rounded their vertices to a grid are full
 * of it, and it keeps borders from matching. Returns the new end of the ring.
 */
function removeSpikes(x: Int32Array, y: Int32Array, start: number, end: number): number {
  let kept = start;
  for (let i = start; i < end; i++) {
    const vx = x[i]!;
    const vy = y[i]!;
    while (kept > start && isBackward(x, y, kept - 2, kept - 1, vx, vy, kept - start)) kept--;
    if (kept > start && x[kept - 1] === vx && y[kept - 1] === vy) continue;
    x[kept] = vx;
    y[kept++] = vy;
  }
  // Where the ring closes, spikes may lie over its end and its start.
  let first = start;
  while (kept - first > 2) {
    const fx = x[first]!;
    const fy = y[first]!;
    if (x[kept - 1] === fx && y[kept - 1] === fy) kept--;
    else if (isBackward(x, y, kept - 2, kept - 1, fx, fy, 2)) kept--;
    else if (isBackward(x, y, kept - 1, first, x[first + 1]!, y[first + 1]!, 2)) first++;
    else break;
  }
  if (first > start) {
    x.copyWithin(start, first, kept);
    y.copyWithin(start, first, kept);
  }
  return kept - (first - start);
}

/** True where the way from vertex `a` over `b` turns straight back; needs two vertices before the new one. */
function isBackward(
  x: Int32Array,
  y: Int32Array,
  a: number,
  b: number,
  cx: number,
  cy: number,
  before: number,
): boolean {
  if (before < 2) return false;
  const ux = x[b]! - x[a]!;
  const uy = y[b]! - y[a]!;
  const vx = cx - x[b]!;
  const vy = cy - y[b]!;
  return ux * vy === uy * vx && ux * vx + uy * vy < 0;
}

/** Twice the signed area of vertices [start, end); positive where they run clockwise with y downwards. */
function ringArea(x: Int32Array, y: Int32Array, start: number, end: number): number {
  if (end - start < 3) return 0;
  // Relative to the first vertex, so that the products stay exact for rings of usual size.
  const ox = x[start]!;
  const oy = y[start]!;
  let sum = 0;
  let px = x[start + 1]! - ox;
  let py = y[start + 1]! - oy;
  for (let i = start + 2; i < end; i++) {
    const qx = x[i]! - ox;
    const qy = y[i]! - oy;
    sum += px * qy - qx * py;
    px = qx;
    py = qy;
  }
  return sum;
}

export const kindOfGeometryType = (type: string): GeometryKind | null => {
  if (type === 'Polygon' || type === 'MultiPolygon') return POLYGON;
  if (type === 'LineString' || type === 'MultiLineString') return LINE;
  return type === 'Point' || type === 'MultiPoint' ? POINT : null;
};
