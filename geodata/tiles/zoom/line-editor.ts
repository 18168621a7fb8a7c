import type { ArcTable } from '../bake-model.ts';
import { zoomShift } from '../world-grid.ts';
import { drawArc } from './draw-arcs.ts';
import type { Segments } from './segments.ts';

/** A vertex that is farther than this from its chord, in tile steps, changes the line when it is drawn. */
const WORTH_DRAWING = 0.5;

/** A point in tile steps. */
export interface Step {
  x: number;
  y: number;
}

/**
 * A drawn arc that can be changed: vertices of the source that were left out can be put in, and points that are
 * no vertices. Its segments have numbers in a list of all; a segment that is cut gives way to new ones.
 */
export class LineEditor {
  readonly x: number[] = [];
  readonly y: number[] = [];
  /** Between the first of one drawn vertex and the second of the next lie the vertices left out between them. */
  readonly #before: number[] = [];
  readonly #behind: number[] = [];
  /** Number of the segment that begins at each vertex but the last. */
  readonly #segment: number[] = [];
  readonly #arcs: ArcTable;
  readonly #arc: number;
  readonly #zoom: number;
  readonly #segments: Segments;

  /** `first` is the number of the arc's first segment; the others follow it. */
  constructor(arcs: ArcTable, arc: number, zoom: number, segments: Segments, first: number) {
    this.#arcs = arcs;
    this.#arc = arc;
    this.#zoom = zoom;
    this.#segments = segments;
    const room = arcs.start[arc + 1]! - arcs.start[arc]!;
    const drawn = { x: new Int32Array(room), y: new Int32Array(room), source: new Int32Array(room) };
    const count = drawArc(arcs, arc, zoom, drawn, 0, new Int32Array(room));
    for (let i = 0; i < count; i++) {
      this.x.push(drawn.x[i]!);
      this.y.push(drawn.y[i]!);
      this.#before.push(drawn.source[i]!);
      this.#behind.push(drawn.source[i]!);
      if (i + 1 < count) this.#segment.push(first + i);
    }
  }

  /** At which of the drawn vertices a segment begins. */
  placeOf(segment: number): number {
    return this.#segment.indexOf(segment);
  }

  /** The vertex of the arc that a segment left out farthest away; −1 where all that it left out are near it. */
  farthestLeftOut(segment: number): number {
    const at = this.placeOf(segment);
    const { x, y } = this.#arcs;
    const from = this.#before[at]!;
    const to = this.#behind[at + 1]!;
    const scale = 2 ** -zoomShift(this.#zoom);
    const ax = this.x[at]!;
    const ay = this.y[at]!;
    const dx = this.x[at + 1]! - ax;
    const dy = this.y[at + 1]! - ay;
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
      if (squared > distance && !this.#isEnd(at, toStep(x[i]! * scale), toStep(y[i]! * scale))) {
        distance = squared;
        farthest = i;
      }
    }
    return farthest;
  }

  /** Draws a vertex that a segment left out. */
  drawVertex(segment: number, vertex: number): void {
    const scale = 2 ** -zoomShift(this.#zoom);
    const point = { x: toStep(this.#arcs.x[vertex]! * scale), y: toStep(this.#arcs.y[vertex]! * scale) };
    this.#cut(this.placeOf(segment), [point], vertex, vertex);
  }

  /** Puts points into a segment, in their order along it; false where it only has its ends there. */
  drawPoints(segment: number, points: readonly Step[]): boolean {
    const at = this.placeOf(segment);
    const ax = this.x[at]!;
    const ay = this.y[at]!;
    const distance = (point: Step): number => (point.x - ax) ** 2 + (point.y - ay) ** 2;
    const inside = points.filter((point) => !this.#isEnd(at, point.x, point.y));
    if (inside.length === 0) return false;
    // What the segment left out lies near all of it: none of its parts has vertices to draw.
    this.#cut(
      at,
      inside.toSorted((a, b) => distance(a) - distance(b)),
      this.#behind[at + 1]!,
      this.#before[at]!,
    );
    return true;
  }

  #isEnd(at: number, px: number, py: number): boolean {
    return (this.x[at] === px && this.y[at] === py) || (this.x[at + 1] === px && this.y[at + 1] === py);
  }

  /** Replaces the segment at a place by those that lead over points. */
  #cut(at: number, points: readonly Step[], before: number, behind: number): void {
    const way = [{ x: this.x[at]!, y: this.y[at]! }, ...points, { x: this.x[at + 1]!, y: this.y[at + 1]! }];
    const numbers = points.map((_, i) =>
      this.#segments.add(this.#arc, way[i]!.x, way[i]!.y, way[i + 1]!.x, way[i + 1]!.y),
    );
    const [from, to] = way.slice(-2) as [Step, Step];
    numbers.push(this.#segments.add(this.#arc, from.x, from.y, to.x, to.y));
    this.x.splice(at + 1, 0, ...points.map((point) => point.x));
    this.y.splice(at + 1, 0, ...points.map((point) => point.y));
    this.#before.splice(at + 1, 0, ...points.map(() => before));
    this.#behind.splice(at + 1, 0, ...points.map(() => behind));
    this.#segment.splice(at, 1, ...numbers);
  }
}

const toStep = (value: number): number => Math.floor(value + 0.5);
