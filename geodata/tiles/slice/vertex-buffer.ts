/**
 * Both coordinates of vertices, which grow together. Loops that add many call `reserve`, write to `x` and `y` themselves
 * and set `length`.
 */
export class VertexBuffer {
  x: Int32Array;
  y: Int32Array;
  length = 0;

  constructor(room: number) {
    this.x = new Int32Array(room);
    this.y = new Int32Array(room);
  }

  /** Makes room for so many more vertices. */
  reserve(extra: number): void {
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
