import { growingUint8 } from '../growing-array.ts';
import type { RingSet } from '../read/nesting.ts';
import { ringArea } from '../read/ring.ts';
import { EXTENT } from '../world-grid.ts';
import { runsMeet } from './edge-runs.ts';
import { orderRings } from './order-rings.ts';
import type { Pieces } from './pieces.ts';
import { RingGraph, type GuideLine } from './ring-graph.ts';

/** The tile that rings are cut to. */
export interface TileFrame {
  buffer: number;
  column: number;
  /** How many columns the zoom has. */
  columns: number;
}

/**
 * Makes the rings that a feature has in a tile valid: none touches itself, and two touch in single places (MVT 2.1,
 * section 4.3.4.4; OGC 06-103r4, section 6.1.11). What is cut off by the square leaves rings that run forth and back
 * along its edge, and fewer vertices let a coast touch itself: both are divided there. Islands that have come to share
 * a coast become one. Nothing else that is drawn changes. Nearly all rings are as they should be, and only looked at.
 */
export class RingUntangler {
  readonly #graph = new RingGraph();
  /** Open addressing; slots hold the number of a place, −1 where they are empty. */
  #slots: Int32Array = new Int32Array(1024);
  /** Place of every vertex of the tile at hand. */
  #placeOf: Int32Array = new Int32Array(1024);
  /** The polygon that came to a place first; by polygon, an outer ring and its holes, 1 where it touches something. */
  #polygonOf: Int32Array = new Int32Array(1024);
  readonly #isTangled = growingUint8();

  /** Looks through the pieces of a polygon in a tile, and replaces them if they touch. */
  untangle(pieces: Pieces, tile: number, frame: TileFrame): void {
    const lines = this.#inspect(pieces, tile, frame);
    if (lines === null) return;
    for (const line of lines) this.#tangleAlong(line);
    const sound = this.#addEdges(pieces, tile);
    this.#graph.walk(lines);
    const rings = this.#rings(frame.buffer);
    pieces.replace(tile, sound, rings, orderRings(rings));
  }

