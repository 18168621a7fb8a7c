import type { ZoomArcs } from '../bake-model.ts';
import { sharedInt32 } from '../shared-arrays.ts';
import type { Touches } from './touches.ts';

/** Where segments are drawn. */
export interface SegmentPlaces {
  arcOf(segment: number): number;
  /** The drawn vertex that a segment begins at; −1 where it is no longer there. */
  vertexOf(segment: number): number;
}

/**
 * Gives segments the vertices of other arcs that lie on them. Where a polygon has shrunk to a line, the arcs on its two
 * sides lie one upon the other, and only one has a vertex where a third border ends: with it on both, neighbours have
 * the same vertices all along. Nothing that is drawn changes.
 */
export function meetVertices(touches: Touches, places: SegmentPlaces, drawn: ZoomArcs): ZoomArcs {
  const meetings = sortMeetings(touches, places, drawn);
  return meetings.length === 0 ? drawn : insert(meetings, drawn);
}

/** A vertex that an arc gets, behind another. */
interface Meeting {
  arc: number;
  behind: number;
  x: number;
  y: number;
  /** Steps from the vertex before. */
  along: number;
}

/** What segments get, each once, in the order of arcs and along them. */
function sortMeetings({ segment, x, y, length }: Touches, places: SegmentPlaces, drawn: ZoomArcs): Meeting[] {
  const meetings: Meeting[] = [];
  for (let i = 0; i < length; i++) {
    const behind = places.vertexOf(segment.store[i]!);
    if (behind < 0) continue;
    const [px, py] = [x.store[i]!, y.store[i]!];
    const along = Math.abs(px - drawn.x[behind]!) + Math.abs(py - drawn.y[behind]!);
    meetings.push({ arc: places.arcOf(segment.store[i]!), behind, x: px, y: py, along });
  }
  meetings.sort((a, b) => a.behind - b.behind || a.along - b.along);
  return meetings.filter((meeting, i) => {
    const before = meetings[i - 1];
    return before?.behind !== meeting.behind || before.along !== meeting.along;
  });
}

/** Puts arcs that get vertices behind the others, where there is room for them. */
function insert(meetings: readonly Meeting[], drawn: ZoomArcs): ZoomArcs {
  const { start, end } = drawn;
  const used = end.reduce((most, each) => Math.max(most, each), 0);
  let room = meetings.length;
  for (const [i, { arc }] of meetings.entries()) {
    if (meetings[i - 1]?.arc !== arc) room += end[arc]! - start[arc]!;
  }
  const x = sharedInt32(used + room);
  const y = sharedInt32(used + room);
  x.set(drawn.x.subarray(0, used));
  y.set(drawn.y.subarray(0, used));
  let to = used;
  for (let i = 0; i < meetings.length;) {
    const { arc } = meetings[i]!;
    const [from, last] = [start[arc]!, end[arc]!];
    start[arc] = to;
    for (let vertex = from; vertex < last; vertex++) {
      x[to] = x[vertex]!;
      y[to++] = y[vertex]!;
      for (; meetings[i]?.arc === arc && meetings[i]!.behind === vertex; i++) {
        x[to] = meetings[i]!.x;
        y[to++] = meetings[i]!.y;
      }
    }
    end[arc] = to;
  }
  return { ...drawn, x, y };
}
