import { growingInt32 } from '../growing-array.ts';

/** A straight line that rings may run along more than once: all places with this x, or with this y. */
export interface GuideLine {
  axis: 'x' | 'y';
  at: number;
}

/**
 * The edges of all rings that a feature has in a tile, as a graph: rings that touch meet in one place. What is walked
 * in both directions is taken out; the rest is walked again, as rings of which none comes to a place twice.
 */
export class RingGraph {
  /** Coordinates by place. */
  readonly x = growingInt32();
  readonly y = growingInt32();
  /** The rings that were walked: places, and where the places of each ring end. */
  readonly walked = growingInt32();
  readonly walkedEnd = growingInt32();

  readonly #from = growingInt32();
  readonly #to = growingInt32();
  /** By edge: 1 where it is gone, or walked. */
  #isDone: Uint8Array = new Uint8Array(1024);
  /** By place: the first edge that leaves it, −1 for none; by edge: the next that leaves the same place. */
  #firstOut: Int32Array = new Int32Array(1024);
  #nextOut: Int32Array = new Int32Array(1024);
  /** By place: where it stands on the way that is being walked, −1 elsewhere. */
  #onWay: Int32Array = new Int32Array(1024);
  readonly #way = growingInt32();

  clear(): void {
    for (const column of [this.x, this.y, this.#from, this.#to, this.walked, this.walkedEnd])
      column.length = 0;
  }

  addPlace(x: number, y: number): void {
    this.x.push(x);
    this.y.push(y);
  }

  /** Adds an edge between places; rings have their inside on the left where y runs upwards. */
  addEdge(from: number, to: number): void {
    this.#from.push(from);
    this.#to.push(to);
  }

  /** Takes out what is walked in both directions, and walks the rest; the rings stand in `walked` then. */
  walk(lines: readonly GuideLine[]): void {
    for (const line of lines) this.#balance(line);
    this.#listEdges();
    this.#cancel();
    for (let edge = 0; edge < this.#from.length; edge++) if (this.#isDone[edge] === 0) this.#walkFrom(edge);
  }

  /**
   * Cuts the edges along a line at all places on it, and puts the difference of both directions in their stead: sliced
   * rings run along the edge of the square as often as they came in.
   */
  #balance({ axis, at }: GuideLine): void {
    const [across, along] = axis === 'x' ? [this.x.store, this.y.store] : [this.y.store, this.x.store];
    const places: number[] = [];
    for (let place = 0; place < this.x.length; place++) if (across[place] === at) places.push(place);
    if (places.length < 2) return;
    places.sort((a, b) => along[a]! - along[b]!);
    const rank = new Map(places.map((place, i) => [place, i]));
    const net = new Int32Array(places.length);
    const from = this.#from.store;
    const to = this.#to.store;
    let kept = 0;
    for (let edge = 0; edge < this.#from.length; edge++) {
      const [a, b] = [from[edge]!, to[edge]!];
      if (across[a] === at && across[b] === at) {
        net[rank.get(a)!]! += 1;
        net[rank.get(b)!]! -= 1;
      } else {
        from[kept] = a;
        to[kept++] = b;
      }
    }
    this.#from.length = kept;
    this.#to.length = kept;
    let sum = 0;
    for (let i = 0; i + 1 < places.length; i++) {
      sum += net[i]!;
      for (let k = 0; k < sum; k++) this.addEdge(places[i]!, places[i + 1]!);
      for (let k = 0; k < -sum; k++) this.addEdge(places[i + 1]!, places[i]!);
    }
  }

  #listEdges(): void {
    const places = this.x.length;
    const edges = this.#from.length;
    if (this.#firstOut.length < places) {
      this.#firstOut = new Int32Array(places * 2);
      this.#onWay = new Int32Array(places * 2);
    }
    if (this.#nextOut.length < edges) {
      this.#nextOut = new Int32Array(edges * 2);
      this.#isDone = new Uint8Array(edges * 2);
    }
    this.#firstOut.fill(-1, 0, places);
    this.#onWay.fill(-1, 0, places);
    this.#isDone.fill(0, 0, edges);
    // From the back, so that the edges of a place are in their order.
    for (let edge = edges - 1; edge >= 0; edge--) {
      const from = this.#from.store[edge]!;
      this.#nextOut[edge] = this.#firstOut[from]!;
      this.#firstOut[from] = edge;
    }
  }

  /** Takes out pairs of edges that lead forth and back. */
  #cancel(): void {
    const from = this.#from.store;
    const to = this.#to.store;
    for (let edge = 0; edge < this.#from.length; edge++) {
      // Where one edge leaves a place, no other ring comes there.
      if (this.#isDone[edge] === 1 || this.#nextOut[this.#firstOut[from[edge]!]!] === -1) continue;
      for (let back = this.#firstOut[to[edge]!]!; back !== -1; back = this.#nextOut[back]!) {
        if (to[back] !== from[edge] || this.#isDone[back] === 1) continue;
        this.#isDone[edge] = 1;
        this.#isDone[back] = 1;
        break;
      }
    }
  }

  /** Walks from an edge until it comes back; every time that the way meets itself, a ring is cut off. */
  #walkFrom(first: number): void {
    const way = this.#way;
    way.length = 0;
    for (let edge = first; edge !== -1; edge = this.#follow(edge, first)) {
      const from = this.#from.store[edge]!;
      this.#cutOff(from);
      this.#onWay[from] = way.length;
      way.push(from);
      this.#isDone[edge] = 1;
      if (this.#to.store[edge] === this.#from.store[first]) this.#cutOff(this.#from.store[first]!);
    }
  }

  /** Keeps the ring from a place on the way to its end, if it is there. */
  #cutOff(place: number): void {
    const way = this.#way;
    const start = this.#onWay[place]!;
    if (start === -1) return;
    for (let i = start; i < way.length; i++) {
      this.walked.push(way.store[i]!);
      this.#onWay[way.store[i]!] = -1;
    }
    way.length = start;
    this.walkedEnd.push(this.walked.length);
  }

  /** The edge that goes on where an edge ends, round the same inside; −1 where the way is at its end. */
  #follow(edge: number, first: number): number {
    const place = this.#to.store[edge]!;
    const only = this.#firstOut[place]!;
    if (this.#nextOut[only] === -1) return this.#isDone[only] === 1 ? -1 : only;
    let best = -1;
    for (let next = only; next !== -1; next = this.#nextOut[next]!) {
      if (this.#isDone[next] === 1 && next !== first) continue;
      if (best === -1 || this.#isNearer(edge, next, best)) best = next;
    }
    return best === first ? -1 : best;
  }

  /** Whether `a` comes before `b` where the way back along an edge is turned clockwise, y upwards: over its inside. */
  #isNearer(edge: number, a: number, b: number): boolean {
    const { store: x } = this.x;
    const { store: y } = this.y;
    const here = this.#to.store[edge]!;
    const backX = x[this.#from.store[edge]!]! - x[here]!;
    const backY = y[this.#from.store[edge]!]! - y[here]!;
    const ax = x[this.#to.store[a]!]! - x[here]!;
    const ay = y[this.#to.store[a]!]! - y[here]!;
    const bx = x[this.#to.store[b]!]! - x[here]!;
    const by = y[this.#to.store[b]!]! - y[here]!;
    const halfA = halfTurn(backX, backY, ax, ay);
    const halfB = halfTurn(backX, backY, bx, by);
    return halfA === halfB ? ax * by - ay * bx < 0 : halfA < halfB;
  }
}

/** 0 for directions less than half a turn clockwise from the first, 1 for the others. */
function halfTurn(fromX: number, fromY: number, x: number, y: number): number {
  const turn = fromX * y - fromY * x;
  return turn < 0 || (turn === 0 && fromX * x + fromY * y < 0) ? 0 : 1;
}