  /**
   * Finds the places of all vertices of a tile; returns the lines along which rings touch. Null where nothing touches.
   */
  #inspect(pieces: Pieces, tile: number, { buffer, column, columns }: TileFrame): GuideLine[] | null {
    let vertices = 0;
    for (let piece = pieces.first(tile); piece >= 0; piece = pieces.next.store[piece]!)
      vertices += pieces.end.store[piece]! - pieces.start.store[piece]!;
    // A square of its own kind: most are tiles wholly inside a polygon.
    if (vertices <= 4) return null;
    const size = 2 ** (33 - Math.clz32(vertices));
    if (this.#slots.length < size) this.#slots = new Int32Array(size * 2);
    if (this.#placeOf.length < vertices) this.#placeOf = new Int32Array(vertices * 2);
    const placeOf = this.#placeOf;
    const slots = this.#slots.fill(-1, 0, size);
    const mask = size - 1;
    const graph = this.#graph;
    graph.clear();
    graph.x.reserve(vertices);
    graph.y.reserve(vertices);
    if (this.#polygonOf.length < vertices) this.#polygonOf = new Int32Array(vertices * 2);
    const polygonOf = this.#polygonOf;
    this.#isTangled.length = 0;
    const { x: xs, y: ys } = pieces.vertices;
    const px = graph.x.store;
    const py = graph.y.store;
    const far = EXTENT + buffer;
    // Parts on both sides of the antimeridian meet along it; other tiles have no such line.
    const seamWest = column === 0 ? 0 : -buffer;
    const seamEast = column === columns - 1 ? EXTENT : far;
    let vertex = 0;
    let places = 0;
    let [west, east, north, south, atSeamWest, atSeamEast] = [0, 0, 0, 0, 0, 0];
    for (let piece = pieces.first(tile); piece >= 0; piece = pieces.next.store[piece]!) {
      const end = pieces.end.store[piece]!;
      if (pieces.isHole.store[piece] === 0 || this.#isTangled.length === 0) this.#isTangled.push(0);
      const polygon = this.#isTangled.length - 1;
      for (let i = pieces.start.store[piece]!; i < end; i++) {
        const x = xs[i]!;
        const y = ys[i]!;
        let slot = hashPlace(x, y) & mask;
        let place = slots[slot]!;
        while (place !== -1 && (px[place] !== x || py[place] !== y)) {
          slot = (slot + 1) & mask;
          place = slots[slot]!;
        }
        if (place === -1) {
          place = places++;
          slots[slot] = place;
          polygonOf[place] = polygon;
          px[place] = x;
          py[place] = y;
          if (x === -buffer) west++;
          else if (x === far) east++;
          else if (x === seamWest) atSeamWest++;
          else if (x === seamEast) atSeamEast++;
          if (y === -buffer) north++;
          else if (y === far) south++;
        } else {
          this.#isTangled.store[polygonOf[place]!] = 1;
          this.#isTangled.store[polygon] = 1;
        }
        placeOf[vertex++] = place;
      }
    }
    graph.x.length = places;
    graph.y.length = places;
    const lines: GuideLine[] = [];
    const guide = (line: GuideLine, count: number): void => {
      // A ring that goes along once has two places there.
      if (count > 2 && runsMeet(pieces, tile, line)) lines.push(line);
    };
    guide({ axis: 'x', at: -buffer }, west);
    guide({ axis: 'x', at: far }, east);
    guide({ axis: 'y', at: -buffer }, north);
    guide({ axis: 'y', at: far }, south);
    guide({ axis: 'x', at: seamWest }, atSeamWest);
    guide({ axis: 'x', at: seamEast }, atSeamEast);
    return places < vertices || lines.length > 0 ? lines : null;
  }

  /** Counts the polygons that lie along a line among those that touch. */
  #tangleAlong({ axis, at }: GuideLine): void {
    const { length, store } = axis === 'x' ? this.#graph.x : this.#graph.y;
    for (let place = 0; place < length; place++)
      if (store[place] === at) this.#isTangled.store[this.#polygonOf[place]!] = 1;
  }

  /** Gives the graph the rings of polygons that touch; returns the pieces of the others. */
  #addEdges(pieces: Pieces, tile: number): number[] {
    const sound: number[] = [];
    let start = 0;
    let polygon = -1;
    for (let piece = pieces.first(tile); piece >= 0; piece = pieces.next.store[piece]!) {
      if (pieces.isHole.store[piece] === 0 || polygon === -1) polygon++;
      const end = start + pieces.end.store[piece]! - pieces.start.store[piece]!;
      if (this.#isTangled.store[polygon] === 0) sound.push(piece);
      else {
        for (let i = start; i < end; i++)
          this.#graph.addEdge(this.#placeOf[i]!, this.#placeOf[i + 1 < end ? i + 1 : start]!);
      }
      start = end;
    }
    return sound;
  }

  /** The rings that were walked, without what has no area and without needless vertices along the edge of the square. */
  #rings(buffer: number): RingSet {
    const { x, y, walked, walkedEnd } = this.#graph;
    const rings: RingSet = { x: new Int32Array(walked.length), y: new Int32Array(walked.length), start: [0] };
    let at = 0;
    for (let ring = 0; ring < walkedEnd.length; ring++) {
      const first = rings.start.at(-1)!;
      const [from, to] = [ring === 0 ? 0 : walkedEnd.store[ring - 1]!, walkedEnd.store[ring]!];
      for (let i = from; i < to; i++) {
        const before = walked.store[i > from ? i - 1 : to - 1]!;
        const place = walked.store[i]!;
        const after = walked.store[i + 1 < to ? i + 1 : from]!;
        if (
          isAlongEdge(x.store, before, place, after, buffer) ||
          isAlongEdge(y.store, before, place, after, buffer)
        )
          continue;
        rings.x[at] = x.store[place]!;
        rings.y[at++] = y.store[place]!;
      }
      if (ringArea(rings.x, rings.y, first, at) === 0) at = first;
      else rings.start.push(at);
    }
    return rings;
  }
}

/** Whether a place lies straight between two others on an edge of the square. */
function isAlongEdge(
  across: Int32Array,
  before: number,
  place: number,
  after: number,
  buffer: number,
): boolean {
  const at = across[place]!;
  return (at === -buffer || at === EXTENT + buffer) && across[before] === at && across[after] === at;
}

function hashPlace(x: number, y: number): number {
  const hash = Math.imul(x, 0x9e_37_79_b1) ^ Math.imul(y, 0x85_eb_ca_77);
  return hash ^ (hash >>> 15);
}
