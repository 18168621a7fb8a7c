import { growingFloat64, growingInt32, growingUint8 } from '../growing-array.ts';
import type { RingSet } from '../read/nesting.ts';
import { ringArea } from '../read/ring.ts';
import { EXTENT } from '../world-grid.ts';
import { VertexBuffer } from './vertex-buffer.ts';

/**
 * The pieces of one feature, gathered by tile: rings and lines in steps from the tile's corner, cleaned of what
 * slicing leaves behind. Reused from feature to feature and from job to job.
 */
export class Pieces {
  readonly vertices = new VertexBuffer(4096);

  /** Columns of pieces: vertices [start, end), and the piece that follows in the same tile, −1 at its end. */
  readonly start = growingInt32();
  readonly end = growingInt32();
  readonly next = growingInt32();
  /** Twice the signed area of rings. */
  readonly area = growingFloat64();
  readonly isHole = growingUint8();

  /** Tiles that have pieces, in the order they were reached, and the ends of their chains by tile. */
  readonly touched = growingInt32();
  readonly #head = growingInt32();
  readonly #tail = growingInt32();

  /** First piece of a tile, −1 where it has none. */
  first(tile: number): number {
    return this.#head.store[tile]!;
  }

  clear(): void {
    const { touched } = this;
    for (let i = 0; i < touched.length; i++) this.#head.store[touched.store[i]!] = -1;
    touched.length = 0;
    this.start.length = 0;
    this.end.length = 0;
    this.next.length = 0;
    this.area.length = 0;
    this.isHole.length = 0;
    this.vertices.length = 0;
  }

  /**
   * Adds a ring as sliced: vertices [from, to), the tile's corner at (west, north). Drops repeated vertices,
   * spikes, and vertices along an edge of the sliced square, and the ring itself where no area is left or where
   * it runs the wrong way round.
   */
  addRing(
    tile: number,
    x: Int32Array,
    y: Int32Array,
    from: number,
    to: number,
    west: number,
    north: number,
    buffer: number,
    isHole: boolean,
  ): void {
    this.vertices.reserve(to - from);
    const first = this.vertices.length;
    const { x: px, y: py } = this.vertices;
    let end = copyRing(x, y, from, to, west, north, buffer, px, py, first);
    // The same where the ring closes: at its end, and at its start.
    let start = first;
    for (let changed = true; changed && end - start > 2;) {
      changed = false;
      const lx = px[end - 1]!;
      const ly = py[end - 1]!;
      const sx = px[start]!;
      const sy = py[start]!;
      if (lx === sx && ly === sy) {
        end--;
        changed = true;
      } else if (isNeedless(px[end - 2]!, py[end - 2]!, lx, ly, sx, sy, buffer)) {
        end--;
        changed = true;
      } else if (isNeedless(lx, ly, sx, sy, px[start + 1]!, py[start + 1]!, buffer)) {
        start++;
        changed = true;
      }
    }
    if (end - start < 3) return;
    const area = ringArea(px, py, start, end);
    const side = EXTENT + 2 * buffer;
    if (area === 2 * side * side && end - start === 4) {
      // A tile wholly inside a ring: always from the same corner, so that such tiles are equal bytes.
      px.set([-buffer, side - buffer, side - buffer, -buffer], start);
      py.set([-buffer, -buffer, side - buffer, side - buffer], start);
    }
    if (isHole ? area < 0 : area > 0) this.#add(tile, start, end, area, isHole ? 1 : 0);
  }

