import type { ArcTable } from '../bake-model.ts';
import { zoomShift } from '../world-grid.ts';
import { drawArc } from './draw-arcs.ts';

/** A vertex that is farther than this from its chord, in tile steps, changes the line when it is drawn. */
const WORTH_DRAWING = 0.5;

/**
 * A drawn arc that can be changed: vertices of the source that were left out can be put in, and points that are
 * no vertices.
 */
export class LineEditor {
  readonly x: number[] = [];
  readonly y: number[] = [];
  /** Between the first of one drawn vertex and the second of the next lie the vertices left out between them. */
  readonly #before: number[] = [];
  readonly #behind: number[] = [];
  readonly #arcs: ArcTable;
  readonly #zoom: number;

  constructor(arcs: ArcTable, arc: number, zoom: number) {
    this.#arcs = arcs;
    this.#zoom = zoom;
    const room = arcs.start[arc + 1]! - arcs.start[arc]!;
    const drawn = { x: new Int32Array(room), y: new Int32Array(room), source: new Int32Array(room) };
    const count = drawArc(arcs, arc, zoom, drawn, 0);
    for (let i = 0; i < count; i++)
      this.#insert(i, drawn.x[i]!, drawn.y[i]!, drawn.source[i]!, drawn.source[i]!);
  }

  /** The vertex of the arc that a segment left out farthest away; −1 where all that it left out are near it. */
  farthestLeftOut(segment: number): number {
    const { x, y } = this.#arcs;
    const from = this.#before[segment]!;
    const to = this.#behind[segment + 1]!;
    const scale = 2 ** -zoomShift(this.#zoom);
    const ax = this.x[segment]!;
    const ay = this.y[segment]!;
    const dx = this.x[segment + 1]! - ax;
    const dy = this.y[segment + 1]! - ay;
    const squaredLength = dx * dx + dy * dy;
    let farthest = -1;
    let distance = WORTH_DRAWING * WORTH_DRAWING;
    for (let i = from + 1; i < to; i++) {
      let ex = x[i]! * scale - ax;
      let ey = y[i]! * scale - ay;
      const along = ex * dx + ey * dy;
      if (along > 0) {
        const share = along >= squaredLength ? 1 : along / squaredLength;
        ex -= share * dx;
        ey -= share * dy;
      }
      const squared = ex * ex + ey * ey;
      if (squared > distance && !this.#isEnd(segment, toStep(x[i]! * scale), toStep(y[i]! * scale))) {
        distance = squared;
        farthest = i;
      }
    }
    return farthest;
  }

  /** Draws a vertex that a segment left out. */
  drawVertex(segment: number, vertex: number): void {
    const scale = 2 ** -zoomShift(this.#zoom);
    const px = toStep(this.#arcs.x[vertex]! * scale);
    const py = toStep(this.#arcs.y[vertex]! * scale);
    this.#insert(segment + 1, px, py, vertex, vertex);
  }

  /** Puts points into a segment, in their order along it; false where it only has its ends there. */
  drawPoints(segment: number, points: readonly { x: number; y: number }[]): boolean {
    const ax = this.x[segment]!;
    const ay = this.y[segment]!;
    // What the segment left out lies near all of it: neither of its parts has vertices to draw.
    const before = this.#behind[segment + 1]!;
    const behind = this.#before[segment]!;
    const distance = (point: { x: number; y: number }): number => (point.x - ax) ** 2 + (point.y - ay) ** 2;
    let at = segment;
    for (const point of points.toSorted((a, b) => distance(a) - distance(b))) {
      if (this.#isEnd(at, point.x, point.y)) continue;
      this.#insert(++at, point.x, point.y, before, behind);
    }
    return at > segment;
  }

  #isEnd(segment: number, px: number, py: number): boolean {
    return (
      (this.x[segment] === px && this.y[segment] === py) ||
      (this.x[segment + 1] === px && this.y[segment + 1] === py)
    );
  }

  #insert(at: number, x: number, y: number, before: number, behind: number): void {
    this.x.splice(at, 0, x);
    this.y.splice(at, 0, y);
    this.#before.splice(at, 0, before);
    this.#behind.splice(at, 0, behind);
  }
}

const toStep = (value: number): number => Math.floor(value + 0.5);
