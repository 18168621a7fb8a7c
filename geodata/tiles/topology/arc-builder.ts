import type { GeometryColumns } from '../read/geometry-columns.ts';
import { GrowingArray, growingUint32 } from '../growing-array.ts';
import { sharedInt32 } from '../shared-arrays.ts';
import type { Junctions } from './junctions.ts';

/** Arcs without levels, vertices in shared memory: arc i has the vertices from `start[i]` to `start[i + 1]`. */
export interface Arcs {
  start: Uint32Array;
  x: Int32Array;
  y: Int32Array;
}

/** Collects arcs, and finds those again that were met from the other side. */
export class ArcBuilder {
  readonly #junctions: Junctions;
  readonly #start = growingUint32();
  readonly #x: GrowingArray<Int32Array>;
  readonly #y: GrowingArray<Int32Array>;
  /** Arc references by "from this place to that", for both ends of every border. */
  readonly #known = new Map<number, number>();

  /** `vertices` is about how many the arcs will have. */
  constructor(junctions: Junctions, vertices: number) {
    this.#junctions = junctions;
    this.#start.push(0);
    this.#x = new GrowingArray(sharedInt32, vertices);
    this.#y = new GrowingArray(sharedInt32, vertices);
  }

  get arcs(): number {
    return this.#start.length - 1;
  }

  finish(): Arcs {
    return { start: this.#start.finish(), x: this.#x.view(), y: this.#y.view() };
  }

  /** Adds a whole ring or line as one arc; rings are closed by their first vertex. Returns its reference. */
  addOwnArc({ partStart, x, y }: GeometryColumns, part: number, closed: boolean): number {
    const start = partStart[part]!;
    const end = partStart[part + 1]!;
    this.#reserve(end - start + (closed ? 1 : 0));
    for (let i = start; i < end; i++) this.#append(x[i]!, y[i]!);
    if (closed) this.#append(x[start]!, y[start]!);
    return this.#closeArc();
  }

  /** Cuts a ring at its junctions, and refers to a known arc wherever another ring brought it. */
  addSharedRing(
    { partStart, x, y }: GeometryColumns,
    base: number,
    part: number,
    references: { push(reference: number): void },
  ): void {
    const { place, isJunction } = this.#junctions;
    const start = partStart[part]!;
    const end = partStart[part + 1]!;
    const count = end - start;
    const first = base + start;

    // A ring without junctions is a border of its own: begin at its lowest place, whichever ring is walked.
    let begin = 0;
    while (begin < count && isJunction[place[first + begin]!] === 0) begin++;
    if (begin === count) {
      begin = 0;
      for (let i = 1; i < count; i++) if (place[first + i]! < place[first + begin]!) begin = i;
    }

    for (let from = 0; from < count;) {
      let to = from + 1;
      let at = begin + to;
      if (at >= count) at -= count;
      let lastButOne = place[first + (at === 0 ? count - 1 : at - 1)]!;
      while (to < count && isJunction[place[first + at]!] === 0) {
        lastButOne = place[first + at]!;
        to++;
        if (++at === count) at = 0;
      }
      const firstVertex = (begin + from) % count;
      const firstPlace = place[first + firstVertex]!;
      const secondPlace = place[first + ((firstVertex + 1) % count)]!;
      const lastPlace = place[first + at]!;
      const known = this.#known.get(firstPlace * place.length + secondPlace);
      if (known === undefined) {
        this.#reserve(to - from + 1);
        for (let i = from, vertex = start + firstVertex; i <= to; i++) {
          this.#append(x[vertex]!, y[vertex]!);
          if (++vertex === end) vertex = start;
        }
        const arc = this.#closeArc();
        // The backward key is set first: where both are the same, forward wins.
        this.#known.set(lastPlace * place.length + lastButOne, ~arc);
        this.#known.set(firstPlace * place.length + secondPlace, arc);
        references.push(arc);
      } else {
        references.push(known);
      }
      from = to;
    }
  }

  #reserve(extra: number): void {
    this.#x.reserve(extra);
    this.#y.reserve(extra);
  }

  #append(x: number, y: number): void {
    this.#x.store[this.#x.length++] = x;
    this.#y.store[this.#y.length++] = y;
  }

  #closeArc(): number {
    this.#start.push(this.#x.length);
    return this.#start.length - 2;
  }
}
