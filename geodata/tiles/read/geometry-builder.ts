import type { GeometryKind } from '../bake-model.ts';
import { growingInt32, growingUint32 } from '../growing-array.ts';
import { WORLD } from '../world-grid.ts';
import { closeOverPole, followRow } from './around-the-globe.ts';
import { ColumnBuilder, type GeometryColumns } from './geometry-columns.ts';
import { renest } from './nesting.ts';
import { noRemarks } from './remarks.ts';
import { removeSpikes, ringArea } from './ring.ts';

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

  readonly #columns = new ColumnBuilder();
  readonly remarks = noRemarks();

  get features(): number {
    return this.#columns.features;
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
    this.#columns.startFeature(id, kind);
  }

  /** Every position of the geometry at hand is a point. */
  addPoints(): void {
    const columns = this.#columns;
    for (let i = 0; i < this.x.length; i++) {
      const x = this.x.store[i]!;
      const y = this.y.store[i]!;
      if (y === 0 || y === WORLD) this.remarks.beyondMap++;
      columns.startPart(false);
      // ±180° is one meridian; the east edge stays where it is.
      columns.pushVertex(x === WORLD ? x : x - Math.floor(x / WORLD) * WORLD, y);
    }
    if (this.x.length === 0) this.remarks.empty.push(this.features - 1);
  }

  /** Every row of the geometry at hand is a line. */
  addLines(): void {
    const columns = this.#columns;
    const partsBefore = columns.parts;
    for (let row = 0; row < this.#rowEnd.length; row++) {
      const end = this.#rowEnd.store[row]!;
      // A line that runs around the world more than once is taken on from where the grid ends.
      for (let from = row > 0 ? this.#rowEnd.store[row - 1]! : 0; from < end;) {
        const start = columns.x.length;
        const followed = followRow(this, from, end, columns, true);
        this.remarks.unwrapped += followed.crossings;
        from = followed.next;
        if (columns.x.length - start < 2) {
          columns.dropVertices(start);
          this.remarks.emptyParts++;
          continue;
        }
        columns.startPart(false, start);
        columns.moveIntoWorld(start);
      }
    }
    if (columns.parts === partsBefore) this.remarks.empty.push(this.features - 1);
  }

  /** Every group of the geometry at hand is a polygon: an outer ring and its holes. */
  addPolygons(): void {
    const columns = this.#columns;
    const partsBefore = columns.parts;
    for (let group = 0, row = 0; group < this.#groupEnd.length; group++) {
      const end = this.#groupEnd.store[group]!;
      const firstPart = columns.parts;
      let outer: [west: number, east: number] | null = null;
      for (const first = row; row < end; row++) {
        if (row > first && outer === null) continue;
        outer = this.#addRing(row, row > first, outer) ?? outer;
      }
      if (columns.parts - firstPart > 1) this.#checkNesting(firstPart);
    }
    if (columns.parts > partsBefore) return;

    // Without any area, one vertex is kept, which is drawn as a dot.
    if (this.x.length === 0) {
      this.remarks.empty.push(this.features - 1);
      return;
    }
    const start = columns.x.length;
    columns.startPart(false);
    columns.pushVertex(this.x.store[0]!, this.y.store[0]!);
    columns.moveIntoWorld(start);
    this.remarks.dots.push(this.features - 1);
  }

  finish(): GeometryColumns {
    return this.#columns.finish();
  }

  /** Adds a ring; returns the range of an outer ring on the grid, null where the ring has no area. */
  #addRing(
    row: number,
    isHole: boolean,
    outer: [west: number, east: number] | null,
  ): [west: number, east: number] | null {
    const columns = this.#columns;
    const { x, y } = columns;
    const start = x.length;
    const from = row > 0 ? this.#rowEnd.store[row - 1]! : 0;
    const to = this.#rowEnd.store[row]!;
    this.#followRing(start, from, to);
    const last = x.length - 1;
    // Rings are kept without the repeated last vertex.
    if (last > start && x.store[last] === x.store[start] && y.store[last] === y.store[start]) {
      columns.dropVertices(last);
    }
    const end = removeSpikes(x.store, y.store, start, x.length);
    this.remarks.spikes += x.length - end;
    columns.dropVertices(end);
    const area = ringArea(x.store, y.store, start, x.length);
    if (area === 0) {
      columns.dropVertices(start);
      this.remarks.emptyParts++;
      return null;
    }
    // MVT 2.1 section 4.3.3.3: outer rings have a positive area with y downwards, holes a negative one.
    if (area < 0 !== isHole) {
      x.store.subarray(start, x.length).reverse();
      y.store.subarray(start, x.length).reverse();
    }
    columns.startPart(isHole, start);
    const range = columns.moveIntoWorld(start);
    if (outer === null) return range;

    // A hole goes where its ring is, which may lie beyond the antimeridian.
    let shift = 0;
    if (range[0] < outer[0] && range[1] + WORLD <= outer[1]) shift = WORLD;
    else if (range[1] > outer[1] && range[0] - WORLD >= outer[0]) shift = -WORLD;
    if (shift !== 0) for (let i = start; i < x.length; i++) x.store[i]! += shift;
    return outer;
  }

  /** Adds positions [from, to) as a ring, the vertices from `start` on, that closes on the map. */
  #followRing(start: number, from: number, to: number): void {
    const columns = this.#columns;
    let followed = followRow(this, from, to, columns, true);
    if (followed.shift !== 0 && followed.polarSteps > 0) {
      // It does not close with its steps along the pole as they are: they take the short way, as all others.
      columns.dropVertices(start);
      followed = followRow(this, from, to, columns, false);
    }
    this.remarks.unwrapped += followed.crossings;
    const isClosed = to - from > 2 && this.x.store[from] === this.x.store[to - 1];
    if (followed.next < to) {
      // A ring that cannot be followed around the world is taken as it was given.
      columns.dropVertices(start);
      for (let i = from; i < to; i++) columns.pushVertex(this.x.store[i]!, this.y.store[i]!);
    } else if (followed.shift !== 0 && isClosed) closeOverPole(columns, start, followed.shift);
  }

  /** Sorts the rings of the last polygon, from `firstPart` on, into several where they are no ring with holes. */
  #checkNesting(firstPart: number): void {
    const columns = this.#columns;
    const start = columns.startsFrom(firstPart);
    const nests = renest({ x: columns.x.store, y: columns.y.store, start });
    if (nests === null) return;
    this.remarks.renested.push(this.features - 1);
    const x = columns.x.store.slice(start[0], columns.x.length);
    const y = columns.y.store.slice(start[0], columns.x.length);
    columns.dropParts(firstPart);
    const append = (ring: number, isHole: boolean): void => {
      const from = start[ring]! - start[0]!;
      const to = start[ring + 1]! - start[0]!;
      columns.startPart(isHole);
      // The first ring came as an outer one, all others as holes.
      const isWound = ring > 0 === isHole;
      for (let i = from; i < to; i++) {
        const vertex = isWound ? i : to - 1 - (i - from);
        columns.pushVertex(x[vertex]!, y[vertex]!);
      }
    };
    for (const { outer, holes } of nests) {
      append(outer, false);
      for (const hole of holes) append(hole, true);
    }
  }
}