  /**
   * Leaves a tile only some of its pieces, and adds rings in the order given; holes follow the ring that they are in.
   */
  replace(tile: number, kept: readonly number[], { x, y, start }: RingSet, order: readonly number[]): void {
    const chain = [...kept];
    for (const ring of order) {
      const [from, to] = [start[ring]!, start[ring + 1]!];
      const first = this.vertices.length;
      this.vertices.reserve(to - from);
      this.vertices.x.set(x.subarray(from, to), first);
      this.vertices.y.set(y.subarray(from, to), first);
      const area = ringArea(x, y, from, to);
      chain.push(this.#append(first, first + to - from, area, area < 0 ? 1 : 0));
    }
    this.#head.store[tile] = chain[0] ?? -1;
    this.#tail.store[tile] = chain.at(-1) ?? -1;
    for (const [i, piece] of chain.entries()) this.next.store[piece] = chain[i + 1] ?? -1;
  }

  /** Adds a piece of a line; dropped where it has no length. */
  addLine(
    tile: number,
    x: Int32Array,
    y: Int32Array,
    from: number,
    to: number,
    west: number,
    north: number,
  ): void {
    this.vertices.reserve(to - from);
    const start = this.vertices.length;
    const { x: px, y: py } = this.vertices;
    let end = start;
    for (let i = from; i < to; i++) {
      const vx = x[i]! - west;
      const vy = y[i]! - north;
      if (end > start && px[end - 1] === vx && py[end - 1] === vy) continue;
      px[end] = vx;
      py[end++] = vy;
    }
    if (end - start > 1) this.#add(tile, start, end, 0, 0);
  }

  addPoint(tile: number, x: number, y: number): void {
    const { vertices } = this;
    vertices.reserve(1);
    const at = vertices.length;
    vertices.x[at] = x;
    vertices.y[at] = y;
    this.#add(tile, at, at + 1, 0, 0);
  }

  #add(tile: number, start: number, end: number, area: number, isHole: number): void {
    const piece = this.#append(start, end, area, isHole);
    while (this.#head.length <= tile) {
      this.#head.push(-1);
      this.#tail.push(-1);
    }
    if (this.#head.store[tile] === -1) {
      this.#head.store[tile] = piece;
      this.touched.push(tile);
    } else {
      this.next.store[this.#tail.store[tile]!] = piece;
    }
    this.#tail.store[tile] = piece;
  }

  /** Adds the vertices from `start` on, which stand behind all others, as a piece of no tile yet. */
  #append(start: number, end: number, area: number, isHole: number): number {
    const piece = this.start.length;
    this.start.push(start);
    this.end.push(end);
    this.area.push(area);
    this.isHole.push(isHole);
    this.next.push(-1);
    this.vertices.length = end;
    return piece;
  }
}

/** True for the tip b of a spike from a to c, and for a vertex b on a straight way along an edge of the square. */
function isNeedless(
  ax: number,
  ay: number,
  bx: number,
  by: number,
  cx: number,
  cy: number,
  buffer: number,
): boolean {
  if (ax === bx && bx === cx && (bx === -buffer || bx === EXTENT + buffer)) return true;
  if (ay === by && by === cy && (by === -buffer || by === EXTENT + buffer)) return true;
  const ux = bx - ax;
  const uy = by - ay;
  const vx = cx - bx;
  const vy = cy - by;
  return ux * vy === uy * vx && ux * vx + uy * vy < 0;
}

/** Copies vertices [from, to) behind `first`, moved by a corner, but for needless ones; returns where they end. */
function copyRing(
  x: Int32Array,
  y: Int32Array,
  from: number,
  to: number,
  west: number,
  north: number,
  buffer: number,
  px: Int32Array,
  py: Int32Array,
  first: number,
): number {
  let end = first;
  for (let i = from; i < to; i++) {
    const vx = x[i]! - west;
    const vy = y[i]! - north;
    // Taking the last vertex away may make the one before it needless too.
    while (end > first) {
      if (px[end - 1] === vx && py[end - 1] === vy) end--;
      else if (
        end > first + 1 &&
        isNeedless(px[end - 2]!, py[end - 2]!, px[end - 1]!, py[end - 1]!, vx, vy, buffer)
      ) {
        end--;
      } else break;
    }
    px[end] = vx;
    py[end] = vy;
    end++;
  }
  return end;
}
