import type { ArcTable, LayerTable, ZoomArcs } from '../bake-model.ts';
import { drawArc } from '../zoom/draw-arcs.ts';
import { VertexBuffer } from './vertex-buffer.ts';

/** The vertices of one ring or line on their way into tiles, in steps of a zoom; reused from part to part. */
export class VertexRun extends VertexBuffer {
  /** What a line is drawn from. */
  #scratch: Int32Array = new Int32Array(1024);

  constructor() {
    super(1024);
  }

  /** Adds a vertex, unless it repeats the last one. */
  push(x: number, y: number): void {
    const at = this.length;
    if (at > 0 && this.x[at - 1] === x && this.y[at - 1] === y) return;
    this.reserve(1);
    this.x[at] = x;
    this.y[at] = y;
    this.length = at + 1;
  }

  /** Draws an arc at a zoom, moved by `offset`. */
  drawLine(arcs: ArcTable, arc: number, zoom: number, offset: number): void {
    const vertices = arcs.start[arc + 1]! - arcs.start[arc]!;
    if (this.#scratch.length < vertices) this.#scratch = new Int32Array(vertices * 2);
    this.length = 0;
    this.reserve(vertices);
    this.length = drawArc(arcs, arc, zoom, this, 0, this.#scratch);
    if (offset !== 0) for (let i = 0; i < this.length; i++) this.x[i]! += offset;
  }

  /** Puts the arcs of a ring together, without the repeated first vertex, moved by `offset`. */
  readRing(table: LayerTable, part: number, drawn: ZoomArcs, offset: number): void {
    const first = table.partArc[part]!;
    const last = table.partArc[part + 1]!;
    this.length = 0;
    for (let i = first; i < last; i++) {
      const reference = table.arcReference[i]!;
      const arc = reference < 0 ? ~reference : reference;
      const start = drawn.start[arc]!;
      const end = drawn.end[arc]!;
      this.reserve(end - start);
      // An arc begins where the one before it ended.
      const skip = i > first ? 1 : 0;
      const { x, y } = this;
      let at = this.length;
      if (reference >= 0) {
        for (let k = start + skip; k < end; k++) {
          x[at] = drawn.x[k]! + offset;
          y[at++] = drawn.y[k]!;
        }
      } else {
        for (let k = end - 1 - skip; k >= start; k--) {
          x[at] = drawn.x[k]! + offset;
          y[at++] = drawn.y[k]!;
        }
      }
      this.length = at;
    }
    if (this.length > 1) this.length--;
  }

  /** Replaces a ring that has no area by a square of one step at its middle vertex, north of `lastRow`. */
  drawDot(lastRow: number): void {
    const middle = this.length >> 1;
    const x = this.x[middle]!;
    const y = Math.min(this.y[middle]!, lastRow);
    this.x.set([x, x + 1, x + 1, x]);
    this.y.set([y, y, y + 1, y + 1]);
    this.length = 4;
  }
}
