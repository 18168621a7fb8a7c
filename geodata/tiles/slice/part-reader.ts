import type { LayerTable, ZoomArcs } from '../bake-model.ts';

/** Puts the arcs of a part together into one run of vertices. */
export class PartReader {
  x: Int32Array = new Int32Array(1024);
  y: Int32Array = new Int32Array(1024);
  length = 0;

  /** Reads a ring (without the repeated first vertex) or a line, moved east by `shift` steps. */
  read(table: LayerTable, part: number, drawn: ZoomArcs, shift: number, closed: boolean): void {
    const first = table.partArc[part]!;
    const last = table.partArc[part + 1]!;
    this.length = 0;
    for (let i = first; i < last; i++) {
      const reference = table.arcReference[i]!;
      const arc = reference < 0 ? ~reference : reference;
      const start = drawn.start[arc]!;
      const end = drawn.end[arc]!;
      this.#reserve(end - start);
      // An arc begins where the one before it ended.
      const skip = i > first ? 1 : 0;
      const { x, y } = this;
      let at = this.length;
      if (reference >= 0) {
        for (let k = start + skip; k < end; k++) {
          x[at] = drawn.x[k]! + shift;
          y[at++] = drawn.y[k]!;
        }
      } else {
        for (let k = end - 1 - skip; k >= start; k--) {
          x[at] = drawn.x[k]! + shift;
          y[at++] = drawn.y[k]!;
        }
      }
      this.length = at;
    }
    if (closed && this.length > 1) this.length--;
  }

  #reserve(extra: number): void {
    const needed = this.length + extra;
    if (needed <= this.x.length) return;
    const x = new Int32Array(needed * 2);
    const y = new Int32Array(needed * 2);
    x.set(this.x);
    y.set(this.y);
    this.x = x;
    this.y = y;
  }
}
