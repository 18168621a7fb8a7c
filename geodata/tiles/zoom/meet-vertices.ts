import { NO_GROUP, type ArcTable, type ZoomArcs } from '../bake-model.ts';
import { growingInt32 } from '../growing-array.ts';
import { sharedInt32 } from '../shared-arrays.ts';
import { PointFilter, pointHash } from './point-filter.ts';

type Groups = Pick<ArcTable, 'group'>;

/** Steps inside segments: behind which vertex of which arc, and where; in the order of arcs and along them. */
class Meetings {
  readonly arc = growingInt32();
  readonly behind = growingInt32();
  readonly x = growingInt32();
  readonly y = growingInt32();

  get length(): number {
    return this.arc.length;
  }

  push(arc: number, behind: number, x: number, y: number): void {
    this.arc.push(arc);
    this.behind.push(behind);
    this.x.push(x);
    this.y.push(y);
  }
}

/** Segments up to this length are searched step by step; longer ones pass over cells without vertices. */
const SHORT_STEPS = 16;

/**
 * Gives segments the vertices of other arcs that lie on them. Where a polygon has shrunk to a line, the arcs on its two
 * sides lie one upon the other, and only one has a vertex where a third border ends: with it on both, neighbours have
 * the same vertices all along. Nothing that is drawn changes.
 */
export function meetVertices(arcs: Groups, drawn: ZoomArcs): ZoomArcs {
  const possible = possibleMeetings(arcs, drawn);
  const isMet = findVertices(possible, arcs, drawn);
  const meetings = new Meetings();
  for (let i = 0; i < possible.length; i++) {
    if (isMet[i] === 0) continue;
    const { arc, behind, x, y } = possible;
    meetings.push(arc.store[i]!, behind.store[i]!, x.store[i]!, y.store[i]!);
  }
  return meetings.length === 0 ? drawn : insert(meetings, drawn);
}

/** Steps inside segments at which there may be a vertex: nearly all vertices lie on no other segment. */
function possibleMeetings({ group }: Groups, { start, end, x, y }: ZoomArcs): Meetings {
  let count = 0;
  for (let arc = 0; arc < start.length; arc++) if (group[arc] !== NO_GROUP) count += end[arc]! - start[arc]!;
  const filter = new PointFilter(count);
  for (let arc = 0; arc < start.length; arc++) {
    if (group[arc] === NO_GROUP) continue;
    for (let i = start[arc]!; i < end[arc]!; i++) filter.add(x[i]!, y[i]!);
  }
  const possible = new Meetings();
  for (let arc = 0; arc < start.length; arc++) {
    if (group[arc] === NO_GROUP) continue;
    for (let i = start[arc]!; i + 1 < end[arc]!; i++) {
      const dx = x[i + 1]! - x[i]!;
      const dy = y[i + 1]! - y[i]!;
      const steps = greatestDivisor(Math.abs(dx), Math.abs(dy));
      if (steps < 2) continue;
      const strideX = dx / steps;
      const strideY = dy / steps;
      for (let k = 1; k < steps; k++) {
        const px = x[i]! + k * strideX;
        const py = y[i]! + k * strideY;
        if (steps > SHORT_STEPS) k += filter.emptyStrides(px, py, strideX, strideY);
        if (filter.mayHave(px, py)) possible.push(arc, i, px, py);
      }
    }
  }
  return possible;
}

/** By possible meeting: 1 where there is a vertex of the same group. */
function findVertices(possible: Meetings, { group }: Groups, { start, end, x, y }: ZoomArcs): Uint8Array {
  const wanted = new PointFilter(possible.length);
  /** Meetings of equal hash are a list: by hash the last, and by meeting the one before. */
  const last = new Map<number, number>();
  const before = new Int32Array(possible.length);
  for (let i = 0; i < possible.length; i++) {
    const hash = pointHash(possible.x.store[i]!, possible.y.store[i]!);
    wanted.add(possible.x.store[i]!, possible.y.store[i]!);
    before[i] = last.get(hash) ?? -1;
    last.set(hash, i);
  }
  const isMet = new Uint8Array(possible.length);
  for (let arc = 0; arc < start.length; arc++) {
    if (group[arc] === NO_GROUP) continue;
    for (let vertex = start[arc]!; vertex < end[arc]!; vertex++) {
      const [vx, vy] = [x[vertex]!, y[vertex]!];
      if (!wanted.mayHave(vx, vy)) continue;
      for (let i = last.get(pointHash(vx, vy)) ?? -1; i >= 0; i = before[i]!) {
        const isHere = possible.x.store[i] === vx && possible.y.store[i] === vy;
        if (isHere && group[possible.arc.store[i]!] === group[arc]) isMet[i] = 1;
      }
    }
  }
  return isMet;
}

/** Puts arcs that get vertices behind the others, where there is room for them. */
function insert({ arc: arcOf, behind, x: atX, y: atY, length }: Meetings, drawn: ZoomArcs): ZoomArcs {
  const { start, end } = drawn;
  const used = end.reduce((most, each) => Math.max(most, each), 0);
  let room = length;
  for (let i = 0; i < length; i++) {
    const arc = arcOf.store[i]!;
    if (i === 0 || arcOf.store[i - 1] !== arc) room += end[arc]! - start[arc]!;
  }
  const x = sharedInt32(used + room);
  const y = sharedInt32(used + room);
  x.set(drawn.x.subarray(0, used));
  y.set(drawn.y.subarray(0, used));
  let to = used;
  for (let i = 0; i < length;) {
    const arc = arcOf.store[i]!;
    const [from, last] = [start[arc]!, end[arc]!];
    start[arc] = to;
    for (let vertex = from; vertex < last; vertex++) {
      x[to] = x[vertex]!;
      y[to++] = y[vertex]!;
      for (; i < length && arcOf.store[i] === arc && behind.store[i] === vertex; i++) {
        x[to] = atX.store[i]!;
        y[to++] = atY.store[i]!;
      }
    }
    end[arc] = to;
  }
  return { ...drawn, x, y };
}

/** Divisors of sides up to this length are looked up: most segments are so short. */
const TABLE_SIDE = 64;
const divisors = Uint8Array.from({ length: TABLE_SIDE * TABLE_SIDE }, (_, i) =>
  euclid(Math.floor(i / TABLE_SIDE), i % TABLE_SIDE),
);

const greatestDivisor = (a: number, b: number): number =>
  a < TABLE_SIDE && b < TABLE_SIDE ? divisors[a * TABLE_SIDE + b]! : euclid(a, b);

function euclid(a: number, b: number): number {
  let [large, small] = [a, b];
  while (small !== 0) [large, small] = [small, large % small];
  return large;
}
